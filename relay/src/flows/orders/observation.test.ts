import assert from 'node:assert/strict';
import { it } from 'node:test';
import { observe, observeStored } from './observation.ts';

it('a body too long for its column is read as exactly that, now and from its row', () => {
  const value = { order_id: 'X-A', note: 'x'.repeat(1_100_000) };
  const { key, json, reading } = observe({ orderId: 'X-A', json: JSON.stringify(value), value });
  assert.equal(key, 'X-A');
  assert.ok(json.length < 1_048_576);
  assert.ok(!reading.ok);
  assert.match(reading.problems[0]?.problem ?? '', /has 11000\d\d characters/);
  assert.deepEqual(observeStored(json), reading);
});
