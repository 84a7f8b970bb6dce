import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencyFigures, latencyWindow, noteLatencies } from './latency.ts';

test('the figures are those of the newest samples', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => (index + 1) * 1_000);
  assert.deepEqual(latencyFigures(noteLatencies([], hundred)), { medianMs: 50_000, p99Ms: 99_000 });
  const later = noteLatencies(noteLatencies([], hundred), Array<number>(10_000).fill(7));
  assert.deepEqual([later.length, latencyFigures(later)], [200, { medianMs: 7, p99Ms: 7 }]);
  assert.deepEqual([latencyFigures([]), noteLatencies([], [-5])], [null, [0]]);
});

test('the window is what the slowest took, and never less than one missed file', () => {
  assert.equal(latencyWindow([], 60_000), 120_000);
  assert.equal(latencyWindow([1_000, 2_000], 60_000), 60_000);
  assert.equal(latencyWindow([1_000, 90_000], 60_000), 90_000);
});
