/** One relay under one name, which dies as planned and is started again, as its supervisor would. */
import type { HttpPort, HttpRequest } from '@marketplace-bridge/relay';
import type { Copy, Harness } from '../system/harness.ts';
import { driven, gone } from './drive.ts';
import type { Happening } from './life.ts';
import { MortalPort } from './mortal-port.ts';

/** A supervisor needs a moment to notice; shorter than any lease. */
const restartTakes = 2_000;

export interface RestartOptions {
  /** For each incarnation, how many requests are answered before it dies; those after the last live on. */
  readonly deaths: readonly number[];
  /** Told of every request that was answered, the last of a dying copy included. */
  readonly onAnswer?: (request: HttpRequest) => void;
  /** The network that all incarnations have in common. */
  readonly network?: (port: HttpPort) => HttpPort;
  /** What a copy does at a time; orders alone unless given. */
  readonly workOf?: (copy: Copy) => () => Promise<number>;
}

export class RestartedRelay {
  readonly #harness: Harness;
  readonly #options: RestartOptions;
  readonly #deaths: number[];
  #port = new MortalPort(0);
  #work: (() => Promise<number>) | null = null;
  #starts = 0;

  constructor(harness: Harness, options: RestartOptions) {
    this.#harness = harness;
    this.#options = options;
    this.#deaths = [...options.deaths];
  }

  /** Did every planned death come to pass? */
  get diedAsPlanned(): boolean {
    return this.#deaths.length === 0 && !this.#port.dead;
  }

  /** No more deaths. */
  spare(): void {
    this.#deaths.length = 0;
    this.#port.spare();
  }

  /** Works for so many milliseconds, while things happen in the world. */
  async work(milliseconds: number, happenings: readonly Happening[] = []): Promise<void> {
    const { clock, world } = this.#harness;
    const start = clock.now();
    const end = start + milliseconds;
    const coming = [...happenings];
    while (clock.now() < end) {
      while (coming[0] && start + coming[0].at <= clock.now()) coming.shift()!.happen(world);
      const wait = await this.#tick();
      const next = Math.min(end, start + (coming[0]?.at ?? Infinity));
      await clock.advance(Math.max(1, Math.min(wait, next - clock.now())));
    }
  }

  /** Does what is due; answers how long there is nothing to do, ms. */
  async #tick(): Promise<number> {
    const { clock } = this.#harness;
    const work = this.#work ?? (await this.#start());
    if (work === null) return restartTakes;
    const wait = await driven(clock, work(), () => this.#port.dead);
    if (wait !== gone) return wait;
    this.#work = null;
    return restartTakes;
  }

  async #start(): Promise<(() => Promise<number>) | null> {
    const { network = (port: HttpPort) => port, onAnswer, workOf = ordersOnly } = this.#options;
    this.#port = new MortalPort(this.#deaths.shift() ?? Infinity, onAnswer);
    this.#starts += 1;
    const starting = this.#harness.startCopy({
      seed: this.#starts,
      through: (port) => this.#port.through(network(port)),
    });
    const copy = await driven(this.#harness.clock, starting, () => this.#port.dead);
    this.#work = copy === gone ? null : workOf(copy);
    return this.#work;
  }
}

function ordersOnly(copy: Copy): () => Promise<number> {
  return () => copy.tick();
}
