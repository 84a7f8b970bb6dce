import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServiceBusError } from '@azure/service-bus';
import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { FakeClock } from '../fake-ports.ts';
import { keepLocked } from './lock-renewal.ts';

/** Holds a message whose lock lasts `lockMs`; tells when it was renewed. */
function holding(lockMs: number, renew: (n: number) => Error | null = () => null) {
  const clock = new FakeClock();
  const done = new AbortController();
  const renewedAt: number[] = [];
  const until = () => new Date(clock.now().getTime() + lockMs);
  const message = { body: '', lockedUntilUtc: until() } as unknown as ServiceBusReceivedMessage;
  const ended = keepLocked(
    message,
    () => {
      renewedAt.push(clock.monotonic());
      const error = renew(renewedAt.length);
      return error ? Promise.reject(error) : Promise.resolve(until());
    },
    clock,
    done.signal,
  );
  return { clock, done, renewedAt, ended };
}

describe('a message in hand', () => {
  it('is kept locked by renewing at half of the time that is left', async () => {
    const { clock, renewedAt } = holding(10_000);
    await clock.advance(16_000);
    assert.deepEqual(renewedAt, [5000, 10_000, 15_000]);
  });

  it('is renewed at the latest after 20 seconds, whatever two clocks say', async () => {
    const { clock, renewedAt } = holding(24 * 3600 * 1000);
    await clock.advance(41_000);
    assert.deepEqual(renewedAt, [20_000, 40_000]);
    const behind = holding(-60_000);
    await behind.clock.advance(1000);
    assert.deepEqual(behind.renewedAt, [500, 1000]);
  });

  it('is not renewed any more once it is settled', async () => {
    const { clock, done, renewedAt, ended } = holding(10_000);
    await clock.advance(6000);
    done.abort();
    await ended;
    await clock.advance(60_000);
    assert.deepEqual(renewedAt, [5000]);
  });

  it('is let go when its lock is lost, and renewed again soon after any other failure', async () => {
    const lost = holding(10_000, () => new ServiceBusError('lost', 'MessageLockLost'));
    await lost.clock.advance(5000);
    await lost.ended;
    const flaky = holding(10_000, (n) => (n === 1 ? new Error('network') : null));
    await flaky.clock.advance(6000);
    assert.deepEqual(flaky.renewedAt, [5000, 5500]);
  });
});
