/**
 * Time, the only place where it enters the relay (lint forbids timers and the ambient clock elsewhere), so that
 * tests and the simulation can move it.
 */
export interface Clock {
  /** Monotonic milliseconds of this copy, in domain time (scaled at rehearsal speed). */
  monotonic(): number;
  /** Best knowledge of the server's time now: what Dataverse last said plus the time since; the wall before that. */
  now(): Date;
  /** Told by the Dataverse client of each answer's Date header. */
  serverSaid(date: Date): void;
  /** Waits `ms` of domain time; rejects with the signal's reason when that fires first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A signal that fires after `ms` of domain time, with a `TimeoutError` as its reason. */
  deadline(ms: number): AbortSignal;
}

/** A timer of Node holds at most this many milliseconds; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A Date header is cut to the second (RFC 9110 5.6.7), so it tells the time to within this many milliseconds. */
const HEADER_GRAIN_MS = 1000;

/**
 * The clock of a running relay.
 * @param speed domain milliseconds per real one: at 12, one domain minute takes five seconds
 */
export function systemClock(speed = 1): Clock {
  const real = (ms: number): number => Math.min(Math.max(0, Math.ceil(ms / speed)), LONGEST_TIMER_MS);
  const monotonic = (): number => performance.now() * speed;
  let anchor = { server: Date.now(), at: monotonic(), trusted: false };
  const now = (): number => anchor.server + (monotonic() - anchor.at);

  return {
    monotonic,
    now: () => new Date(now()),
    serverSaid(date) {
      const said = date.getTime();
      const believed = now();
      // Within the header's own grain the running estimate is the finer one, and time does not jump back and forth.
      if (anchor.trusted && believed >= said && believed < said + HEADER_GRAIN_MS) return;
      anchor = { server: said, at: monotonic(), trusted: true };
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const onAbort = (): void => {
          clearTimeout(timer);
          reject(signal?.reason as Error);
        };
        const timer = setTimeout(() => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        }, real(ms));
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    deadline: (ms) => AbortSignal.timeout(real(ms)),
  };
}
