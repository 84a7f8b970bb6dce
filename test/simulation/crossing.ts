/**
 * Several copies of the relay at work at the same time, where their requests cross: one request at a time reaches the
 * other side, a seed says whose, and any request or its answer can be held up for longer than a lease lasts.
 */
import type { HttpPort, HttpRequest } from '@marketplace-bridge/relay';
import type { Copy, Harness } from '../system/harness.ts';
import { turns } from './drive.ts';
import { portOf } from '../system/ports.ts';

/** What is held up: a request before its effect, or the answer after it. */
export interface Hold {
  readonly milliseconds: number;
  readonly at: 'request' | 'answer';
}

export interface CrossingOptions {
  readonly names: readonly string[];
  /** 0 <= x < 1. */
  readonly random: () => number;
  /** Asked for every request; null lets it pass. */
  readonly hold: (by: { copy: string; number: number; request: HttpRequest }) => Hold | null;
  /** Told of every request that had its effect. */
  readonly onEffect: (by: { copy: string; request: HttpRequest; status: number }) => void;
  /** What a copy does at a time; orders alone unless given. */
  readonly workOf?: (copy: Copy) => () => Promise<number>;
  /** Stands right before the world, for each copy. */
  readonly before?: (port: HttpPort) => HttpPort;
}

interface Worker {
  readonly name: string;
  copy: Copy | null;
  work: (() => Promise<number>) | null;
  /** When it wants to work again; null while it works. */
  wakeAt: number | null;
  requests: number;
}

export class Crossing {
  readonly #harness: Harness;
  readonly #options: CrossingOptions;
  readonly #workers: Worker[];
  /** Requests and answers at the crossing, with the time from which they may pass. */
  #waiting: { from: number; pass: () => void }[] = [];
  #failure: Error | null = null;

  constructor(harness: Harness, options: CrossingOptions) {
    this.#harness = harness;
    this.#options = options;
    // One second apart, so that the first named is the one that leads until something holds it up.
    const now = harness.clock.now();
    this.#workers = options.names.map((name, index) => ({
      name,
      copy: null,
      work: null,
      wakeAt: now + index * 1_000,
      requests: 0,
    }));
  }

  /** Lets all copies work until the clock says `end`. */
  async work(end: number): Promise<void> {
    const { clock } = this.#harness;
    while (clock.now() < end) {
      for (const worker of this.#workers) if ((worker.wakeAt ?? Infinity) <= clock.now()) this.#wake(worker);
      await turns(() => false, 2);
      if (this.#failure) throw this.#failure;
      const ready = this.#waiting.filter(({ from }) => from <= clock.now());
      const chosen = ready[Math.floor(this.#options.random() * ready.length)];
      if (chosen) {
        this.#waiting = this.#waiting.filter((other) => other !== chosen);
        chosen.pass();
      } else await clock.advance(this.#untilNext(end));
    }
  }

  copyOf(name: string): Copy | null {
    return this.#workers.find((worker) => worker.name === name)?.copy ?? null;
  }

  #wake(worker: Worker): void {
    worker.wakeAt = null;
    const { clock } = this.#harness;
    const work = worker.work ? worker.work() : this.#start(worker);
    work.then(
      (wait) => (worker.wakeAt = clock.now() + Math.max(1, wait)),
      (error: unknown) => (this.#failure = error instanceof Error ? error : new Error(String(error))),
    );
  }

  async #start(worker: Worker): Promise<number> {
    const seed = 1 + this.#workers.indexOf(worker);
    const { before = (port: HttpPort) => port, workOf } = this.#options;
    const through = (port: HttpPort) => this.#crossed(worker, before(port));
    const copy = await this.#harness.startCopy({ name: worker.name, seed, through });
    worker.copy = copy;
    worker.work = workOf?.(copy) ?? (() => copy.tick());
    return 0;
  }

  #crossed(worker: Worker, port: HttpPort): HttpPort {
    return portOf(async (request, signal) => {
      worker.requests += 1;
      const hold = this.#options.hold({ copy: worker.name, number: worker.requests, request });
      await this.#turn(hold?.at === 'request' ? hold.milliseconds : 0);
      const answer = await port.send(request, signal);
      this.#options.onEffect({ copy: worker.name, request, status: answer.status });
      if (hold?.at === 'answer') await this.#turn(hold.milliseconds);
      return answer;
    });
  }

  #turn(milliseconds: number): Promise<void> {
    return new Promise((pass) =>
      this.#waiting.push({ from: this.#harness.clock.now() + milliseconds, pass }),
    );
  }

  /** A copy that works and waits for no request sleeps: time moves in small steps, so that it wakes when it wants to. */
  #untilNext(end: number): number {
    const now = this.#harness.clock.now();
    const working = this.#workers.filter((worker) => worker.wakeAt === null).length;
    if (working > this.#waiting.length) return Math.min(250, end - now);
    const times = [
      end,
      ...this.#waiting.map(({ from }) => from),
      ...this.#workers.map((worker) => worker.wakeAt ?? Infinity),
    ];
    return Math.max(1, Math.min(...times) - now);
  }
}
