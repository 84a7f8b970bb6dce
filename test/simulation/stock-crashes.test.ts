import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { everyStep } from './how-long.ts';
import { stockCrashRun } from './stock-crash-run.ts';

const undisturbed = await stockCrashRun([]);

// Every step is some 370 runs; the short form takes some of those around the first stock files.
describe('a relay that dies at any step while stock moves, and is started again', () => {
  const steps = undisturbed.effects.map((effect, index) => ({ effect, index }));
  const files = steps.filter(({ effect }) => effect.endsWith('/stock/imports')).map(({ index }) => index);
  const isNearFile = (index: number) => files.slice(0, 5).some((file) => Math.abs(index - file) <= 2);
  const taken = steps.filter(({ index }) => everyStep || (isNearFile(index) && index % 3 === 0));

  it('has nothing to put right when it does not die', () => {
    assert.deepEqual(undisturbed.problems, []);
    assert.ok(files.length > 4, `${files.length} files`);
  });

  for (const { effect, index } of taken) {
    it(`comes to the same end when it dies after request ${index + 1}, ${effect.slice(0, 70)}`, async () => {
      const run = await stockCrashRun([index]);
      assert.ok(run.diedAsPlanned);
      assert.deepEqual(run.problems, []);
      assert.deepEqual(run.shown, undisturbed.shown);
    });
  }
});
