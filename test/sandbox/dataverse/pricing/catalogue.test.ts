import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refused, tryPricing } from './try-pricing.ts';

test('a catalogue line takes its price from the price list, whatever was posted', () => {
  const { order, line, read } = tryPricing();
  const id = order();
  const row = read('salesorderdetail', line(id, { quantity: 2, priceperunit: 1, tax: 20 }));
  assert.equal(row.priceperunit, 49.99);
  assert.equal(row.baseamount, 99.98);
  assert.equal(row.extendedamount, 119.98);
  const header = read('salesorder', id);
  assert.equal(header.totallineitemamount, 99.98);
  assert.equal(header.totaltax, 20);
  assert.equal(header.totalamount, 119.98);
});

test('what a catalogue line lacks is refused with the code of that lack', () => {
  const { order, line, engine, create, products } = tryPricing();
  const id = order();
  assert.throws(() => line(order({ pricelevelid: null, ordernumber: 'SO-2' })), refused('0x80043b12'));
  assert.throws(() => line(id, { productid: null }), refused('0x80043b11'));
  assert.throws(() => line(id, { uomid: null }), refused('0x80043b0d'));
  assert.throws(() => line(id, { ispriceoverridden: true }), refused('0x80043b10'));
  const schedule = create('uomschedule', { name: 'Lengths', baseuomname: 'Metre' });
  const metre = create('uom', { name: 'Metre', quantity: 1, uomscheduleid: schedule });
  assert.throws(() => line(id, { uomid: metre }), refused('0x80043b14'));
  for (const statecode of [1, 2]) {
    engine.patch('product', products.get('DRILL-1') ?? '', { statecode });
    assert.throws(() => line(id), refused('0x80060623'));
  }
});

test('a product that the price list lacks leaves a pricing error, or is refused, and so does an overridden price', () => {
  for (const notInPriceList of ['record', 'refuse'] as const) {
    for (const overriddenNeedsPriceList of [true, false]) {
      const { engine, order, line, read, drill } = tryPricing(
        {},
        { notInPriceList, overriddenNeedsPriceList },
      );
      const [item] = engine.where('productpricelevel', 'productid', drill);
      engine.drop('productpricelevel', String(item?.productpricelevelid));
      const id = order();
      if (notInPriceList === 'refuse') assert.throws(() => line(id), refused('0x80060623'));
      else {
        assert.equal(read('salesorderdetail', line(id)).pricingerrorcode, 11);
        assert.equal(read('salesorder', id).pricingerrorcode, 1);
      }
      const overridden = (): string => line(id, { ispriceoverridden: true, priceperunit: 10 });
      if (!overriddenNeedsPriceList) assert.equal(read('salesorderdetail', overridden()).extendedamount, 10);
      else if (notInPriceList === 'refuse') assert.throws(overridden, refused('0x80060623'));
      else assert.equal(read('salesorderdetail', overridden()).pricingerrorcode, 11);
    }
  }
});

test('each unit of a product has its own price', () => {
  const { engine, seeded, drill, order, line, read } = tryPricing();
  const box = engine.put('uom', { name: 'Box of 10', quantity: 10, uomscheduleid: seeded.unitGroupId });
  engine.put('productpricelevel', {
    pricelevelid: seeded.priceListId,
    productid: drill,
    uomid: box,
    amount: 450,
  });
  assert.equal(read('salesorderdetail', line(order(), { uomid: box })).priceperunit, 450);
});

test('an inactive price list prices nothing and says so', () => {
  const { engine, seeded, order, line, read } = tryPricing();
  engine.patch('pricelevel', seeded.priceListId, { statecode: 1 });
  const id = order();
  assert.equal(read('salesorderdetail', line(id)).pricingerrorcode, 3);
  assert.equal(read('salesorder', id).pricingerrorcode, 1);
});

test('a price list item may be a percentage of the list price or of a cost', () => {
  for (const [pricingmethodcode, percentage, price] of [
    [2, 50, 25],
    [3, 25, 37.5],
    [4, 25, 40],
    [5, 10, 22],
    [6, 20, 25],
    [4, 100, 0],
  ] as const) {
    const { engine, drill, order, line, read } = tryPricing();
    engine.patch('product', drill, { price: 49.99, currentcost: 30, standardcost: 20 });
    const [item] = engine.where('productpricelevel', 'productid', drill);
    engine.patch('productpricelevel', String(item?.productpricelevelid), { pricingmethodcode, percentage });
    assert.equal(read('salesorderdetail', line(order())).priceperunit, price, `method ${pricingmethodcode}`);
  }
});
