import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Harness } from '../system/harness.ts';
import { driven } from './drive.ts';
import { everyStep, shortSeeds } from './how-long.ts';
import { bodyText } from '../system/ports.ts';
import { names, twoCopiesRun } from './two-copies-run.ts';

/** A lease lasts a minute. */
const longerThanTheLease = 75_000;

const undisturbed = await twoCopiesRun(1, () => null);

describe('two copies, one held up for longer than its lease at any step of its work', () => {
  it('only one of them works while nothing is held up, and nothing is left to put right', () => {
    assert.deepEqual([...undisturbed.callers], [names[0]]);
    assert.deepEqual([...undisturbed.problems, ...undisturbed.walksTooClose], []);
  });

  const steps = undisturbed.sentByFirst.map((sent, index) => ({ sent, number: index + 1 }));
  const firstMinute = steps.findIndex(({ sent }) => Number.parseFloat(sent) > 1);
  for (const { sent, number } of steps) {
    if (!everyStep && number > firstMinute && number % 9 !== 0) continue;
    // The short form alternates; before a request and after the one before it are nearly the same moment.
    const places = everyStep
      ? (['request', 'answer'] as const)
      : [number % 2 === 0 ? ('request' as const) : ('answer' as const)];
    for (const at of places) {
      it(`comes to the same end when the ${at} of step ${number} is late: ${sent}`, async () => {
        const run = await twoCopiesRun(number, (by) =>
          by.copy === names[0] && by.number === number ? { milliseconds: longerThanTheLease, at } : null,
        );
        assert.deepEqual(run.problems, []);
        assert.deepEqual(run.outcomes, undisturbed.outcomes);
        // A reading that was let out before its minute and arrives after it cannot be called back; the marketplace
        // may refuse it (429), and that is all. Everything else keeps a minute between two walks.
        if (!(at === 'request' && sent.endsWith('GET /api/orders'))) assert.deepEqual(run.walksTooClose, []);
      });
    }
  }

  it('a watermark that arrives after two walks of the other copy does not put it back', async () => {
    let written = 0;
    const run = await twoCopiesRun(5, ({ copy, request }) => {
      const owed = copy === names[0] && bodyText(request).includes('"mpb_watermark"');
      if (owed) written += 1;
      return owed && written === 2 ? { milliseconds: 210_000, at: 'request' } : null;
    });
    assert.ok(written >= 2, 'there was one to hold up');
    assert.deepEqual(run.problems, []);
    assert.deepEqual(run.outcomes, undisturbed.outcomes);
  });

  it('the copy that waits takes over while the other is held up', async () => {
    const run = await twoCopiesRun(3, (by) =>
      by.copy === names[0] && by.number === 12 ? { milliseconds: longerThanTheLease, at: 'answer' } : null,
    );
    assert.deepEqual([...run.callers].sort(), [...names]);
  });
});

describe('two copies whose requests cross and are late at random', () => {
  for (const seed of shortSeeds(6)) {
    it(`come to the end that one copy would, with seed ${seed}`, async () => {
      const run = await twoCopiesRun(seed, (_by, random) =>
        random() < 0.04
          ? { milliseconds: random() * 110_000, at: random() < 0.5 ? 'request' : 'answer' }
          : null,
      );
      assert.deepEqual(
        run.problems,
        [],
        `replay: npm run simulate -- --only two-copies --from ${seed} --seeds 1`,
      );
    });
  }
});

describe('the lease', () => {
  it('is taken at once by a copy that was restarted under the same name, and by no other', async () => {
    const harness = new Harness();
    harness.world.life.generateBacklog(3);
    const start = async (name: string) => {
      const copy = await harness.startCopy({ name, seed: 1 + (harness.clock.now() % 1000) });
      await driven(harness.clock, copy.tick());
      return copy.app.flows()?.orders.status().leading;
    };
    assert.equal(await start('relay-1'), true);
    await harness.clock.advance(500);
    assert.equal(await start('relay-2'), false, 'the lease still runs');
    assert.equal(await start('relay-1'), true, 'within a second of the one that died');
    await harness.clock.advance(61_000);
    assert.equal(await start('relay-2'), true, 'the lease ran out');
  });
});
