/**
 * Service protection per user and web server, and the daily entitlement (dataverse.md 5). Time is given in, so this is
 * pure book-keeping.
 */
import { DataverseError } from '../errors.ts';
import { SlidingWindow } from './sliding-window.ts';

export interface ProtectionLimits {
  /** Operations per window. */
  requests: number;
  /** Milliseconds of execution per window. */
  executionTime: number;
  /** Requests at the same moment. */
  concurrent: number;
  /** Milliseconds of the sliding window. */
  window: number;
  /** Web servers among which requests without an affinity cookie go round; each counts by itself. */
  servers: number;
  /** What x-ms-dop-hint recommends. */
  parallelHint: number;
}

export const documentedLimits: ProtectionLimits = {
  requests: 6_000,
  executionTime: 1_200_000,
  concurrent: 52,
  window: 300_000,
  servers: 1,
  parallelHint: 8,
};

const DAY = 86_400_000;

/** One user on one web server. */
export class UserBudget {
  readonly #limits: ProtectionLimits;
  readonly #requests: SlidingWindow;
  readonly #execution: SlidingWindow;
  #concurrent = 0;
  /** Refusals in a row: Retry-After grows while a client keeps pushing. */
  #pushed = 0;
  #pushedUntil = 0;

  constructor(limits: ProtectionLimits) {
    this.#limits = limits;
    this.#requests = new SlidingWindow(limits.window);
    this.#execution = new SlidingWindow(limits.window);
  }

  /** Takes a concurrency slot for one HTTP request, or throws 0x80072326. */
  enter(now: number): void {
    const { concurrent } = this.#limits;
    if (this.#concurrent >= concurrent) {
      throw this.#refuse(
        now,
        '0x80072326',
        `Number of concurrent requests exceeded the limit of ${concurrent}.`,
        1_000,
      );
    }
    this.#concurrent += 1;
  }

  leave(): void {
    this.#concurrent -= 1;
  }

  /** Counts one operation (each inner request of a $batch; a bulk message is one), or throws 0x80072322 or ...321. */
  take(now: number): void {
    const { requests, executionTime, window } = this.#limits;
    if (this.#requests.sum(now) >= requests) {
      const text = `Number of requests exceeded the limit of ${requests} over time window of ${window / 1_000} seconds.`;
      throw this.#refuse(now, '0x80072322', text, this.#requests.waitUntilBelow(now, requests));
    }
    if (this.#execution.sum(now) >= executionTime) {
      const allowed = executionTime.toLocaleString('en-US');
      const text = `Combined execution time of incoming requests exceeded limit of ${allowed}  milliseconds over time window of ${window / 1_000} seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.`;
      throw this.#refuse(now, '0x80072321', text, this.#execution.waitUntilBelow(now, executionTime));
    }
    this.#requests.add(now, 1);
  }

  /** Accounts the execution time (ms) of work that was done. */
  spend(now: number, milliseconds: number): void {
    if (milliseconds > 0) this.#execution.add(now, milliseconds);
  }

  headers(now: number): Record<string, string> {
    const { requests, executionTime, parallelHint } = this.#limits;
    const seconds = Math.max(0, (executionTime - this.#execution.sum(now)) / 1_000);
    return {
      'x-ms-ratelimit-burst-remaining-xrm-requests': String(Math.max(0, requests - this.#requests.sum(now))),
      'x-ms-ratelimit-time-remaining-xrm-requests': seconds.toLocaleString('en-US', {
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
      }),
      'x-ms-dop-hint': String(parallelHint),
    };
  }

  #refuse(now: number, code: string, message: string, wait: number): DataverseError {
    this.#pushed = now < this.#pushedUntil ? this.#pushed + 1 : 0;
    const seconds = Math.min(
      Math.max(1, Math.ceil(wait / 1_000)) + this.#pushed,
      Math.ceil(this.#limits.window / 1_000),
    );
    this.#pushedUntil = Math.max(this.#pushedUntil, now + seconds * 1_000);
    return new DataverseError(429, code, message, {
      headers: { 'retry-after': String(seconds), ...this.headers(now) },
    });
  }
}

/** Operations of the last 24 hours; entitlement is counted and reported, not enforced (dataverse.md 5). */
export class DailyCounter {
  readonly #window = new SlidingWindow(DAY);

  count(now: number): void {
    this.#window.add(now, 1);
  }

  total(now: number): number {
    return this.#window.sum(now);
  }
}
