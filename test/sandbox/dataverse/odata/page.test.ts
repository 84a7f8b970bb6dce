import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Engine } from '../engine.ts';
import type { Row } from '../model.ts';
import { ask, id, sampleSandbox, type Answer } from '../test-support.ts';
import { parseFilter } from './expression.ts';
import { compileFilter } from './filter.ts';
import { orderRows } from './order.ts';

/** Above what a table needs to have indexes. */
const count = 1_200;

function crowded() {
  const { sandbox, clock } = sampleSandbox();
  sandbox.insertMany(
    'mpb_sample',
    Array.from({ length: count }, (_, n): Row => ({
      mpb_sampleid: id((n * 7919) % 100_003),
      mpb_name: n % 5 === 0 ? null : `Name ${n % 50}`,
      mpb_key: `K-${String(n).padStart(5, '0')}`,
      mpb_quantity: n % 7 === 0 ? null : n % 90,
    })),
  );
  return { sandbox, clock };
}

/** As it is without any index. */
function naive(engine: Engine, filter: string, orderby: { path: string; descending: boolean }[]): unknown[] {
  const table = engine.tableSchema('mpb_sample');
  const context = { schema: engine.schema, database: engine };
  const matches = compileFilter(context, table, parseFilter(filter, new Map()));
  const rows = [...engine.all('mpb_sample')].filter(matches);
  return orderRows<Readonly<Row>>(context, table, orderby)(rows).map((row) => row.mpb_sampleid);
}

async function paged(sandbox: ReturnType<typeof crowded>['sandbox'], query: string, size: number) {
  const prefer = { prefer: `odata.maxpagesize=${size}` };
  const ids: unknown[] = [];
  let page: Answer = await ask(sandbox, `GET mpb_samples?$select=mpb_key&${query}`, undefined, prefer);
  for (;;) {
    assert.equal(page.status, 200, page.text);
    ids.push(...page.value.map((row) => row.mpb_sampleid));
    const next = page.json['@odata.nextLink'];
    if (typeof next !== 'string') return ids;
    assert.equal(page.value.length, size);
    page = await ask(sandbox, `GET ${next}`, undefined, prefer);
  }
}

const number = fc.nat(100);
const key = fc.nat(count + 10).map((n) => `'K-${String(n).padStart(5, '0')}'`);
const part = fc.oneof(
  fc
    .tuple(fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'), number)
    .map(([op, n]) => `mpb_quantity ${op} ${n}`),
  fc.tuple(fc.constantFrom('lt', 'le', 'gt', 'ge', 'eq'), key).map(([op, k]) => `mpb_key ${op} ${k}`),
  fc
    .array(key, { minLength: 1, maxLength: 20 })
    .map((keys) => `(${keys.map((k) => `mpb_key eq ${k}`).join(' or ')})`),
  fc
    .array(key, { minLength: 1, maxLength: 20 })
    .map((keys) => `Microsoft.Dynamics.CRM.In(PropertyName='mpb_key',PropertyValues=[${keys.join(',')}])`),
  fc.nat(60).map((n) => `mpb_name eq 'NAME ${n}'`),
  fc.nat(60).map((n) => `(mpb_quantity le ${n} or mpb_name eq 'name ${n}')`),
  fc.constantFrom('mpb_name eq null', 'mpb_quantity ne null', `contains(mpb_name,'4')`),
);
const filter = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([parts, negated]) => (negated ? `not (${parts.join(' or ')})` : parts.join(' and ')));
const orderby = fc.uniqueArray(
  fc.record({ path: fc.constantFrom('mpb_key', 'mpb_name', 'mpb_quantity'), descending: fc.boolean() }),
  { maxLength: 2, selector: ({ path }) => path },
);

test('indexes change how rows are found, never which rows an answer has nor their order or pages', async () => {
  const { sandbox } = crowded();
  await fc.assert(
    fc.asyncProperty(filter, orderby, fc.integer({ min: 20, max: 400 }), async (text, order, size) => {
      const sorting = order.map(({ path, descending }) => `${path}${descending ? ' desc' : ''}`).join(',');
      const query = `$filter=${encodeURIComponent(text)}${sorting === '' ? '' : `&$orderby=${sorting}`}`;
      assert.deepEqual(await paged(sandbox, query, size), naive(sandbox.engine, text, order));
    }),
    { numRuns: 150, seed: 20_261_125 },
  );
});

test('indexes that a query made keep up with what is written afterwards', async () => {
  const { sandbox } = crowded();
  const asked = ["mpb_key gt 'K-01100'", 'mpb_quantity eq 40', "mpb_name eq 'Name 3'"];
  const answers = async () => {
    for (const text of asked)
      assert.deepEqual(await paged(sandbox, `$filter=${text}`, 400), naive(sandbox.engine, text, []));
  };
  await answers();
  for (let n = 0; n < 60; n++) {
    const row = id((n * 7919) % 100_003);
    if (n % 3 === 0) sandbox.remove('mpb_sample', row);
    else sandbox.patchAs({}, 'mpb_sample', row, { mpb_quantity: n % 2 ? 40 : null, mpb_name: 'Name 3' });
  }
  assert.throws(() =>
    sandbox.engine.transaction(() => {
      sandbox.engine.patch('mpb_sample', id((7919 * 100) % 100_003), {
        mpb_quantity: 40,
        mpb_name: 'Name 3',
      });
      throw new Error('undone');
    }),
  );
  await answers();
});

test('a query looks at the rows that it answers with, not at the table', async () => {
  const { sandbox } = crowded();
  const { rows } = sandbox.engine.store.table('mpb_sample');
  const get = rows.get.bind(rows);
  let looks = 0;
  rows.get = (row) => {
    looks += 1;
    return get(row);
  };
  const looksFor = async (query: string): Promise<number> => {
    looks = 0;
    assert.equal((await ask(sandbox, `GET mpb_samples?${query}`)).status, 200);
    return looks;
  };
  const keys = Array.from({ length: 40 }, (_, n) => `K-${String(n * 10).padStart(5, '0')}`);
  const among = `Microsoft.Dynamics.CRM.In(PropertyName='mpb_key',PropertyValues=[${keys.map((one) => `'${one}'`).join(',')}])`;
  const either = keys.map((one) => `mpb_key eq '${one}'`).join(' or ');
  for (const [query, most] of [
    [`$filter=${among}`, 40],
    [`$filter=${either}`, 40],
    [`$filter=${among} and mpb_done eq false`, 40],
    ["$filter=mpb_name eq 'Name 3'", 24],
    ["$filter=mpb_key gt 'K-00500'&$orderby=mpb_key&$top=25", 28],
    ["$filter=mpb_key gt 'K-00500' and mpb_done eq false&$orderby=mpb_key,mpb_name desc&$top=25", 28],
    ['$orderby=mpb_key desc&$top=25', 28],
    ["$filter=mpb_key ge 'K-00500' and mpb_key lt 'K-00510'", 11],
    ['$filter=mpb_done eq false&$top=25', 26],
  ] as const) {
    const seen = await looksFor(query);
    assert.ok(seen > 0 && seen <= most, `${query}: ${seen} looks`);
  }
});
