/** The short form of `npm run bench -- stock-cost`; time is the market's, so that the figures are the same on any machine. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sweepWaits } from './sweep-waits.ts';

void test('what sells out while everything is sent anew leaves with the next file and waits no longer than without', async () => {
  const world = { products: 2_500, rounds: 5, phases: 6 };
  const [without, beside] = [
    await sweepWaits({ ...world, sweeping: false }),
    await sweepWaits({ ...world, sweeping: true }),
  ];
  assert.equal(without.waits.length, 30);
  assert.equal(beside.waits.length, 30);
  assert.ok(beside.lines > without.lines + 2_500, `${beside.lines} lines beside a sweep`);
  assert.ok(beside.sweepFiles >= 2, `${beside.sweepFiles} files with lines of a sweep`);
  assert.deepEqual([without.late, beside.late], [0, 0]);
  assert.ok(beside.mean <= 1.2 * without.mean, `${beside.mean} s beside a sweep, ${without.mean} s without`);
});
