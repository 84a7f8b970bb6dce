import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pollDelay } from './poll-delay.ts';
import { watch } from './watch.ts';

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
  it('asks after two seconds, then less and less often, never further apart than a minute', () => {
    const delays = Array.from({ length: 200 }, (_, asked) => pollDelay(asked));
    assert.equal(delays[0], 2_000);
    assert.equal(delays[20], 15_000);
    assert.equal(delays.at(-1), 60_000);
    assert.deepEqual(
      delays,
      [...delays].sort((a, b) => a - b),
    );
  });

  it('stops at the answer', async () => {
    const { run, looks, waits } = rig(3);
    await run();
    assert.equal(looks(), 3);
    assert.deepEqual(waits, [2_000, 3_000, 4_500]);
  });

  it('goes on after trouble', async () => {
    const { run, looks } = rig(3);
    await run((look) => {
      if (look === 1) throw new Error('no network');
    });
    assert.equal(looks(), 3);
  });

  it('asks nothing more once aborted, be it while waiting or while asking', async () => {
    const waiting = rig(2);
    waiting.controller.abort();
    await waiting.run();
    assert.equal(waiting.looks(), 0);

    const asking = rig(9);
    await asking.run(() => {
      asking.controller.abort();
    });
    assert.equal(asking.looks(), 1);
  });
});
