/**
 * Duplicate detection: a message id that was seen within the window is taken and dropped, and its sender is told that
 * all is well (service-bus.md 4, duplicates).
 */
export class DuplicateWindow {
  readonly #windowMs: number;
  readonly #seen = new Map<string, number>();

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** True when this id was seen before; remembers it otherwise. */
  isDuplicate(id: string, now: number): boolean {
    if (this.#windowMs <= 0) return false;
    // Ids stand in the order of their times, so the outdated ones stand in front.
    for (const [old, at] of this.#seen) {
      if (at > now - this.#windowMs) break;
      this.#seen.delete(old);
    }
    if (this.#seen.has(id)) return true;
    this.#seen.set(id, now);
    return false;
  }
}
