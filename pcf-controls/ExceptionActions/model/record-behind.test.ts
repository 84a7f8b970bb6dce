import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Dataverse } from '../../shared/dataverse.ts';
import { productOf, recordBehind } from './record-behind.ts';

const evidence = [{ label: 'SKU', value: 'Ab-12' }];

/** Answers each table with the rows that it holds, whatever the question. */
function holding(rows: Readonly<Record<string, readonly object[]>>): Dataverse {
  return { read: (table: string) => Promise.resolve(rows[table] ?? []) } as unknown as Dataverse;
}

describe('the record behind a problem', () => {
  it('is the product of its SKU, also where VAT is wrong, or the marketplace', () => {
    for (const causeKey of ['sku:ab-12', 'category:ab-12', 'tax:standard|uk'])
      assert.deepEqual(recordBehind({ causeKey, evidence }), { table: 'product', sku: 'Ab-12' });
    assert.deepEqual(recordBehind({ causeKey: 'set-up:currency', evidence }), { table: 'mpb_marketplace' });
  });

  it('is none where no SKU is named or the cause is of another kind', () => {
    assert.equal(recordBehind({ causeKey: 'tax:standard|uk', evidence: [] }), null);
    assert.equal(recordBehind({ causeKey: 'address:leeds', evidence }), null);
  });

  it('is the mapped product before the one with the number, as long as the mapping is on', async () => {
    const mapping = { statecode: 0, _mpb_productid_value: 'mapped' };
    const product = [{ productid: 'numbered' }];
    assert.equal(await productOf(holding({ mpb_skumapping: [mapping], product }), 'Ab-12', 'm'), 'mapped');
    const off = { ...mapping, statecode: 1 };
    assert.equal(await productOf(holding({ mpb_skumapping: [off], product }), 'Ab-12', 'm'), 'numbered');
    await assert.rejects(productOf(holding({}), 'Ab-12', 'm'));
  });
});
