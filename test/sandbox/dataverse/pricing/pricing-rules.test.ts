import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemCaller } from '../engine.ts';
import { refused, tryPricing } from './try-pricing.ts';

test('posted header totals are replaced, and freight joins the total', () => {
  const { order, line, read, update } = tryPricing();
  const id = order({ totalamount: 1_000, freightamount: 4.5 });
  assert.equal(read('salesorder', id).totalamount, 4.5);
  line(id);
  assert.equal(read('salesorder', id).totalamount, 54.49);
  update('salesorder', id, { totalamount: 7, totaltax: 3 });
  assert.equal(read('salesorder', id).totalamount, 54.49);
  assert.equal(read('salesorder', id).totaltax, 0);
});

test('updating and deleting a line moves the totals with it', () => {
  const { engine, order, line, read, update } = tryPricing();
  const id = order();
  const first = line(id);
  const second = line(id, { quantity: 2 });
  update('salesorderdetail', second, { quantity: 3 });
  assert.equal(read('salesorder', id).totalamount, 199.96);
  engine.transaction(() => {
    engine.remove(systemCaller, 'salesorderdetail', first);
  });
  assert.equal(read('salesorder', id).totalamount, 149.97);
});

test('a line may ask to be skipped on create or on update', () => {
  const { order, line, read, update } = tryPricing();
  const id = order();
  const skipped = line(id, { skippricecalculation: 1 });
  assert.equal(read('salesorderdetail', skipped).extendedamount, undefined);
  update('salesorderdetail', skipped, { quantity: 2 });
  assert.equal(read('salesorderdetail', skipped).extendedamount, 99.98);
});

test('a write-in line needs neither product nor unit nor price list', () => {
  const { order, create, read } = tryPricing();
  const id = order({ pricelevelid: null });
  create('salesorderdetail', {
    salesorderid: id,
    isproductoverridden: true,
    productdescription: 'Shipping',
    quantity: 1,
    priceperunit: 5,
    tax: 1,
  });
  assert.equal(read('salesorder', id).totalamount, 6);
  assert.equal(read('salesorder', id).pricingerrorcode, 2);
});

test('order, line and price list have one currency', () => {
  const { order, line, seeded } = tryPricing();
  assert.throws(() => order({ transactioncurrencyid: seeded.currencies.eur }), refused('0x80048cee'));
  assert.throws(() => line(order(), { transactioncurrencyid: seeded.currencies.eur }), refused('0x80048cee'));
});

test('an order discount is an amount or a percentage, not both', () => {
  const { order } = tryPricing();
  assert.throws(() => order({ discountamount: 1, discountpercentage: 5 }), refused('0x80043b1f'));
});

test('a new price in the list reaches a line on its next write, unless prices are locked', () => {
  for (const [ispricelocked, price] of [
    [false, 60],
    [true, 49.99],
  ] as const) {
    const { engine, order, line, read, update, drill } = tryPricing();
    const id = order();
    const detail = line(id);
    engine.patch('salesorder', id, { ispricelocked });
    const [item] = engine.where('productpricelevel', 'productid', drill);
    engine.patch('productpricelevel', String(item?.productpricelevelid), { amount: 60 });
    update('salesorderdetail', detail, { description: 'touched' });
    assert.equal(read('salesorderdetail', detail).priceperunit, price);
  }
});

test('another price list reprices the lines of an order', () => {
  const { engine, seeded, drill, order, line, read, update } = tryPricing();
  const id = order();
  const detail = line(id);
  const sale = engine.put('pricelevel', { name: 'Sale', transactioncurrencyid: seeded.currencies.gbp });
  engine.put('productpricelevel', {
    pricelevelid: sale,
    productid: drill,
    uomid: seeded.unitId,
    amount: 39.99,
  });
  update('salesorder', id, { pricelevelid: sale });
  assert.equal(read('salesorderdetail', detail).priceperunit, 39.99);
  assert.equal(read('salesorder', id).totalamount, 39.99);
});

test('RecalculatePrice brings an order up to its price list', () => {
  const { engine, drill, order, line, read } = tryPricing();
  const id = order();
  line(id);
  const [item] = engine.where('productpricelevel', 'productid', drill);
  engine.patch('productpricelevel', String(item?.productpricelevelid), { amount: 60 });
  const recalculate = engine.rules[0]?.operations?.RecalculatePrice;
  recalculate?.({
    name: 'RecalculatePrice',
    parameters: { entityLogicalName: 'salesorder', entityId: id },
    caller: systemCaller,
    database: engine,
  });
  assert.equal(read('salesorder', id).totalamount, 60);
});

test('freight is cut to the precision of the currency', () => {
  const { order, read } = tryPricing();
  const header = read('salesorder', order({ freightamount: 4.567 }));
  assert.deepEqual([header.freightamount, header.totalamount], [4.57, 4.57]);
});
