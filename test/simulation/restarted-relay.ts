/** One relay under one name, which dies as planned and is started again, as its supervisor would. */
import type { HttpPort, HttpRequest } from '@marketplace-bridge/relay';
import type { Copy, Harness } from '../system/harness.ts';
import { driven, gone } from './drive.ts';
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
}

export class RestartedRelay {
  readonly #harness: Harness;
  readonly #options: RestartOptions;
  readonly #deaths: number[];
  #port = new MortalPort(0);
  #copy: Copy | null = null;
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

  /** Does what is due; answers how long there is nothing to do, ms. */
  async tick(): Promise<number> {
    const { clock } = this.#harness;
    const copy = this.#copy ?? (await this.#start());
    if (copy === null) return restartTakes;
    const wait = await driven(clock, copy.tick(), () => this.#port.dead);
    if (wait !== gone) return wait;
    this.#copy = null;
    return restartTakes;
  }

  async #start(): Promise<Copy | null> {
    const { network = (port: HttpPort) => port, onAnswer } = this.#options;
    this.#port = new MortalPort(this.#deaths.shift() ?? Infinity, onAnswer);
    this.#starts += 1;
    const starting = this.#harness.startCopy({
      seed: this.#starts,
      through: (port) => this.#port.through(network(port)),
    });
    const copy = await driven(this.#harness.clock, starting, () => this.#port.dead);
    this.#copy = copy === gone ? null : copy;
    return this.#copy;
  }
}
