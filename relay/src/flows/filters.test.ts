import assert from 'node:assert/strict';
import { it } from 'node:test';
import { among, chunksForUrl } from './filters.ts';

it('lists are cut by number, and earlier where their texts are long once they are encoded', () => {
  assert.deepEqual(chunksForUrl(['a', 'b', 'c'], 2), [['a', 'b'], ['c']]);
  assert.deepEqual(chunksForUrl([], 2), []);
  const skus = Array.from({ length: 200 }, (_, at) => `${at}${'煉'.repeat(190)}`);
  const parts = chunksForUrl(skus, 200);
  assert.deepEqual(parts.flat(), skus);
  for (const part of parts) assert.ok(among('productnumber', part).length < 65_000);
});
