import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, id, sampleSandbox } from '../test-support.ts';
import type { DataverseSandbox } from '../dataverse.ts';

function filled(): DataverseSandbox {
  const { sandbox } = sampleSandbox();
  const rows = [
    {
      mpb_name: 'Hammer',
      mpb_key: 'A1',
      mpb_quantity: 5,
      mpb_price: 12.5,
      mpb_dueon: '2026-11-02T08:00:00Z',
      mpb_kind: 927130000,
    },
    {
      mpb_name: "O'Neil's saw",
      mpb_key: 'A2',
      mpb_quantity: 0,
      mpb_price: 40,
      mpb_dueon: '2026-11-02T09:00:00Z',
      mpb_done: true,
    },
    {
      mpb_name: 'hand drill 50%',
      mpb_key: 'A3',
      mpb_quantity: 12,
      mpb_dueon: '2026-11-03T09:00:00Z',
      mpb_kind: 927130001,
    },
    { mpb_name: 'Nails', mpb_key: 'B1', mpb_day: '2026-10-31' },
  ];
  rows.forEach((row, at) => sandbox.insert('mpb_sample', { mpb_sampleid: id(at + 1), ...row }));
  sandbox.insert('mpb_part', { mpb_name: 'handle', mpb_amount: 1, mpb_sampleid: id(1) });
  sandbox.insert('mpb_part', { mpb_name: 'head', mpb_amount: 2, mpb_sampleid: id(1) });
  sandbox.insert('mpb_part', { mpb_name: 'blade', mpb_amount: 3, mpb_sampleid: id(2) });
  return sandbox;
}

async function keys(sandbox: DataverseSandbox, query: string): Promise<string> {
  const answer = await ask(sandbox, `GET mpb_samples?$select=mpb_key&${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.value.map((row) => row.mpb_key).join(' ');
}

const filters: [filter: string, expected: string][] = [
  ["mpb_name eq 'HAMMER'", 'A1'],
  ["mpb_name eq 'O''Neil''s saw'", 'A2'],
  ["contains(mpb_name,'ha')", 'A1 A3'],
  ["contains(mpb_name,'50[%25]')", 'A3'],
  ["startswith(mpb_name,'_a')", 'A1 A3 B1'],
  ["endswith(mpb_name,'s')", 'B1'],
  ["not contains(mpb_name,'a')", ''],
  ['mpb_quantity ge 5 and mpb_quantity lt 12', 'A1'],
  ['mpb_quantity gt 5 or mpb_price eq 12.5', 'A1 A3'],
  ['(mpb_quantity eq 5 or mpb_quantity eq 0) and mpb_price gt 20', 'A2'],
  ['mpb_price eq null', 'A3 B1'],
  ['mpb_quantity ne null', 'A1 A2 A3'],
  ['mpb_done eq true', 'A2'],
  ['mpb_kind eq 927130001', 'A3'],
  ['mpb_dueon le 2026-11-02T09:00:00Z', 'A1 A2'],
  ['mpb_dueon lt 2026-11-02T09:00:00.5Z and mpb_dueon gt 2026-11-02T08:00:00%2B00:00', 'A2'],
  ['mpb_day eq 2026-10-31', 'B1'],
  [`mpb_sampleid eq ${id(3)}`, 'A3'],
  ['mpb_quantity gt mpb_price', ''],
  ["Microsoft.Dynamics.CRM.In(PropertyName='mpb_key',PropertyValues=['a1','B1'])", 'A1 B1'],
  ["Microsoft.Dynamics.CRM.NotIn(PropertyName='mpb_key',PropertyValues=['A1','B1'])", 'A2 A3'],
  ["Microsoft.Dynamics.CRM.Between(PropertyName='mpb_quantity',PropertyValues=['5','12'])", 'A1 A3'],
  ["Microsoft.Dynamics.CRM.Today(PropertyName='mpb_dueon')", 'A1 A2'],
  ["Microsoft.Dynamics.CRM.NextXDays(PropertyName='mpb_dueon',PropertyValue=2)", 'A2 A3'],
  ["mpb_sample_part/any(p:p/mpb_name eq 'head')", 'A1'],
  ['mpb_sample_part/any()', 'A1 A2'],
  ['mpb_sample_part/all(p:p/mpb_amount gt 1)', 'A2 A3 B1'],
  ["mpb_name eq @n&@n='nails'", 'B1'],
  ["Microsoft.Dynamics.CRM.In(PropertyName='mpb_key',PropertyValues=@k)&@k=['A2']", 'A2'],
];

describe('$filter', () => {
  for (const [filter, expected] of filters) {
    it(`finds "${expected}" for ${filter}`, async () => {
      assert.equal(await keys(filled(), `$filter=${filter}`), expected);
    });
  }

  it('follows single-valued navigation', async () => {
    const answer = await ask(
      filled(),
      "GET mpb_parts?$select=mpb_name&$filter=mpb_SampleId/mpb_key eq 'A1'&$orderby=mpb_amount desc",
    );
    assert.deepEqual(
      answer.value.map((row) => row.mpb_name),
      ['head', 'handle'],
    );
  });

  for (const filter of [
    'mpb_nam eq 1',
    "mpb_quantity eq 'five'",
    'mpb_name eq',
    "mpb_name eq 'x",
    'mpb_name like 5',
    'length(mpb_name) eq 5',
    "mpb_SampleId eq 'x'",
    'mpb_name eq @missing',
    "Microsoft.Dynamics.CRM.Nothing(PropertyName='mpb_name')",
  ]) {
    it(`is refused with 400: ${filter}`, async () => {
      assert.equal((await ask(filled(), `GET mpb_samples?$filter=${filter}`)).status, 400);
    });
  }
});

describe('a query', () => {
  it('always shows etag and primary key, and money brings its currency', async () => {
    const answer = await ask(filled(), "GET mpb_samples?$select=mpb_price&$filter=mpb_key eq 'A1'");
    assert.equal(
      answer.json['@odata.context'],
      'http://org.test/api/data/v9.2/$metadata#mpb_samples(mpb_price)',
    );
    assert.deepEqual(Object.keys(answer.value[0] ?? {}), [
      '@odata.etag',
      'mpb_price',
      '_transactioncurrencyid_value',
      'mpb_sampleid',
    ]);
    assert.match(answer.text, /"mpb_price":12\.5000,/);
  });

  it('orders by several columns, nulls first, ties by primary key', async () => {
    assert.equal(await keys(filled(), '$orderby=mpb_quantity desc'), 'A3 A1 A2 B1');
    assert.equal(await keys(filled(), '$orderby=mpb_quantity'), 'B1 A2 A1 A3');
    assert.equal(await keys(filled(), '$orderby=mpb_price desc,mpb_name asc'), 'A2 A1 A3 B1');
  });

  it('cuts at $top and counts all that match', async () => {
    const answer = await ask(filled(), 'GET mpb_samples?$top=2&$count=true&$orderby=mpb_key');
    assert.equal(answer.json['@odata.count'], 4);
    assert.equal(answer.value.length, 2);
    assert.equal('@odata.nextLink' in answer.json, false);
    assert.equal((await ask(filled(), 'GET mpb_samples/$count?$filter=mpb_quantity ge 0')).text, '3');
  });

  for (const query of [
    '$filter=mpb_quantity ge 0 or mpb_quantity eq null',
    '$orderby=mpb_name desc',
    "$filter=startswith(mpb_key,'A') or mpb_key eq 'B1'",
  ]) {
    it(`walks every row exactly once by nextLink: ${query}`, async () => {
      const sandbox = filled();
      const prefer = { prefer: 'odata.maxpagesize=1' };
      let answer = await ask(sandbox, `GET mpb_samples?$select=mpb_key&${query}`, undefined, prefer);
      const seen: unknown[] = [];
      for (;;) {
        seen.push(...answer.value.map((row) => row.mpb_key));
        const next = answer.json['@odata.nextLink'];
        if (typeof next !== 'string') break;
        answer = await ask(sandbox, `GET ${next}`, undefined, prefer);
      }
      assert.deepEqual([...seen].sort(), ['A1', 'A2', 'A3', 'B1']);
    });
  }

  it('refuses a skip token that was changed or belongs to another query', async () => {
    const sandbox = filled();
    const first = await ask(sandbox, 'GET mpb_samples?$select=mpb_key', undefined, {
      prefer: 'odata.maxpagesize=1',
    });
    const next = first.json['@odata.nextLink'] as string;
    assert.equal(
      (await ask(sandbox, `GET ${next.replace('pagenumber%3D%222', 'pagenumber%3D%223')}`)).status,
      400,
    );
    assert.equal((await ask(sandbox, `GET ${next.replace('mpb_key', 'mpb_name')}`)).status, 400);
  });

  it('expands single and collection navigation with nested options', async () => {
    const expand =
      'mpb_sample_part($select=mpb_name;$filter=mpb_amount ge 1;$orderby=mpb_amount desc;$top=1)';
    const answer = await ask(filled(), `GET mpb_samples(${id(1)})?$select=mpb_key&$expand=${expand}`);
    const parts = answer.json.mpb_sample_part as Record<string, unknown>[];
    assert.deepEqual(
      parts.map((part) => part.mpb_name),
      ['head'],
    );
    assert.equal(
      answer.json['@odata.context'],
      'http://org.test/api/data/v9.2/$metadata#mpb_samples(mpb_key,mpb_sample_part(mpb_name))/$entity',
    );
    const up = await ask(
      filled(),
      'GET mpb_parts?$select=mpb_name&$expand=mpb_SampleId($select=mpb_key;$expand=mpb_sample_part($select=mpb_name))',
    );
    assert.equal((up.value[0]?.mpb_SampleId as Record<string, unknown>).mpb_key, 'A1');
  });

  it('adds formatted values and lookup annotations only when asked', async () => {
    const sandbox = filled();
    const plain = await ask(sandbox, 'GET mpb_parts?$select=_mpb_sampleid_value&$top=1');
    assert.equal(plain.text.includes('Formatted'), false);
    const asked = await ask(sandbox, 'GET mpb_parts?$select=_mpb_sampleid_value&$top=1', undefined, {
      prefer: 'odata.include-annotations="*"',
    });
    const row = asked.value[0] ?? {};
    assert.equal(row['_mpb_sampleid_value@OData.Community.Display.V1.FormattedValue'], 'Hammer');
    assert.equal(row['_mpb_sampleid_value@Microsoft.Dynamics.CRM.lookuplogicalname'], 'mpb_sample');
    assert.equal(
      row['_mpb_sampleid_value@Microsoft.Dynamics.CRM.associatednavigationproperty'],
      'mpb_SampleId',
    );
    const choice = await ask(sandbox, `GET mpb_samples(${id(1)})?$select=mpb_kind,mpb_price`, undefined, {
      prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
    });
    assert.equal(choice.json['mpb_kind@OData.Community.Display.V1.FormattedValue'], 'Plain');
    assert.equal(
      choice.headers['Preference-Applied'],
      'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
    );
  });

  it('answers 304 to a matching If-None-Match', async () => {
    const sandbox = filled();
    const etag = (await ask(sandbox, `GET mpb_samples(${id(1)})`)).headers.ETag ?? '';
    assert.equal(
      (await ask(sandbox, `GET mpb_samples(${id(1)})`, undefined, { 'if-none-match': etag })).status,
      304,
    );
  });

  for (const query of [
    '$skip=1',
    '$search=x',
    '$format=json',
    '$compute=x',
    '$top=-1',
    '$top=x',
    '$count=yes',
    '$orderby=mpb_name up',
    '$select=mpb_nam',
    '$select=mpb_sampleid,MPB_NAME',
    '$expand=mpb_sampleid',
    '$expand=mpb_sample_part/$ref',
    '$Filter=1',
    '$filter=x&$filter=y',
  ]) {
    it(`is refused with 400: ${query}`, async () => {
      assert.equal((await ask(filled(), `GET mpb_samples?${query}`)).status, 400);
    });
  }

  it('does not scan the table for a due sweep or a list of ids', async () => {
    const { sandbox } = sampleSandbox();
    for (let n = 0; n < 3000; n++) {
      const dueon = n < 3 ? '2026-11-02T08:00:00Z' : '2026-12-24T08:00:00Z';
      sandbox.insert('mpb_sample', { mpb_sampleid: id(n), mpb_key: `k${n}`, mpb_dueon: dueon });
    }
    let looked = 0;
    const { rows } = sandbox.engine.store.table('mpb_sample');
    const get = rows.get.bind(rows);
    rows.get = (key) => {
      looked++;
      return get(key);
    };
    const due = await ask(
      sandbox,
      'GET mpb_samples?$select=mpb_key&$filter=mpb_dueon le 2026-11-02T09:00:00Z&$orderby=mpb_dueon',
    );
    const list = `Microsoft.Dynamics.CRM.In(PropertyName='mpb_sampleid',PropertyValues=['${id(7)}','${id(8)}'])`;
    const some = await ask(sandbox, `GET mpb_samples?$select=mpb_key&$filter=${list}`);
    assert.deepEqual([due.value.length, some.value.length], [3, 2]);
    assert.ok(looked < 20, `looked at ${looked} rows`);
  });
});
