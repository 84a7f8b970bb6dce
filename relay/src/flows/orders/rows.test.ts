import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { minorFromText } from '../../domain/money.ts';
import { cut, wireMoney } from './rows.ts';

for (const [digits, currency] of [
  [0, 'JPY'],
  [2, 'GBP'],
  [3, 'KWD'],
] as const) {
  it(`an amount of a currency with ${digits} decimals is the same number on the wire, to the last digit`, () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000_000_000, max: 10_000_000_000_000 }), (amount) => {
        const text = JSON.stringify(wireMoney(amount, currency));
        assert.deepEqual(minorFromText(text, currency), { ok: true, value: amount === 0 ? 0 : amount });
      }),
      { numRuns: 500 },
    );
  });
}

it('a text is cut to its column and never in the middle of a character', () => {
  assert.equal(cut(null, 3), null);
  assert.equal(cut('abc', 3), 'abc');
  assert.equal(cut('abcd', 3), 'abc');
  assert.equal(cut('ab🛠c', 3), 'ab');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 20 }), (text, length) => {
      const kept = cut(text, length) ?? '';
      assert.ok(kept.length <= length && text.startsWith(kept));
      assert.ok(kept.length >= Math.min(text.length, length) - 1);
      assert.doesNotMatch(kept.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''), /[\ud800-\udfff]/);
    }),
  );
});
