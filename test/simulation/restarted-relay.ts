/** One relay under one name, which dies as planned and is started again, as its supervisor would. */
import type { HttpRequest } from '@marketplace-bridge/relay';
import type { Copy, Harness } from '../system/harness.ts';
import { driven, gone } from './drive.ts';
import { MortalPort } from './mortal-port.ts';

/** A supervisor needs a moment to notice; shorter than any lease. */
const restartTakes = 2_000;

export class RestartedRelay {
  readonly #harness: Harness;
  readonly #deaths: number[];
  readonly #onEffect: (request: HttpRequest) => void;
  #port = new MortalPort(0);
  #copy: Copy | null = null;
  #starts = 0;

  /** @param deaths for each incarnation, how many requests are answered before it dies; those after the last live on */
  constructor(harness: Harness, deaths: readonly number[], onEffect: (request: HttpRequest) => void) {
    this.#harness = harness;
    this.#deaths = [...deaths];
    this.#onEffect = onEffect;
  }

  /** Did every planned death come to pass? */
  get diedAsPlanned(): boolean {
    return this.#deaths.length === 0 && !this.#port.dead;
  }

  /** Does what is due; answers how long there is nothing to do, ms. */
  async tick(): Promise<number> {
    const { clock } = this.#harness;
    if (this.#copy === null && !(await this.#start())) return restartTakes;
    const wait = await driven(clock, this.#copy!.tick(), () => this.#port.dead);
    if (wait !== gone) return wait;
    this.#copy = null;
    return restartTakes;
  }

  async #start(): Promise<boolean> {
    this.#port = new MortalPort(this.#deaths.shift() ?? Infinity, this.#onEffect);
    this.#starts += 1;
    const starting = this.#harness.startCopy({
      seed: this.#starts,
      through: (port) => this.#port.through(port),
    });
    const copy = await driven(this.#harness.clock, starting, () => this.#port.dead);
    this.#copy = copy === gone ? null : copy;
    return this.#copy !== null;
  }
}
