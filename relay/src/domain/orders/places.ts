/** Where a record stands and when it is looked at again (PROTOCOL, Park and wake; Retry classes). */
import type { ExceptionDraft } from '../exception.ts';
import { plusMinutes } from '../instant.ts';

/** `exception` if and only if something blocks; advice holds nothing up. */
export function placeOf(
  exceptions: readonly ExceptionDraft[],
  otherwise: 'waiting' | 'done',
): 'exception' | 'waiting' | 'done' {
  return exceptions.some(({ severity }) => severity === 'blocking') ? 'exception' : otherwise;
}

/** A parked record tries by itself after 15 minutes, doubling up to 24 hours. `attempts` starts at zero. */
export function parkedRetryAt(now: string, attempts: number): string {
  return plusMinutes(now, Math.min(15 * 2 ** attempts, 24 * 60));
}

/**
 * Temporary trouble: one minute, doubling up to an hour, spread by a fifth to either side so that records that failed
 * together do not come back together. `fraction` is 0 <= x < 1.
 */
export function laterRetryAt(now: string, attempts: number, fraction: number): string {
  return plusMinutes(now, Math.min(2 ** attempts, 60) * (0.8 + 0.4 * fraction));
}
