import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../clock.ts';
import { Engine, systemCaller } from '../engine.ts';
import type { Row } from '../model.ts';
import { defaultSettings } from '../settings.ts';
import { standardModel } from '../standard/model.ts';
import { seedEnvironment, seedProducts, type OrganizationSettings } from '../standard/seed.ts';
import type { PricingSwitches } from './organisation-pricing.ts';
import { pricingRules } from './pricing-rules.ts';

const PRODUCTS = [
  { sku: 'DRILL-1', name: 'Cordless drill', priceMinor: 4999 },
  { sku: 'PAINT-5', name: 'White paint 5 l', priceMinor: 2500 },
];

function environment(settings: Partial<OrganizationSettings> = {}, switches: Partial<PricingSwitches> = {}) {
  const engine = new Engine({
    clock: new ManualClock(),
    model: standardModel(),
    rules: [pricingRules(switches)],
    settings: defaultSettings,
  });
  const seeded = seedEnvironment(engine, settings);
  const products = seedProducts(engine, seeded, PRODUCTS);
  const drill = products.get('DRILL-1') ?? '';
  const create = (table: string, row: Row): string =>
    engine.transaction(() => engine.create(systemCaller, table, row));
  const order = (more: Row = {}): string =>
    create('salesorder', {
      name: 'Order',
      customerid: seeded.accountId,
      customeridtype: 'account',
      pricelevelid: seeded.priceListId,
      transactioncurrencyid: seeded.currencies.gbp,
      ordernumber: 'SO-1',
      ...more,
    });
  const line = (salesorderid: string, more: Row = {}): string =>
    create('salesorderdetail', {
      salesorderid,
      productid: drill,
      uomid: seeded.unitId,
      quantity: 1,
      ...more,
    });
  const update = (table: string, id: string, patch: Row): void => {
    engine.transaction(() => {
      engine.update(systemCaller, table, id, patch);
    });
  };
  const read = (table: string, id: string): Readonly<Row> =>
    engine.get(table, id) ?? assert.fail(`${table} ${id} is gone`);
  return { engine, seeded, products, drill, create, order, line, update, read };
}

const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

test('a catalogue line takes its price from the price list, whatever was posted', () => {
  const { order, line, read } = environment();
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

test('an overridden price is kept, cut to the pricing precision of the organisation row', () => {
  for (const [pricingDecimalPrecision, price, base] of [
    [2, 8.33, 24.99],
    [4, 8.3333, 25],
  ] as const) {
    const { order, line, read } = environment({ pricingDecimalPrecision });
    const row = read(
      'salesorderdetail',
      line(order(), { quantity: 3, ispriceoverridden: true, priceperunit: 8.3333 }),
    );
    assert.equal(row.priceperunit, price);
    assert.equal(row.baseamount, base);
  }
});

test('posted header totals are replaced, and freight joins the total', () => {
  const { order, line, read, update } = environment();
  const id = order({ totalamount: 1_000, freightamount: 4.5 });
  assert.equal(read('salesorder', id).totalamount, 4.5);
  line(id);
  assert.equal(read('salesorder', id).totalamount, 54.49);
  update('salesorder', id, { totalamount: 7, totaltax: 3 });
  assert.equal(read('salesorder', id).totalamount, 54.49);
  assert.equal(read('salesorder', id).totaltax, 0);
});

test('updating and deleting a line moves the totals with it', () => {
  const { engine, order, line, read, update } = environment();
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

test('a discount on a line counts once for the line, or once per unit, as the organisation says', () => {
  for (const [discountMethod, total] of [
    ['line item', 98.98],
    ['per unit', 97.98],
  ] as const) {
    const { order, line, read } = environment({ discountMethod });
    const id = order();
    line(id, { quantity: 2, manualdiscountamount: 1 });
    assert.equal(read('salesorder', id).totalamount, total);
  }
});

test('with system pricing off, amounts stay as they were sent', () => {
  const { order, line, read } = environment({ systemPricing: false });
  const id = order({ totalamount: 12.34 });
  const row = read('salesorderdetail', line(id, { priceperunit: 1.23456789 }));
  assert.equal(read('salesorder', id).totalamount, 12.34);
  assert.equal(row.extendedamount, undefined);
});

test('only an integration user skips pricing, and only while integration is on', () => {
  for (const [sopIntegration, isintegrationuser, total] of [
    [true, true, 5],
    [true, false, 0],
    [false, true, 0],
  ] as const) {
    const { engine, order, read } = environment({ sopIntegration });
    engine.patch('systemuser', systemCaller.userId, { isintegrationuser });
    assert.equal(read('salesorder', order({ totalamount: 5 })).totalamount, total);
  }
});

test('a line may ask to be skipped on create or on update', () => {
  const { order, line, read, update } = environment();
  const id = order();
  const skipped = line(id, { skippricecalculation: 1 });
  assert.equal(read('salesorderdetail', skipped).extendedamount, undefined);
  update('salesorderdetail', skipped, { quantity: 2 });
  assert.equal(read('salesorderdetail', skipped).extendedamount, 99.98);
});

test('a write-in line needs neither product nor unit nor price list', () => {
  const { order, create, read } = environment();
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

test('what a catalogue line lacks is refused with the code of that lack', () => {
  const { order, line, engine, create, products } = environment();
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
      const { engine, order, line, read, drill } = environment(
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

test('order, line and price list have one currency', () => {
  const { order, line, seeded } = environment();
  assert.throws(() => order({ transactioncurrencyid: seeded.currencies.eur }), refused('0x80048cee'));
  assert.throws(() => line(order(), { transactioncurrencyid: seeded.currencies.eur }), refused('0x80048cee'));
});

test('an order discount is an amount or a percentage, not both', () => {
  const { order } = environment();
  assert.throws(() => order({ discountamount: 1, discountpercentage: 5 }), refused('0x80043b1f'));
});

test('a new price in the list reaches a line on its next write, unless prices are locked', () => {
  for (const [ispricelocked, price] of [
    [false, 60],
    [true, 49.99],
  ] as const) {
    const { engine, order, line, read, update, drill } = environment();
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
  const { engine, seeded, drill, order, line, read, update } = environment();
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
  const { engine, drill, order, line, read } = environment();
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
  const { order, read } = environment();
  const header = read('salesorder', order({ freightamount: 4.567 }));
  assert.deepEqual([header.freightamount, header.totalamount], [4.57, 4.57]);
});

test('each unit of a product has its own price', () => {
  const { engine, seeded, drill, order, line, read } = environment();
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
  const { engine, seeded, order, line, read } = environment();
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
    const { engine, drill, order, line, read } = environment();
    engine.patch('product', drill, { price: 49.99, currentcost: 30, standardcost: 20 });
    const [item] = engine.where('productpricelevel', 'productid', drill);
    engine.patch('productpricelevel', String(item?.productpricelevelid), { pricingmethodcode, percentage });
    assert.equal(read('salesorderdetail', line(order())).priceperunit, price, `method ${pricingmethodcode}`);
  }
});
