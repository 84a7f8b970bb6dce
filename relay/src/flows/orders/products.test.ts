import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { BatchAnswer } from '../../dataverse/client.ts';
import { matchProducts, productQueries } from './products.ts';

const product = (productnumber: string, change: object = {}) => ({
  productid: `id-${productnumber}`,
  productnumber,
  name: productnumber,
  statecode: 0,
  _defaultuomid_value: 'each',
  mpb_taxcategory: 'standard',
  product_price_levels: [{ _pricelevelid_value: 'list' }],
  ...change,
});
const rows = (...value: object[]): BatchAnswer => ({ status: 200, headers: {}, body: { value } });
const mapping = (sku: string, to: object | null, unit: string | null = null) => ({
  mpb_sku: sku,
  _mpb_uomid_value: unit,
  _mpb_productid_value: null,
  mpb_productid: to,
});

it('a product is found by its number, whatever its case, under the name that the marketplace uses', () => {
  const matches = matchProducts(['drill'], [rows(product('DRILL')), rows()], 'list');
  assert.deepEqual(matches.get('drill'), {
    productId: 'id-DRILL',
    unitId: 'each',
    name: 'DRILL',
    active: true,
    taxCategory: 'standard',
    inPriceList: true,
    by: 'productNumber',
  });
});

it('a mapping wins over the product number, sold or not, and over nothing once its product is gone', () => {
  for (const statecode of [0, 1]) {
    const answers = [rows(product('A', { statecode })), rows(mapping('a', product('B'), 'pack'))];
    const match = matchProducts(['A'], answers, 'list').get('A');
    assert.deepEqual(
      [match?.productId, match?.unitId, match?.active, match?.by],
      ['id-B', 'pack', true, 'mapping'],
    );
  }
  const gone = [rows(product('A')), rows(mapping('A', null))];
  assert.equal(matchProducts(['A'], gone, 'list').get('A')?.productId, 'id-A');
});

it('a mapping finds what no number does, with its own unit or the product’s', () => {
  const answers = [rows(), rows(mapping('OLD-1', product('B'), 'pack'), mapping('old-2', product('C')))];
  const matches = matchProducts(['OLD-1', 'OLD-2'], answers, 'list');
  assert.deepEqual([matches.get('OLD-1')?.unitId, matches.get('OLD-1')?.by], ['pack', 'mapping']);
  assert.equal(matches.get('OLD-2')?.unitId, 'each');
});

it('a mapping to nothing, and a SKU that nobody knows, match nothing', () => {
  assert.equal(matchProducts(['A', 'B'], [rows(), rows(mapping('A', null))], 'list').size, 0);
});

it('an inactive product and one outside the price list are matched and said to be so', () => {
  const answers = [
    rows(product('A', { statecode: 1, product_price_levels: [{ _pricelevelid_value: 'other' }] })),
    rows(),
  ];
  const match = matchProducts(['A'], answers, 'list').get('A');
  assert.deepEqual([match?.active, match?.inPriceList], [false, false]);
});

it('many SKUs are asked for in several queries, and their answers are read in that order', () => {
  const skus = Array.from({ length: 201 }, (_, number) => `S${number}`);
  assert.equal(productQueries(skus, 'shop').length, 4);
  const answers = [rows(product('S0')), rows(), rows(product('S200')), rows()];
  assert.deepEqual([...matchProducts(skus, answers, 'list').keys()], ['S0', 'S200']);
});
