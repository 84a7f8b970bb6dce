/** The stock flow of one marketplace, run by whichever copy leads. */
import type { Shop } from '../marketplace/marketplace.ts';
import type { Ports } from '../ports.ts';
import type { StockHint, StockSide } from './stock-side.ts';
import type { StockStatus } from './stock-status.ts';

export class StockFlow {
  readonly #ports: Ports;
  readonly #stop = new AbortController();

  constructor(ports: Ports, shop: Shop, side: StockSide) {
    this.#ports = ports;
    void shop;
    void side;
  }

  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const wait = await this.tick();
      await this.#ports.clock.sleep(wait, this.#stop.signal).catch(() => undefined);
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Does what is due now; answers how many milliseconds there is nothing to do. */
  tick(): Promise<number> {
    return Promise.resolve(15_000);
  }

  /** An event named a row: the leader looks at it now. */
  look(hint: StockHint): void {
    void hint;
  }

  /** What the marketplace has of these SKUs is not what it confirmed: they are planned anew, and sent. */
  force(skus: readonly string[]): void {
    void skus;
  }

  /** SKUs whose quantity is about to be sent, or was sent and not answered yet. */
  nowMoving(): ReadonlySet<string> {
    return new Set();
  }

  status(): StockStatus {
    return {
      running: false,
      hold: null,
      nextFileOn: null,
      waiting: 0,
      onItsWay: 0,
      lastFile: null,
      latency: null,
      sweep: null,
      trouble: null,
    };
  }
}
