import type { Clock } from './clock.ts';
import type { RimErrorName } from './errors.ts';

/** Which operating error an HTTP status other than 2xx is. */
export function errorOfStatus(status: number): RimErrorName {
  if (status >= 500) return 'failing';
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
    case 410:
      return 'not-found';
    case 408:
      return 'timeout';
    case 429:
      return 'limited';
    default:
      return status >= 300 && status < 400 ? 'redirected' : 'refused';
  }
}

/** Retry-After as milliseconds from now: seconds, or an HTTP date (RFC 9110 10.2.3). */
export function retryAfter(header: string | undefined, clock: Clock): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock.now().getTime());
}

/** The instant of a Date header; null when there is none that can be read. */
export function dateOf(header: string | undefined): Date | null {
  const time = header === undefined ? NaN : Date.parse(header);
  return Number.isNaN(time) ? null : new Date(time);
}
