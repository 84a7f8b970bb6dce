import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shortSeeds } from './how-long.ts';
import { stockDriftRun } from './stock-drift-run.ts';

describe('differences that nobody told of, planted at random among sales', () => {
  for (const seed of shortSeeds(2)) {
    it(`are what a census finds, all of them and nothing else, and are put right, with seed ${seed}`, async () => {
      const replay = `replay: npm run simulate -- --only stock-drifts --from ${seed} --seeds 1`;
      const { planted, found, problems } = await stockDriftRun(seed);
      assert.ok(planted.length > 0, 'something was planted');
      assert.deepEqual(found, planted, replay);
      assert.deepEqual(problems, [], replay);
    });
  }
});
