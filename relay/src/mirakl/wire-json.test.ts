import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseWire } from './wire-json.ts';

describe('JSON from Mirakl', () => {
  it('keeps every digit of a number that a double cannot hold', () => {
    for (const number of [
      '12345678901234567.89',
      '0.1234567890123456789',
      '9007199254740993',
      '-1e2',
      '1.5E-7',
    ]) {
      for (const text of [number, `[${number}]`, `{"a": ${number} }`, `{"a":\n${number}}`]) {
        const parsed = parseWire(text);
        const value: unknown = typeof parsed === 'object' ? Object.values(parsed!)[0] : parsed;
        assert.equal(value, number, text);
      }
    }
  });

  it('keeps ordinary numbers ordinary', () => {
    assert.deepEqual(parseWire('{"price":10.50,"id":"1e5","list":[1,-2,0.01]}'), {
      price: 10.5,
      id: '1e5',
      list: [1, -2, 0.01],
    });
    assert.deepEqual(parseWire('{"long":"12345678901234567890","price":1.25,"far":1e3}'), {
      long: '12345678901234567890',
      price: 1.25,
      far: '1e3',
    });
  });

  it('takes the last of a key that stands twice, with and without a long number', () => {
    assert.deepEqual(parseWire('{"a":1,"a":2}'), { a: 2 });
    assert.equal((parseWire('{"a":1,"a":2,"b":12345678901234567890}') as { a: number }).a, 2);
  });

  it('reads as the engine does whatever has no long number, and takes nothing inside a string for one', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify({ value, trap: '", 12345678901234567890 1e5 [1e5' });
        const words = (_: string, inner: unknown) => (typeof inner === 'number' ? String(inner) : inner);
        assert.equal(JSON.stringify(parseWire(text), words), JSON.stringify(JSON.parse(text), words));
      }),
    );
  });

  it('refuses what is no JSON', () => {
    assert.throws(() => parseWire('{"a":'), SyntaxError);
    for (const number of [
      '12345678901234567890,',
      '012345678901234567',
      '1.e5',
      '1e',
      '12345678901234567x',
      '--1e5',
    ]) {
      assert.throws(() => parseWire(`{"a":${number}}`), SyntaxError, number);
    }
  });

  it('never changes a decimal, however long', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 25n }), fc.option(fc.bigInt({ min: 1n, max: 10n ** 12n })))
      .map(([whole, fraction]) => (fraction === null ? `${whole}` : `${whole}.${fraction}1`));
    fc.assert(
      fc.property(decimal, (text) => {
        assert.equal(String((parseWire(`{"x":${text}}`) as { x: unknown }).x), text);
      }),
    );
  });
});
