/**
 * Keeps a copy of the relay below Dataverse's service protection limits before it calls (dataverse.md 5): requests and
 * execution time in a sliding window, and concurrency. Pure: time is an argument, and who waits is a number.
 *
 * Lanes: the highest with somebody waiting goes first, and lower lanes leave the end of the window free for higher ones. A
 * lane that waits earns credit from what others are given, so that each gets at least its share.
 */
import type { Lane } from './client.ts';

export interface PacerLimits {
  /** Operations in a window; a $batch counts as many as it holds. */
  readonly operations: number;
  /** Execution time in a window, ms. */
  readonly executionMs: number;
  readonly windowMs: number;
  /** Requests under way at once. */
  readonly concurrency: number;
}

/** Per user and server (dataverse.md 5). The documented concurrency is 52 or higher; one copy needs far less. */
export const published: PacerLimits = {
  operations: 6000,
  executionMs: 1_200_000,
  windowMs: 300_000,
  concurrency: 52,
};

/** What stays unused, since several programs may share the user and the server counts with its own clock. */
const HEADROOM = 0.95;

/** The allowance of one of `copies` equal relays. */
export function shareOf(copies: number, limits: PacerLimits = published): PacerLimits {
  const part = (value: number): number => Math.max(1, Math.floor((value * HEADROOM) / copies));
  return {
    operations: part(limits.operations),
    executionMs: part(limits.executionMs),
    windowMs: limits.windowMs,
    concurrency: part(limits.concurrency),
  };
}

/** In order of urgency. `ceiling`: how much of the window it may fill; `share`: what it gets at least while it waits. */
const lanes: readonly { readonly name: Lane; readonly ceiling: number; readonly share: number }[] = [
  { name: 'intents', ceiling: 1, share: 0 },
  { name: 'events', ceiling: 0.97, share: 0.2 },
  { name: 'due', ceiling: 0.95, share: 0.1 },
  { name: 'sweep', ceiling: 0.7, share: 0.05 },
  { name: 'census', ceiling: 0.7, share: 0.05 },
];

/** After a 429 the allowance is halved, at least to this, and grows back by a tenth per interval without another. */
const LOWEST_RATE = 0.1;
const RECOVERY_STEP = 0.1;
const RECOVERY_MS = 30_000;

/** A 429 without Retry-After. */
const DEFAULT_PAUSE_MS = 5_000;

/** An owed request that does not fit stops the others once its lane's credit would pay for it this many times. */
const MOST_PATIENT_CREDIT = 2;

interface Waiting {
  readonly ticket: number;
  readonly operations: number;
}

export class Pacer {
  readonly #limits: PacerLimits;
  readonly #queues = new Map<Lane, Waiting[]>(lanes.map(({ name }) => [name, []]));
  readonly #credit = new Map<Lane, number>();
  readonly #operations = new Window();
  readonly #execution = new Window();
  #underway = 0;
  #blockedUntil = -Infinity;
  #rate = 1;
  #rateSince = -Infinity;
  #hint = Infinity;
  #lastTicket = 0;

  constructor(limits: PacerLimits) {
    this.#limits = limits;
  }

  /** Queues a request; its number comes back from `admit` when it may start. */
  enqueue(lane: Lane, operations: number): number {
    this.#lastTicket += 1;
    this.#queues.get(lane)?.push({ ticket: this.#lastTicket, operations });
    return this.#lastTicket;
  }

  /** A waiting request gives up. */
  withdraw(ticket: number): void {
    for (const [lane, queue] of this.#queues) {
      this.#queues.set(
        lane,
        queue.filter((waiting) => waiting.ticket !== ticket),
      );
    }
  }

  /** Those that may start now; they count as under way. */
  admit(now: number): number[] {
    this.#slide(now);
    const admitted: number[] = [];
    while (now >= this.#blockedUntil && this.#underway < this.#concurrency) {
      const next = this.#next();
      if (next === null) break;
      this.#operations.add(now, next.operations);
      this.#underway += 1;
      admitted.push(next.ticket);
    }
    return admitted;
  }

  /** A request ended. @param durationMs from sending to the whole answer: an upper bound of its execution time */
  finished(now: number, durationMs: number): void {
    this.#underway -= 1;
    this.#execution.add(now, durationMs);
  }

  /** A 429 came: nothing starts before Retry-After, then at half the rate. */
  limited(now: number, retryAfterMs = DEFAULT_PAUSE_MS): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, now + retryAfterMs);
    // Those under way when the first 429 came bring one each; they tell nothing new.
    if (now - this.#rateSince < 1000) return;
    this.#rate = Math.max(LOWEST_RATE, this.#rateAt(now) / 2);
    this.#rateSince = now;
  }

  /** What the headers of an answer advise; the docs ask not to exceed the hint. The remaining counts are one server's only. */
  advised(now: number, headers: Record<string, string>): void {
    const hint = Number(headers['x-ms-dop-hint']);
    if (hint >= 1) this.#hint = hint;
    if (headers['x-ms-ratelimit-burst-remaining-xrm-requests'] === '0') {
      this.#blockedUntil = Math.max(this.#blockedUntil, now + 1000);
    }
  }

  /** Milliseconds until `admit` may have something new by the passing of time alone; null when nobody waits. */
  wait(now: number): number | null {
    if (![...this.#queues.values()].some((queue) => queue.length > 0)) return null;
    if (now < this.#blockedUntil) return this.#blockedUntil - now;
    const changes = [this.#operations.oldest, this.#execution.oldest]
      .filter((at) => at !== null)
      .map((at) => at + this.#limits.windowMs - now);
    if (this.#rate < 1) changes.push(RECOVERY_MS - ((now - this.#rateSince) % RECOVERY_MS));
    return Math.max(1, Math.min(this.#limits.windowMs, ...changes));
  }

  get #concurrency(): number {
    return Math.max(1, Math.floor(Math.min(this.#limits.concurrency * this.#rate, this.#hint)));
  }

  #slide(now: number): void {
    this.#operations.slide(now - this.#limits.windowMs);
    this.#execution.slide(now - this.#limits.windowMs);
    const rate = this.#rateAt(now);
    if (rate > this.#rate) {
      this.#rate = rate;
      this.#rateSince += Math.floor((now - this.#rateSince) / RECOVERY_MS) * RECOVERY_MS;
    }
  }

  #rateAt(now: number): number {
    if (this.#rate >= 1) return 1;
    return Math.min(1, this.#rate + Math.floor((now - this.#rateSince) / RECOVERY_MS) * RECOVERY_STEP);
  }

  /** Takes the next one out of its queue; null when there is none or the window is full. */
  #next(): Waiting | null {
    const waiting = lanes.filter(({ name }) => this.#queueOf(name).length > 0);
    const credits = (name: Lane): number =>
      (this.#credit.get(name) ?? 0) / (this.#queueOf(name)[0]?.operations ?? 1);
    const owed = waiting.find(({ name }) => credits(name) >= 1);
    if (owed && this.#fits(owed.name, 1)) return this.#take(owed.name, waiting);
    // Urgent work passes one that is owed and does not fit yet, but not for ever.
    const first = waiting[0];
    const blocked = owed !== undefined && credits(owed.name) >= MOST_PATIENT_CREDIT;
    if (!first || blocked || !this.#fits(first.name, first.ceiling)) return null;
    return this.#take(first.name, waiting);
  }

  #take(lane: Lane, waiting: typeof lanes): Waiting | null {
    const head = this.#queueOf(lane).shift();
    if (!head) return null;
    for (const { name, share } of lanes) {
      const earned = waiting.some((other) => other.name === name) ? (this.#credit.get(name) ?? 0) : 0;
      const change = name === lane ? -head.operations : share * head.operations;
      this.#credit.set(name, Math.max(0, earned + change));
    }
    return head;
  }

  /** Whether the first of a lane may start, when the lane may fill `ceiling` of the window. */
  #fits(lane: Lane, ceiling: number): boolean {
    const operations = this.#queueOf(lane)[0]?.operations ?? 0;
    const allowed = this.#limits.operations * this.#rate * ceiling;
    // One that is larger than the whole allowance starts in an empty window, or it would wait for ever.
    const roomy = this.#operations.sum === 0 || this.#operations.sum + operations <= allowed;
    return roomy && this.#execution.sum < this.#limits.executionMs * this.#rate * ceiling;
  }

  #queueOf(lane: Lane): Waiting[] {
    return this.#queues.get(lane) ?? [];
  }
}

/** A sum over the recent past. */
class Window {
  readonly #entries: { readonly at: number; readonly amount: number }[] = [];
  #sum = 0;

  get sum(): number {
    return this.#sum;
  }

  get oldest(): number | null {
    return this.#entries[0]?.at ?? null;
  }

  add(at: number, amount: number): void {
    if (amount <= 0) return;
    this.#entries.push({ at, amount });
    this.#sum += amount;
  }

  /** Forgets what is not after `until`. */
  slide(until: number): void {
    let gone = 0;
    for (const entry of this.#entries) {
      if (entry.at > until) break;
      this.#sum -= entry.amount;
      gone += 1;
    }
    this.#entries.splice(0, gone);
    if (this.#entries.length === 0) this.#sum = 0;
  }
}
