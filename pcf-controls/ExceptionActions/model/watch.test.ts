import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pollDelay } from './poll-delay.ts';
import { mostQuestions, watch } from './watch.ts';

function rig(answerAt: number) {
  const waits: number[] = [];
  const controller = new AbortController();
  let looks = 0;
  return {
    waits,
    controller,
    looks: () => looks,
    run: (onLook: (look: number) => void = () => undefined) =>
      watch({
        look: () => {
          looks += 1;
          onLook(looks);
          return Promise.resolve(looks >= answerAt);
        },
        wait: (milliseconds) => {
          waits.push(milliseconds);
          return Promise.resolve();
        },
        signal: controller.signal,
      }),
  };
}

describe('watching for an answer', () => {
  it('asks after two seconds, then less and less often, never further apart than 15 seconds', () => {
    const delays = Array.from({ length: 12 }, (_, asked) => pollDelay(asked));
    assert.equal(delays[0], 2_000);
    assert.equal(delays.at(-1), 15_000);
    assert.deepEqual(
      delays,
      [...delays].sort((a, b) => a - b),
    );
  });

  it('stops at the answer', async () => {
    const { run, looks, waits } = rig(3);
    assert.equal(await run(), 'answered');
    assert.equal(looks(), 3);
    assert.equal(waits.length, 3);
  });

  it('gets tired after about ten minutes', async () => {
    const { run, looks, waits } = rig(Number.POSITIVE_INFINITY);
    assert.equal(await run(), 'tired');
    assert.equal(looks(), mostQuestions);
    const minutes = waits.reduce((sum, wait) => sum + wait, 0) / 60_000;
    assert.ok(minutes > 8 && minutes < 12, `${minutes} minutes`);
  });

  it('goes on after trouble', async () => {
    const { run } = rig(3);
    const trouble = (look: number) => {
      if (look === 1) throw new Error('no network');
    };
    assert.equal(await run(trouble).catch(() => 'threw'), 'answered');
  });

  it('asks nothing more once aborted, be it while waiting or while asking', async () => {
    const waiting = rig(2);
    waiting.controller.abort();
    assert.equal(await waiting.run(), 'aborted');
    assert.equal(waiting.looks(), 0);

    const asking = rig(1);
    assert.equal(
      await asking.run(() => {
        asking.controller.abort();
      }),
      'aborted',
    );
    assert.equal(asking.looks(), 1);
  });
});
