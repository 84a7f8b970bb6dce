import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { parseBody } from './strict-json.ts';

it('reads any JSON object as JSON.parse does when no key is doubled', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const text = JSON.stringify(value, undefined, 1);
      assert.deepEqual(parseBody(text, 'x'), JSON.parse(text));
    }),
    { seed: 20261102 },
  );
});

for (const text of [
  '{"a":1,"a":2}',
  '{"b":[{"a":1 , "a":2}]}',
  '{"\\"":{}, "\\"" :1}',
  '{"a":"}","c":{"x":1},"a":[]}',
]) {
  it(`refuses a doubled key: ${text}`, () => {
    assert.throws(() => parseBody(text, 'x'), /Duplicate property names/);
  });
}

for (const text of ['{"a":{"a":1},"b":{"a":1}}', '{"a":"a","b":["a","a"]}', '{"x":"\\\\","y":"\\\\\\""}']) {
  it(`takes equal words that are no doubled keys: ${text}`, () => {
    assert.deepEqual(parseBody(text, 'x'), JSON.parse(text));
  });
}
