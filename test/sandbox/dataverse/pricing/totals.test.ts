import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cut, fromScaled, toScaled } from './decimal.ts';
import { priceLine, totalOrder, type LineFacts, type PricingPrecision } from './totals.ts';

const pence: PricingPrecision = { unitPrice: 2, currency: 2, unitPriceRounding: 'half-up' };
const money = (value: number): bigint => toScaled(value, 4);
const facts = (
  price: number,
  quantity: number,
  more: Partial<Record<'manualDiscount' | 'tax', number>> = {},
): LineFacts => ({
  pricePerUnit: money(price),
  quantity: toScaled(quantity, 5),
  manualDiscount: money(more.manualDiscount ?? 0),
  volumeDiscount: 0n,
  tax: money(more.tax ?? 0),
});

test('3 x GBP 10.00 including VAT cannot be three equal unit prices: 8.3333 becomes 8.33 and a penny is lost', () => {
  for (const unitPriceRounding of ['half-up', 'truncate'] as const) {
    const line = priceLine(facts(8.3333, 3, { tax: 5 }), { ...pence, unitPriceRounding }, 'line item');
    assert.equal(fromScaled(line.pricePerUnit, 4), 8.33);
    assert.equal(fromScaled(line.extended, 4), 29.99);
  }
});

test('the same line with its price rounded up and the surplus as a line discount is exact', () => {
  const line = priceLine(facts(8.34, 3, { manualDiscount: 0.02, tax: 5 }), pence, 'line item');
  assert.equal(fromScaled(line.base, 4), 25.02);
  assert.equal(fromScaled(line.extended, 4), 30);
});

test('where the organisation discounts per unit, the same discount counts once for each unit', () => {
  const line = priceLine(facts(8.34, 3, { manualDiscount: 0.02, tax: 5 }), pence, 'per unit');
  assert.equal(fromScaled(line.extended, 4), 29.96);
});

test('four decimal places of pricing precision keep 8.3333', () => {
  const line = priceLine(facts(8.3333, 3, { tax: 5 }), { ...pence, unitPrice: 4 }, 'line item');
  assert.equal(fromScaled(line.pricePerUnit, 4), 8.3333);
  assert.equal(fromScaled(line.base, 4), 25);
});

test('rounding and truncating a unit price differ where the third digit is five or more', () => {
  assert.equal(priceLine(facts(1.666, 1), pence, 'line item').pricePerUnit, money(1.67));
  assert.equal(
    priceLine(facts(1.666, 1), { ...pence, unitPriceRounding: 'truncate' }, 'line item').pricePerUnit,
    money(1.66),
  );
});

test('an order is its net lines less its discount, plus freight and tax, each counted once', () => {
  const lines = [facts(10, 2, { tax: 4 }), facts(5, 1, { manualDiscount: 1, tax: 0.8 })].map((line) =>
    priceLine(line, pence, 'line item'),
  );
  const total = totalOrder(lines, { freight: money(3.5), discountAmount: 0n, discountPercentage: 1000n }, 2);
  assert.deepEqual(
    Object.fromEntries(
      Object.entries<bigint>({ ...total }).map(([name, amount]) => [name, fromScaled(amount, 4)]),
    ),
    { lineItems: 24, lineItemDiscounts: 1, discount: 2.4, lessFreight: 21.6, tax: 4.8, total: 29.9 },
  );
});

const amount = fc.bigInt(0n, 10_000_000_0000n);
const anyLine: fc.Arbitrary<LineFacts> = fc.record({
  pricePerUnit: amount,
  quantity: fc.bigInt(0n, 1_000_00000n),
  manualDiscount: fc.bigInt(0n, 100_0000n),
  volumeDiscount: fc.constant(0n),
  tax: amount,
});
const anyPrecision: fc.Arbitrary<PricingPrecision> = fc.record({
  unitPrice: fc.integer({ min: 0, max: 4 }),
  currency: fc.integer({ min: 0, max: 4 }),
  unitPriceRounding: fc.constantFrom('half-up' as const, 'truncate' as const),
});
const anyMethod = fc.constantFrom('line item' as const, 'per unit' as const);

test('for any lines, the header without discount and freight is exactly the sum of their extended amounts', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 8 }), anyPrecision, anyMethod, (list, precision, method) => {
      const lines = list.map((line) => priceLine(line, precision, method));
      const none = { freight: 0n, discountAmount: 0n, discountPercentage: 0n };
      const { total } = totalOrder(lines, none, precision.currency);
      return total === lines.reduce((sum, line) => sum + line.extended, 0n);
    }),
  );
});

test('cutting moves an amount by less than one step, to a multiple of the step, and only once', () => {
  const anyRounding = fc.constantFrom('half-up' as const, 'truncate' as const);
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 15n), 10n ** 15n),
      fc.integer({ min: 0, max: 4 }),
      anyRounding,
      (value, precision, rounding) => {
        const step = 10n ** BigInt(4 - precision);
        const after = cut(value, precision, rounding);
        const moved = after > value ? after - value : value - after;
        const bound = rounding === 'half-up' ? 2n * moved <= step : moved < step;
        return bound && after % step === 0n && cut(after, precision, rounding) === after;
      },
    ),
  );
});

test('every amount of the engine has no more places than the currency', () => {
  fc.assert(
    fc.property(anyLine, anyPrecision, anyMethod, (line, precision, method) => {
      const step = 10n ** BigInt(4 - precision.currency);
      const { base, discount, tax, extended } = priceLine(line, precision, method);
      return [base, discount, tax, extended].every((value) => value % step === 0n);
    }),
  );
});

test('a number goes to an integer and back without loss, up to the largest amount', () => {
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 15n), 10n ** 15n),
      (scaled) => toScaled(fromScaled(scaled, 4), 4) === scaled,
    ),
  );
  assert.equal(toScaled(1e-7, 4), 0n);
  assert.equal(toScaled(1e21, 0), 10n ** 21n);
  assert.equal(toScaled(0.1 + 0.2, 4), 3000n);
  assert.throws(() => toScaled('12', 4), /not an amount/);
});
