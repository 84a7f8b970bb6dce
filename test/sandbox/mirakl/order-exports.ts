/** The one order export that a shop may have under way, and the files of those that are done (mirakl.md 2.2). */
export interface OrderExport {
  id: string;
  completedAt: number;
  failed: boolean;
  /** Each file's orders, as JSON text. */
  files: string[];
}

export class OrderExports {
  readonly #all = new Map<string, OrderExport>();
  #latest: OrderExport | undefined;

  /** Starts an export that will be complete at `completedAt` (ms). */
  start(completedAt: number, failed: boolean, files: string[]): OrderExport {
    const started = { id: `order-export-${this.#all.size + 1}`, completedAt, failed, files };
    this.#all.set(started.id, started);
    this.#latest = started;
    return started;
  }

  underWay(now: number): boolean {
    return this.#latest !== undefined && this.#latest.completedAt > now;
  }

  find(id: string): OrderExport | undefined {
    return this.#all.get(id);
  }
}
