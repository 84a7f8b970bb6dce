import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';
import { OperatingError } from './errors.ts';

const TRIES = 3;
const WITHIN_MS = 10_000;
const FIRST_PAUSE_MS = 500;

/**
 * Retry class `soon` (PROTOCOL): at most three tries, none begun later than ten seconds after the first, full jitter, and
 * Retry-After wins. Only for calls that may be repeated. What still fails leaves as `later`, since `soon` is used up.
 */
export async function soon<T>(
  ports: { readonly clock: Clock; readonly chance: Chance },
  call: () => Promise<T>,
): Promise<T> {
  const began = ports.clock.monotonic();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof OperatingError) || error.retry !== 'soon') throw error;
      const pause = error.retryAfterMs ?? ports.chance.fraction() * FIRST_PAUSE_MS * 2 ** (attempt - 1);
      const tooLate = ports.clock.monotonic() - began + pause > WITHIN_MS;
      if (attempt === TRIES || tooLate) throw error.asLater();
      await ports.clock.sleep(pause);
    }
  }
}
