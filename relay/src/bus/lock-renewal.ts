/**
 * Keeps a message locked while it is in hand. The client could do this by itself, but goes by the message id, which may
 * be missing or not unique on a queue that Dataverse writes to; then it fails on every settlement or renews the wrong
 * one (service-bus.md 3, fault 7). This goes by the lock, and the client's own renewal is off.
 */
import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { Clock } from '../clock.ts';
import { errorCode } from './error-code.ts';

const LONGEST_WAIT_MS = 20_000;
const SHORTEST_WAIT_MS = 500;

/** Resolves when the signal fires or the lock is lost; a lost lock needs nothing, because events are level-triggered. */
export async function keepLocked(
  message: ServiceBusReceivedMessage,
  renew: (message: ServiceBusReceivedMessage) => Promise<Date>,
  clock: Pick<Clock, 'now' | 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  let until = message.lockedUntilUtc;
  for (;;) {
    try {
      await clock.sleep(waitBefore(until, clock.now()), signal);
    } catch {
      return;
    }
    try {
      until = await renew(message);
    } catch (error) {
      if (errorCode(error) === 'MessageLockLost') return;
      // Anything else may pass; the next try comes soon.
      until = undefined;
    }
  }
}

/** Half of what is left, so that one failed renewal leaves time for another. */
function waitBefore(until: Date | undefined, now: Date): number {
  const left = until === undefined ? 0 : until.getTime() - now.getTime();
  return Math.max(SHORTEST_WAIT_MS, Math.min(left / 2, LONGEST_WAIT_MS));
}
