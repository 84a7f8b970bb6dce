import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crashRun } from './crash-run.ts';
import { everyStep } from './how-long.ts';

const undisturbed = await crashRun([]);

// Every step is some 120 runs; the short form takes every step of the first import and every fifth after it.
describe('a relay that dies at any step and is started again', () => {
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
