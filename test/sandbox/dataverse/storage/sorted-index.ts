/**
 * Ids ordered by one column's value, for range filters such as `dueon le X` and for pages in that order. Entries stand
 * in buckets of some hundreds, so that an insertion moves little and a million rows stay cheap.
 */
export type IndexValue = string | number;

/** Two lists side by side take a third of the memory of one list of pairs. */
interface Bucket {
  values: IndexValue[];
  ids: string[];
}

/** Where an entry stands: bucket, and place in it. */
interface Place {
  at: number;
  position: number;
}

const bucketSize = 512;

/** Finds rows by one value. */
export interface ValueIndex {
  get(value: IndexValue): Iterable<string>;
  count(value: IndexValue): number;
}

export class SortedIndex implements ValueIndex {
  readonly #buckets: Bucket[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(value: IndexValue, id: string): void {
    this.#size += 1;
    const { at, position } = this.#placeOf(value, id);
    const bucket = this.#buckets[at];
    if (!bucket) {
      this.#buckets.push({ values: [value], ids: [id] });
      return;
    }
    bucket.values.splice(position, 0, value);
    bucket.ids.splice(position, 0, id);
    if (bucket.ids.length <= bucketSize) return;
    // Rows that come in order leave full buckets behind.
    const keep = at === this.#buckets.length - 1 && position === bucketSize ? bucketSize : bucketSize / 2;
    const next = { values: bucket.values.splice(keep), ids: bucket.ids.splice(keep) };
    this.#buckets.splice(at + 1, 0, next);
  }

  delete(value: IndexValue, id: string): void {
    const { at, position } = this.#placeOf(value, id);
    const bucket = this.#buckets[at];
    if (bucket?.ids[position] !== id) return;
    this.#size -= 1;
    bucket.values.splice(position, 1);
    bucket.ids.splice(position, 1);
    if (bucket.ids.length === 0) this.#buckets.splice(at, 1);
  }

  /** Ids with low <= value <= high, ascending; an absent bound is open. Callers check exclusive bounds themselves. */
  *range(low: IndexValue | undefined, high: IndexValue | undefined): Generator<string> {
    const start = low === undefined ? { at: 0, position: 0 } : this.#placeOf(low, '');
    for (const [values, ids, position] of this.#from(start)) {
      if (high !== undefined && compareValues(values[position]!, high) > 0) return;
      yield ids[position]!;
    }
  }

  /** As `range`, descending. */
  *rangeDown(low: IndexValue | undefined, high: IndexValue | undefined): Generator<string> {
    const end = high === undefined ? undefined : this.#placeAfter(high);
    for (let at = end?.at ?? this.#buckets.length - 1; at >= 0; at--) {
      const { values, ids } = this.#buckets[at] ?? { values: [], ids: [] };
      const last = at === end?.at ? Math.min(end.position, ids.length) : ids.length;
      for (let position = last - 1; position >= 0; position--) {
        if (low !== undefined && compareValues(values[position]!, low) < 0) return;
        yield ids[position]!;
      }
    }
  }

  /** Ids after an entry, ascending: how a page goes on. */
  *after(value: IndexValue, id: string): Generator<string> {
    for (const [values, ids, position] of this.#from(this.#placeOf(value, id))) {
      if (ids[position] === id && values[position] === value) continue;
      yield ids[position]!;
    }
  }

  get(value: IndexValue): Iterable<string> {
    return this.range(value, value);
  }

  count(value: IndexValue): number {
    return this.countBetween(value, value);
  }

  /** How many entries `range` would give, without going through them. */
  countBetween(low: IndexValue | undefined, high: IndexValue | undefined): number {
    const from = low === undefined ? { at: 0, position: 0 } : this.#placeOf(low, '');
    const to = high === undefined ? { at: this.#buckets.length, position: 0 } : this.#placeAfter(high);
    let count = to.position - from.position;
    for (let at = from.at; at < to.at; at++) count += this.#buckets[at]?.ids.length ?? 0;
    return Math.max(0, count);
  }

  *#from({ at: first, position: start }: Place): Generator<[IndexValue[], string[], number]> {
    for (let at = first; at < this.#buckets.length; at++) {
      const { values, ids } = this.#buckets[at]!;
      for (let position = at === first ? start : 0; position < ids.length; position++)
        yield [values, ids, position];
    }
  }

  /** The first place whose entry is not before (value, id). */
  #placeOf(value: IndexValue, id: string): Place {
    return this.#first((otherValue, otherId) => compareEntries(otherValue, otherId, value, id) >= 0);
  }

  /** The first place whose value is greater. */
  #placeAfter(value: IndexValue): Place {
    return this.#first((otherValue) => compareValues(otherValue, value) > 0);
  }

  /** The first place for which the test holds, which holds for all after it; else behind the last entry. */
  #first(holds: (value: IndexValue, id: string) => boolean): Place {
    let low = 0;
    let high = this.#buckets.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { values, ids } = this.#buckets[middle]!;
      if (holds(values.at(-1)!, ids.at(-1)!)) high = middle;
      else low = middle + 1;
    }
    const at = Math.max(low, 0);
    const { values, ids } = this.#buckets[at] ?? { values: [], ids: [] };
    low = 0;
    high = ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(values[middle]!, ids[middle]!)) high = middle;
      else low = middle + 1;
    }
    return { at, position: low };
  }
}

function compareEntries(value: IndexValue, id: string, otherValue: IndexValue, otherId: string): number {
  return compareValues(value, otherValue) || (id < otherId ? -1 : id > otherId ? 1 : 0);
}

function compareValues(a: IndexValue, b: IndexValue): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
