/**
 * An abandoned message is there again at once, so that a handler that always fails would use up every delivery within
 * milliseconds and put a good event among the dead letters (service-bus.md 4, (b): abandon has no delay). It is held back
 * for a while before it is given back, longer each time.
 */
import type { Clock } from '../clock.ts';

const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/** @param deliveries how often it was delivered before */
export async function pauseBeforeAbandon(
  deliveries: number,
  clock: Pick<Clock, 'sleep'>,
  stopping: AbortSignal,
): Promise<void> {
  const ms = Math.min(FIRST_MS * 2 ** Math.max(0, deliveries), LONGEST_MS);
  // Who stops does not wait: another copy, or this one after its restart, gets the message.
  await clock.sleep(ms, stopping).catch(() => undefined);
}
