import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, id, sampleSandbox } from './test-support.ts';

/** Each is refused as a payload (0x80048d19), whatever its table. */
const malformed: [why: string, body: unknown, message: RegExp][] = [
  ['an unknown column', { mpb_nam: 'x' }, /property 'mpb_nam' does not exist/],
  ['an upper-case column', { mpb_Name: 'x' }, /property 'mpb_Name' does not exist/],
  [
    'text for a number',
    { mpb_quantity: 'Charity' },
    /Cannot convert the literal 'Charity' to the expected type 'Edm\.Int32'/,
  ],
  ['a fraction for a whole number', { mpb_quantity: 1.5 }, /Edm\.Int32/],
  ['a number for text', { mpb_name: 5 }, /Edm\.String/],
  ['text for money', { mpb_price: '12.50' }, /Edm\.Decimal/],
  ['text for a choice', { mpb_kind: '927130000' }, /Edm\.Int32/],
  ['text for a boolean', { mpb_done: 'true' }, /Edm\.Boolean/],
  ['an instant without zone', { mpb_dueon: '2026-11-02T09:00:00' }, /Edm\.DateTimeOffset/],
  ['an instant for a date', { mpb_day: '2026-11-02T00:00:00Z' }, /Edm\.Date/],
  ['a day that is none', { mpb_day: '2026-02-31x' }, /Edm\.Date/],
  ['a JSON list', [], /must be a JSON object/],
  ['no JSON', '{"mpb_name":', /not valid JSON/],
  ['a doubled key', '{"mpb_name":"a","mpb_name":"b"}', /'mpb_name' already exists/],
  [
    'a bind to an unknown navigation',
    { 'mpb_sampleid@odata.bind': byId() },
    /undeclared property 'mpb_sampleid'/,
  ],
  ['a file column in JSON', { mpb_page: 'x' }, /request of its own/],
];

function byId(): string {
  return `/mpb_samples(${id(1)})`;
}

describe('a payload', () => {
  for (const [why, body, message] of malformed) {
    it(`is refused with 0x80048d19 for ${why}`, async () => {
      const { sandbox } = sampleSandbox();
      const answer = await ask(sandbox, 'POST mpb_samples', body);
      assert.deepEqual([answer.status, answer.error.code], [400, '0x80048d19']);
      assert.match(answer.error.message, message);
      assert.deepEqual(sandbox.rows('mpb_sample'), []);
    });
  }

  it('has its own code for length, range and choice', async () => {
    const { sandbox } = sampleSandbox();
    for (const [body, code] of [
      [{ mpb_name: 'x'.repeat(101) }, '0x80044331'],
      [{ mpb_quantity: -1 }, '0x8004432f'],
      [{ mpb_rate: 10.5 }, '0x80044330'],
      [{ mpb_price: 1e15 }, '0x80044330'],
      [{ mpb_kind: 7 }, '0x8004431a'],
      [{ statuscode: 2 }, '0x80048408'],
    ] as const) {
      const answer = await ask(sandbox, 'POST mpb_samples', body);
      assert.deepEqual([answer.status, answer.error.code], [400, code], JSON.stringify(body));
    }
  });

  it('words a text that is too long as the platform does', async () => {
    const { sandbox } = sampleSandbox();
    const answer = await ask(sandbox, 'POST mpb_samples', { mpb_name: 'x'.repeat(101) });
    assert.equal(
      answer.error.message,
      "A validation error occurred.  The length of the 'mpb_name' attribute of the 'mpb_sample' entity exceeded the maximum allowed length of '100'.",
    );
  });

  it('binds lookups by id, by key, by absolute address, and clears them', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1), mpb_key: 'K1' });
    for (const reference of [
      byId(),
      byId().slice(1),
      "/mpb_samples(mpb_key='k1')",
      `http://org.test/api/data/v9.2${byId()}`,
    ]) {
      await ask(sandbox, 'PATCH mpb_parts(' + id(5) + ')', { 'mpb_SampleId@odata.bind': reference });
      assert.equal(sandbox.get('mpb_part', id(5))?.mpb_sampleid, id(1), reference);
      await ask(sandbox, 'PATCH mpb_parts(' + id(5) + ')', { 'mpb_SampleId@odata.bind': null });
      assert.equal(sandbox.get('mpb_part', id(5))?.mpb_sampleid, null);
    }
  });

  it('refuses a bind to a missing row with 404, by id and by key', async () => {
    const { sandbox } = sampleSandbox();
    const missing = await ask(sandbox, 'POST mpb_parts', { 'mpb_SampleId@odata.bind': byId() });
    assert.deepEqual([missing.status, missing.error.code], [404, '0x80040217']);
    assert.equal(missing.error.message, `mpb_sample With Id = ${id(1)} Does Not Exist`);
    const byKey = await ask(sandbox, 'POST mpb_parts', {
      'mpb_SampleId@odata.bind': "mpb_samples(mpb_key='no')",
    });
    assert.deepEqual([byKey.status, byKey.error.code], [404, '0x80060891']);
  });

  it('refuses a bind to a row of another table', async () => {
    const { sandbox } = sampleSandbox();
    const part = sandbox.insert('mpb_part', {});
    const answer = await ask(sandbox, 'POST mpb_parts', { 'mpb_SampleId@odata.bind': `mpb_parts(${part})` });
    assert.equal(answer.error.code, '0x80048d19');
  });

  for (const readOnlyColumns of ['ignore', 'refuse'] as const) {
    it(`does with computed and create-only columns what the switch says: ${readOnlyColumns}`, async () => {
      const { sandbox } = sampleSandbox({ settings: { readOnlyColumns } });
      const created = await ask(sandbox, 'POST mpb_samples', {
        mpb_sampleid: id(1),
        mpb_once: 'first',
        mpb_total: 7,
      });
      assert.equal(created.status, readOnlyColumns === 'ignore' ? 204 : 400);
      await ask(sandbox, `PATCH mpb_samples(${id(2)})`, { mpb_once: 'first' });
      const updated = await ask(sandbox, `PATCH mpb_samples(${id(2)})`, { mpb_once: 'second' });
      assert.equal(updated.status, readOnlyColumns === 'ignore' ? 204 : 400);
      const row = sandbox.get('mpb_sample', id(2));
      assert.deepEqual([row?.mpb_once, row?.mpb_total ?? null], ['first', null]);
    });
  }

  it('rounds money and decimals to the column and keeps system columns', async () => {
    const { sandbox } = sampleSandbox();
    await ask(sandbox, `PATCH mpb_samples(${id(1)})`, { mpb_price: 1.005, mpb_rate: -0.00005, mpb_name: '' });
    const row = sandbox.get('mpb_sample', id(1));
    assert.deepEqual(
      [row?.mpb_price, row?.mpb_price_base, row?.mpb_rate, row?.mpb_name],
      [1.01, 1.01, -0.0001, null],
    );
    assert.deepEqual([row?.statecode, row?.statuscode, row?.createdon], [0, 1, '2026-11-02T09:00:00Z']);
  });

  it('takes a state with its default status, and refuses a status of another state', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1) });
    const wrong = await ask(sandbox, `PATCH mpb_samples(${id(1)})`, { statecode: 1, statuscode: 1 });
    assert.equal(wrong.error.code, '0x80048408');
    await ask(sandbox, `PATCH mpb_samples(${id(1)})`, { statecode: 1 });
    assert.equal(sandbox.get('mpb_sample', id(1))?.statuscode, 2);
  });
});
