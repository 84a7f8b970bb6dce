import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultRun } from './fault-run.ts';
import { shortSeeds } from './how-long.ts';

describe('faults on both sides at random, while orders come, change and are cancelled', () => {
  for (const seed of shortSeeds(20)) {
    it(`leave nothing behind after quiet, with seed ${seed}`, async (t) => {
      const run = await faultRun(seed);
      assert.deepEqual(
        run.problems,
        [],
        `replay: npm run simulate -- --only faults --from ${seed} --seeds 1`,
      );
      t.diagnostic(`${run.carriedOut} wishes of people carried out, ${run.refused} refused`);
      assert.ok(run.salesOrders > 0, 'something was imported at all');
    });
  }
});
