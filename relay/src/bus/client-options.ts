/** How the client retries by itself, and how many messages it may hold. */
import { RetryMode } from '@azure/service-bus';
import type { RetryOptions } from '@azure/service-bus';

/**
 * The defaults wait 30 seconds between tries and 60 for an answer: a broker that was away for a moment is noticed half a
 * minute late (service-bus.md 3, options to use).
 */
export const retryOptions: RetryOptions = {
  mode: RetryMode.Exponential,
  timeoutInMs: 10_000,
  retryDelayInMs: 500,
  maxRetryDelayInMs: 10_000,
  maxRetries: 5,
};

/** The client's window for deliveries that are not settled; at its end a link stops for good (service-bus.md 3, fault 2). */
const CLIENT_WINDOW = 2048;

/** Messages in hand at once: far below the window, so that it never fills. */
export function boundedConcurrency(wanted: number): number {
  return Math.max(1, Math.min(Math.trunc(wanted), CLIENT_WINDOW / 8));
}
