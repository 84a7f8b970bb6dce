import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { minus, percentOf, plus, quantityOf, quantityText, unitsOf, wholeUnits } from './quantity.ts';
import type { Quantity } from './quantity.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

test('sums of decimals are never a little off', () => {
  assert.equal(unitsOf(plus(quantityOf(0.1), quantityOf(0.2))), 0.3);
  assert.equal(wholeUnits(minus(quantityOf(1.1), quantityOf(0.1))), 1);
  assert.equal(wholeUnits(quantityOf(-0.5)), -1);
  assert.equal(quantityText(quantityOf(2.5)), '2.5');
});

test('per cent of a quantity is exact, rounded down or up to the finest', () => {
  assert.equal(percentOf(quantityOf(10), 33.3333, 'down'), 333_333);
  assert.equal(percentOf(3 as Quantity, 50, 'up'), 2);
  assert.equal(percentOf(-3 as Quantity, 50, 'down'), -2);
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 1_000_000 }), (amount, tenThousandths) => {
      const down = BigInt(percentOf(amount as Quantity, tenThousandths / 10_000, 'down'));
      const up = BigInt(percentOf(amount as Quantity, tenThousandths / 10_000, 'up'));
      const exact = BigInt(amount) * BigInt(tenThousandths);
      assert.ok(down * 1_000_000n <= exact && exact <= up * 1_000_000n && up - down <= 1n);
    }),
  );
});
