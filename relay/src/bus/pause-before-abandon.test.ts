import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock } from '../fake-ports.ts';
import { pauseBeforeAbandon } from './pause-before-abandon.ts';

async function pausedFor(deliveries: number): Promise<number> {
  const clock = new FakeClock({ hurried: true });
  await pauseBeforeAbandon(deliveries, clock, new AbortController().signal);
  return clock.monotonic();
}

describe('a message that is to be given back', () => {
  it('is held longer each time, up to a limit', async () => {
    const pauses = await Promise.all([0, 1, 2, 3, 4, 5, 6, 9].map(pausedFor));
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
  });

  it('is given back at once by whoever stops', async () => {
    const clock = new FakeClock();
    const stopping = new AbortController();
    const paused = pauseBeforeAbandon(9, clock, stopping.signal);
    stopping.abort();
    await paused;
    assert.equal(clock.monotonic(), 0);
  });
});
