import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decodeSpoiled } from './decoded-contexts.ts';

const count = 4_000;

it('a spoiled context is an event or a typed refusal, never a throw', () => {
  const { tally, throws } = decodeSpoiled(count, 1);
  assert.deepEqual(throws, []);
  const total = [...tally.values()].reduce((sum, one) => sum + one, 0);
  assert.equal(total, count);
  // The damage reaches what it is meant to reach, and spares enough to be believable.
  for (const kind of [
    'action-requested',
    'refused: malformed-value',
    'refused: not-json',
    'refused: not-a-context',
  ]) {
    assert.ok((tally.get(kind) ?? 0) > count / 1000, `${kind}: ${tally.get(kind) ?? 0}`);
  }
});
