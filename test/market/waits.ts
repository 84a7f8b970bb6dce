/**
 * How long changes in Dynamics wait until the marketplace has accepted a line that knows of them. A change is waiting
 * from its moment on; a line takes with it every change of its SKU that was made before the file was put together. A
 * change that needs no line (two that cancel each other out) is let go when it is seen that nothing has to be said.
 */
export class Waits {
  readonly #waiting = new Map<string, number[]>();
  readonly #waits: number[] = [];
  #needless = 0;

  changed(sku: string, at: number): void {
    const waiting = this.#waiting.get(sku);
    if (waiting) waiting.push(at);
    else this.#waiting.set(sku, [at]);
  }

  /** A line of a file that was put together at `decidedAt` was accepted at `at` (ms). */
  accepted(sku: string, decidedAt: number, at: number): void {
    for (const changedAt of this.#take(sku, decidedAt)) this.#waits.push(at - changedAt);
  }

  /** What was known at `decidedAt` made no line necessary. */
  needless(sku: string, decidedAt: number): void {
    this.#needless += this.#take(sku, decidedAt).length;
  }

  skusWaiting(): string[] {
    return [...this.#waiting.keys()];
  }

  get counts(): { readonly published: number; readonly needless: number; readonly waiting: number } {
    const waiting = [...this.#waiting.values()].reduce((sum, times) => sum + times.length, 0);
    return { published: this.#waits.length, needless: this.#needless, waiting };
  }

  /** Seconds; `share` between 0 and 1. */
  quantile(share: number): number {
    const sorted = [...this.#waits].sort((one, other) => one - other);
    return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN) / 1000;
  }

  #take(sku: string, decidedAt: number): number[] {
    const all = this.#waiting.get(sku) ?? [];
    const later = all.filter((at) => at > decidedAt);
    if (later.length === 0) this.#waiting.delete(sku);
    else this.#waiting.set(sku, later);
    return all.filter((at) => at <= decidedAt);
  }
}
