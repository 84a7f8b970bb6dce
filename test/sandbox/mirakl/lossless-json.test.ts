import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJson, printJson } from './lossless-json.ts';

void test('numbers that no double can hold are printed as they were written', () => {
  const text = '{"a":1e400,"b":-12345678901234567890,"c":0.1000000000000000055,"d":[10.005,1E2,-0]}';
  assert.equal(printJson(parseJson(text)), text);
});

void test('ordinary numbers are numbers, and texts that look like numbers stay texts', () => {
  assert.deepEqual(parseJson('{"a":10.00,"b":"1e400","c":-3.50,"d":"\\"7\\""}'), {
    a: 10,
    b: '1e400',
    c: -3.5,
    d: '"7"',
  });
});

void test('any JSON survives reading and printing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.equal(printJson(parseJson(JSON.stringify(value))), JSON.stringify(value));
    }),
    { seed: 20_261_102 },
  );
});

void test('what is not JSON is refused', () => {
  for (const text of ['', '{', '01', '{"a":1,}', 'nul']) assert.throws(() => parseJson(text), SyntaxError);
});
