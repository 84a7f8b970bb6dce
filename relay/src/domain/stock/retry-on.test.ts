import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryOn } from './retry-on.ts';

test('a refused line is tried after 15 minutes, then twice as long each time, a day at most', () => {
  const now = new Date('2026-03-01T00:00:00Z');
  const minutes = [0, 1, 2, 6, 7, 50, 2_000].map(
    (attempts) => (Date.parse(retryOn(attempts, now)) - now.getTime()) / 60_000,
  );
  assert.deepEqual(minutes, [15, 30, 60, 960, 1_440, 1_440, 1_440]);
});
