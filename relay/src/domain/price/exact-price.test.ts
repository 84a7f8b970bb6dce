import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exactPrices } from './exact-price.ts';
import type { ExactPrice, PriceRules } from './exact-price.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const lineItem: PriceRules = { precision: 2, currencyDigits: 2, discountMethod: 'lineItem' };
const perUnit: PriceRules = { ...lineItem, discountMethod: 'perUnit' };

/** What the pricing engine makes of it: price x quantity - discount, in pence times 10^-8. */
function engine({ price, places, quantity, discount }: ExactPrice): bigint {
  return BigInt(price) * BigInt(quantity) * 10n ** BigInt(10 - places) - BigInt(discount) * 10n ** 8n;
}

test('three for £25.00 net are priced at £8.34 with two pence off', () => {
  assert.deepEqual(exactPrices(2500, 3, lineItem), [
    { quantity: 3, price: 834, places: 2, discount: 2, net: 2500 },
  ]);
});

test('a price that is exact at the precision of the organisation needs no discount', () => {
  assert.deepEqual(exactPrices(2500, 8, { ...lineItem, precision: 4 }), [
    { quantity: 8, price: 31_250, places: 4, discount: 0, net: 2500 },
  ]);
});

test('a price is never finer than the currency where it needs a discount, which has pence only', () => {
  assert.deepEqual(exactPrices(2500, 3, { ...lineItem, precision: 4 }), [
    { quantity: 3, price: 834, places: 2, discount: 2, net: 2500 },
  ]);
});

test('where discounts are per unit the line becomes two', () => {
  assert.deepEqual(exactPrices(2500, 3, perUnit), [
    { quantity: 2, price: 833, places: 2, discount: 0, net: 1666 },
    { quantity: 1, price: 834, places: 2, discount: 0, net: 834 },
  ]);
});

test('whole pounds and no discount cannot make pence', () => {
  assert.equal(exactPrices(2550, 3, { ...perUnit, precision: 0 }), null);
});

test('the engine computes the net to the penny, for every amount, quantity and organisation', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000_000_000 }),
      fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1_000_000_000 })),
      fc.integer({ min: 0, max: 10 }),
      fc.constantFrom('lineItem' as const, 'perUnit' as const),
      (net, quantity, precision, discountMethod) => {
        const lines = exactPrices(net, quantity, { precision, currencyDigits: 2, discountMethod });
        if (lines === null) {
          assert.ok(discountMethod === 'perUnit' && precision < 2);
          return;
        }
        let [computed, units] = [0n, 0];
        for (const line of lines) {
          computed += engine(line);
          units += line.quantity;
          const step = 10 ** (2 - Math.min(line.places, 2));
          assert.ok(line.places <= precision && line.discount >= 0 && line.quantity > 0);
          assert.ok(line.discount === 0 || line.discount < line.quantity * step);
          assert.ok(line.discount === 0 || discountMethod === 'lineItem');
          assert.ok(Number.isSafeInteger(line.price));
          assert.equal(engine(line), BigInt(line.net) * 10n ** 8n);
        }
        assert.equal(computed, BigInt(net) * 10n ** 8n);
        assert.equal(units, quantity);
      },
    ),
    { numRuns: 500 },
  );
});
