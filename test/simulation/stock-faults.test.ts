import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shortSeeds } from './how-long.ts';
import { stockFaultRun } from './stock-fault-run.ts';
import { stockTwoCopiesRun } from './stock-two-copies-run.ts';

describe('faults on both sides at random, while stock is sold, delivered, returned and counted', () => {
  for (const seed of shortSeeds(5)) {
    it(`never show more than Dynamics allows, and what it allows after quiet, with seed ${seed}`, async (t) => {
      const run = await stockFaultRun(seed);
      assert.deepEqual(
        run.problems,
        [],
        `replay: npm run simulate -- --only stock-faults --from ${seed} --seeds 1`,
      );
      t.diagnostic(`${run.files} files with ${run.lines} lines, ${run.faults} faults`);
      assert.ok(run.lines > 0, 'something was published at all');
    });
  }
});

describe('two copies that publish stock, whose requests cross and are late at random', () => {
  for (const seed of shortSeeds(2)) {
    it(`never show more than Dynamics allows, and what it allows after quiet, with seed ${seed}`, async () => {
      const run = await stockTwoCopiesRun(seed);
      assert.deepEqual(
        run.problems,
        [],
        `replay: npm run simulate -- --only stock-faults --from ${seed} --seeds 1`,
      );
      assert.ok(run.files > 0, 'something was published at all');
    });
  }
});
