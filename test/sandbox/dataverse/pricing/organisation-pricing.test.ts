import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemCaller } from '../engine.ts';
import { tryPricing } from './try-pricing.ts';

test('an overridden price is kept, cut to the pricing precision of the organisation row', () => {
  for (const [pricingDecimalPrecision, price, base] of [
    [2, 8.33, 24.99],
    [4, 8.3333, 25],
  ] as const) {
    const { order, line, read } = tryPricing({ pricingDecimalPrecision });
    const row = read(
      'salesorderdetail',
      line(order(), { quantity: 3, ispriceoverridden: true, priceperunit: 8.3333 }),
    );
    assert.equal(row.priceperunit, price);
    assert.equal(row.baseamount, base);
  }
});

test('a discount on a line counts once for the line, or once per unit, as the organisation says', () => {
  for (const [discountMethod, total] of [
    ['line item', 98.98],
    ['per unit', 97.98],
  ] as const) {
    const { order, line, read } = tryPricing({ discountMethod });
    const id = order();
    line(id, { quantity: 2, manualdiscountamount: 1 });
    assert.equal(read('salesorder', id).totalamount, total);
  }
});

test('with system pricing off, amounts stay as they were sent', () => {
  const { order, line, read } = tryPricing({ systemPricing: false });
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
    const { engine, order, read } = tryPricing({ sopIntegration });
    engine.patch('systemuser', systemCaller.userId, { isintegrationuser });
    assert.equal(read('salesorder', order({ totalamount: 5 })).totalamount, total);
  }
});
