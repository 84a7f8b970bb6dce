/** A sum over the last so many milliseconds; each entry is added once and dropped once, so O(1) amortised. */
export class SlidingWindow {
  readonly length: number;
  #entries: { at: number; amount: number }[] = [];
  #first = 0;
  #sum = 0;

  /** `length` in milliseconds. */
  constructor(length: number) {
    this.length = length;
  }

  add(now: number, amount: number): void {
    this.#forget(now);
    this.#entries.push({ at: now, amount });
    this.#sum += amount;
  }

  sum(now: number): number {
    this.#forget(now);
    return this.#sum;
  }

  /** Milliseconds from `now` until the sum will have fallen below `limit`, if nothing is added meanwhile. */
  waitUntilBelow(now: number, limit: number): number {
    this.#forget(now);
    let left = this.#sum;
    for (let index = this.#first; index < this.#entries.length && left >= limit; index++) {
      const entry = this.#entries[index];
      if (!entry) break;
      left -= entry.amount;
      if (left < limit) return entry.at + this.length - now;
    }
    return 0;
  }

  #forget(now: number): void {
    for (;;) {
      const oldest = this.#entries[this.#first];
      if (!oldest || oldest.at + this.length > now) break;
      this.#sum -= oldest.amount;
      this.#first += 1;
    }
    // Moving the rest costs as much as was dropped since the last time, no more.
    if (this.#first > 1_024 && this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }
}
