import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { largestAmount, minorFromText, minorFromWire, moneyText, share, spread, sum } from './money.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const read = (text: string, currency = 'GBP') => {
  const reading = minorFromText(text, currency);
  return reading.ok ? reading.value : reading.reason;
};

test('decimal text becomes pence without passing through a double', () => {
  assert.deepEqual(
    ['12.50', '12.5', '12', '0.07', '-3.10', '1.25e1', '1E2', '12.500', '0.000', '-0', '30.78'].map((text) =>
      read(text),
    ),
    [1250, 1250, 1200, 7, -310, 1250, 10_000, 1250, 0, 0, 3078],
  );
});

test('what does not fit is a reason, never a rounding', () => {
  assert.equal(read('12.505'), 'too-many-decimals');
  assert.equal(read('1e-3'), 'too-many-decimals');
  assert.equal(read('100000000000.01'), 'too-large');
  assert.equal(read('1e999'), 'too-large');
  for (const text of ['', 'abc', '1,50', '.5', '5.', '+1', '0x10', 'NaN', '1e99999', ' 1']) {
    assert.equal(read(text), 'not-a-number', text);
  }
});

test('the minor unit is that of the currency', () => {
  assert.equal(read('1250', 'JPY'), 1250);
  assert.equal(read('1.5', 'JPY'), 'too-many-decimals');
  assert.equal(read('1.234', 'KWD'), 1234);
});

test('money is written as people read it', () => {
  assert.equal(moneyText(1250, 'GBP'), '£12.50');
  assert.equal(moneyText(-5, 'GBP'), '-£0.05');
  assert.equal(moneyText(1250, 'SEK'), '12.50 SEK');
  assert.equal(moneyText(1250, 'JPY'), '1250 JPY');
});

test('text and amount are inverse for every amount that is read', () => {
  fc.assert(
    fc.property(fc.integer({ min: -largestAmount, max: largestAmount }), (amount) => {
      const text = moneyText(amount, 'SEK').replace(' SEK', '');
      assert.equal(read(text, 'SEK'), amount);
      assert.equal(minorFromWire(amount / 100, 'SEK'), amount);
    }),
  );
});

test('a wire amount finer than a penny has no value in pence', () => {
  assert.equal(minorFromWire(25.0002, 'GBP'), null);
});

test('a share is rounded half-up, away from zero, and exact beyond the range of doubles', () => {
  assert.equal(share(5, 1, 2), 3);
  assert.equal(share(-5, 1, 2), -3);
  assert.equal(share(9_999_999_999_999, 999_999, 1_000_000), 9_999_989_999_999);
});

test('a whole that is spread sums to itself, each part within a penny of its exact share, whatever the order', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: largestAmount }), weights, (whole, shares) => {
      const parts = spread(whole, shares);
      const total = sum(shares);
      assert.equal(sum(parts), whole);
      parts.forEach((part, index) => {
        if (total === 0) return;
        const excess = BigInt(part) * BigInt(total) - BigInt(whole) * BigInt(shares[index]!);
        assert.ok(excess < BigInt(total) && -excess < BigInt(total));
      });
      assert.deepEqual([...spread(whole, [...shares].reverse())].sort(), [...parts].sort());
    }),
  );
});

test('the pence left over go to the largest remainders, and equal weights start with the first', () => {
  assert.deepEqual(spread(100, [1, 1, 1]), [34, 33, 33]);
  assert.deepEqual(spread(10, [1, 2, 4]), [1, 3, 6]);
  assert.deepEqual(spread(5, [0, 0]), [3, 2]);
  assert.deepEqual(spread(5, []), []);
});
