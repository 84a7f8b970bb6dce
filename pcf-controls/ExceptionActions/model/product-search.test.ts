import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { likeness, productQuery, rankedProducts } from './product-search.ts';
import type { ProductRow } from './product-search.ts';

const wanted = { sku: 'DRILL-18V-NEW', title: 'Cordless combi drill 18V' };
const product = (productnumber: string, name: string): ProductRow => ({
  productid: productnumber,
  productnumber,
  name,
  _defaultuomid_value: 'each',
});

describe('the products that a SKU may stand for', () => {
  it('stand with the likeliest first: number like the SKU, then name like the title', () => {
    const rows = [
      product('HAMMER-1', 'Claw hammer'),
      product('P-77', 'Combi drill cordless 18V'),
      product('DRILL-18V', 'Drill driver'),
    ];
    assert.deepEqual(
      rankedProducts(rows, '', wanted).map(({ number }) => number),
      ['DRILL-18V', 'P-77', 'HAMMER-1'],
    );
  });

  it('are led by what the person typed', () => {
    const rows = [
      product('DRILL-18V', 'Drill driver'),
      product('HAM', 'Ham'),
      product('HAMMER-1', 'Claw hammer'),
    ];
    assert.deepEqual(
      rankedProducts(rows, 'ham', wanted).map(({ number }) => number),
      ['HAM', 'HAMMER-1', 'DRILL-18V'],
    );
  });

  it('are asked for by the words of SKU and title until the person types', () => {
    const query = decodeURIComponent(productQuery('', wanted));
    for (const word of ['cordless', 'combi', 'drill', '18v']) {
      assert.ok(query.includes(`contains(name,'${word}')`), word);
    }
    assert.ok(query.includes('statecode eq 0 and ('));
    assert.ok(!decodeURIComponent(productQuery('saw', wanted)).includes('drill'));
  });

  it('are asked for literally: quotation marks are doubled and wildcards are no wildcards', () => {
    const query = decodeURIComponent(productQuery("6' x 50%_[a]", wanted));
    assert.ok(query.includes("contains(name,'6'' x 50[%][_][[]a]')"), query);
  });

  it('are all active ones where SKU and title say nothing', () => {
    assert.ok(productQuery('', { sku: '-', title: '' }).includes('$filter=statecode eq 0&'));
  });

  it('are at most a dozen', () => {
    const rows = Array.from({ length: 80 }, (_, index) => product(`P-${index}`, 'Drill'));
    assert.equal(rankedProducts(rows, '', wanted).length, 12);
  });

  it('are as alike as can be when the number is the SKU, whatever its dress', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{2,20}$/), fc.string(), (sku, name) => {
        const same = likeness({ productnumber: sku.toUpperCase(), name }, '', { sku: `${sku}-`, title: '' });
        const other = likeness({ productnumber: `${sku}x`, name: '' }, '', { sku, title: '' });
        assert.equal(same, 1);
        assert.ok(other < 1 && other > 0);
      }),
    );
  });
});
