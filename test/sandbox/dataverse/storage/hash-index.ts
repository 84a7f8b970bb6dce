/** Ids by one column's value. Most values are one row's, which then costs no set of its own. */
import type { IndexValue, ValueIndex } from './sorted-index.ts';

export class HashIndex implements ValueIndex {
  readonly #ids = new Map<IndexValue, string | Set<string>>();

  add(value: IndexValue, id: string): void {
    const known = this.#ids.get(value);
    if (known === undefined) this.#ids.set(value, id);
    else if (typeof known === 'string') this.#ids.set(value, new Set([known, id]));
    else known.add(id);
  }

  delete(value: IndexValue, id: string): void {
    const known = this.#ids.get(value);
    if (known === id) this.#ids.delete(value);
    if (known === undefined || typeof known === 'string') return;
    known.delete(id);
    if (known.size === 0) this.#ids.delete(value);
  }

  get(value: IndexValue): Iterable<string> {
    const known = this.#ids.get(value) ?? [];
    return typeof known === 'string' ? [known] : known;
  }

  count(value: IndexValue): number {
    const known = this.#ids.get(value);
    return known === undefined ? 0 : typeof known === 'string' ? 1 : known.size;
  }
}
