import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toMinor, toRate, toWhole } from './amount.ts';

const pence = (text: string) => {
  const converted = toMinor(text, 'GBP');
  return converted.ok ? converted.value : converted.problem;
};

describe('an amount', () => {
  it('becomes minor units without rounding', () => {
    const table: [string, number][] = [
      ['0', 0],
      ['-0', 0],
      ['0.00', 0],
      ['1.5', 150],
      ['1.50', 150],
      ['1.500', 150],
      ['-19.99', -1999],
      ['1e2', 10_000],
      ['1.5E-1', 15],
      ['1000000000000', 100_000_000_000_000],
    ];
    for (const [text, minor] of table) assert.equal(pence(text), minor, text);
  });

  it('with a fraction of a penny is a problem that names the rule', () => {
    assert.equal(pence('1.005'), '1.005 has too many decimals: GBP has 2 decimals');
    assert.equal(pence('1e-3'), '1e-3 has too many decimals: GBP has 2 decimals');
  });

  it('that is no number, or too large for exact arithmetic, is a problem', () => {
    assert.equal(pence('1,50'), '"1,50" is not a number');
    assert.equal(pence(''), '"" is not a number');
    assert.equal(pence('NaN'), '"NaN" is not a number');
    assert.equal(pence('1e300'), '1e300 is too large');
    assert.equal(pence('90071992547409.93'), '90071992547409.93 is too large');
    assert.match(String(pence('9'.repeat(400))), /is too large$/);
  });

  it('has as many decimals as its currency', () => {
    assert.deepEqual(toMinor('120', 'JPY'), { ok: true, value: 120 });
    assert.equal(toMinor('120.5', 'JPY').ok, false);
    assert.deepEqual(toMinor('1.234', 'KWD'), { ok: true, value: 1234 });
    for (const code of ['', 'gbp', 'POUND']) {
      assert.deepEqual(toMinor('1', code), { ok: false, problem: `"${code}" is not a currency code` });
    }
  });

  it('of any number of pence comes back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (minor) => {
        const digits = String(Math.abs(minor)).padStart(3, '0');
        const text = `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        assert.equal(pence(text), minor);
      }),
    );
  });
});

it('a rate keeps four decimals, a count none', () => {
  assert.deepEqual(toRate('20'), { ok: true, value: 200_000 });
  assert.deepEqual(toRate('17.5'), { ok: true, value: 175_000 });
  assert.equal(toRate('0.00001').ok, false);
  assert.deepEqual(toWhole('3.0'), { ok: true, value: 3 });
  assert.equal(toWhole('2.5').ok, false);
});
