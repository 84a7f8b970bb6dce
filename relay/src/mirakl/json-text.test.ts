import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { compact } from './json-text.ts';

it('compacting a text changes no token', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(1, '\t', '\r\n  '), (value, space) => {
      assert.equal(compact(JSON.stringify(value, null, space)), JSON.stringify(value));
    }),
  );
  assert.equal(compact('[ 1.50 , "a \\" b\\\\" , 1E5 ]'), '[1.50,"a \\" b\\\\",1E5]');
});

it('a string of any length is no trouble', () => {
  const long = `"${'\\n'.repeat(6_000_000)}"`;
  assert.equal(compact(`[ ${long} ]`).length, long.length + 2);
});
