import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crashRun } from './crash-run.ts';

/**
 * Every step is some 120 runs. The short form takes every step of the first import, where most is written, and every
 * fifth one after it, another fifth each time that the world's seed is moved; SIMULATE_EVERY_STEP takes them all.
 */
const everyStep = process.env.SIMULATE_EVERY_STEP !== undefined;

describe('a relay that dies at any step and is started again', async () => {
  const undisturbed = await crashRun([]);
  const steps = undisturbed.effects.map((effect, index) => ({ effect, index }));
  const first = steps.findIndex(({ effect }) => !effect.startsWith('0'));
  const taken = steps.filter(({ index }) => everyStep || index < first || index % 5 === 0);

  it('has nothing to put right when it does not die', () => {
    assert.deepEqual(undisturbed.problems, []);
  });

  for (const { effect, index } of taken) {
    it(`comes to the same end when it dies after request ${index + 1}, ${effect.slice(0, 60)}`, async () => {
      const run = await crashRun([index]);
      assert.ok(run.diedAsPlanned);
      assert.deepEqual(run.problems, []);
      assert.deepEqual(run.outcomes, undisturbed.outcomes);
    });
  }
});
