/**
 * Ids ordered by one column's value, for range filters such as `dueon le X`. Entries stand in buckets of some hundreds,
 * so that an insertion moves little and a million rows stay cheap.
 */
export type IndexValue = string | number;

interface Entry {
  value: IndexValue;
  id: string;
}

const bucketSize = 512;

export class SortedIndex {
  #buckets: Entry[][] = [];

  add(value: IndexValue, id: string): void {
    const entry = { value, id };
    const at = this.#bucketFor(entry);
    const bucket = this.#buckets[at];
    if (!bucket) {
      this.#buckets.push([entry]);
      return;
    }
    bucket.splice(lowerBound(bucket, entry), 0, entry);
    if (bucket.length > bucketSize) this.#buckets.splice(at + 1, 0, bucket.splice(bucketSize / 2));
  }

  delete(value: IndexValue, id: string): void {
    const entry = { value, id };
    const at = this.#bucketFor(entry);
    const bucket = this.#buckets[at];
    if (!bucket) return;
    const position = lowerBound(bucket, entry);
    if (bucket[position]?.id !== id) return;
    bucket.splice(position, 1);
    if (bucket.length === 0) this.#buckets.splice(at, 1);
  }

  /** Ids with low <= value <= high, ascending; an absent bound is open. Callers check exclusive bounds themselves. */
  *range(low: IndexValue | undefined, high: IndexValue | undefined): Generator<string> {
    const first = low === undefined ? 0 : this.#bucketFor({ value: low, id: '' });
    for (let at = first; at < this.#buckets.length; at++) {
      for (const entry of this.#buckets[at] ?? []) {
        if (low !== undefined && compareValues(entry.value, low) < 0) continue;
        if (high !== undefined && compareValues(entry.value, high) > 0) return;
        yield entry.id;
      }
    }
  }

  /** Ids after an entry, ascending: how a page goes on. */
  *after(value: IndexValue, id: string): Generator<string> {
    const start = { value, id };
    for (let at = this.#bucketFor(start); at < this.#buckets.length; at++) {
      for (const entry of this.#buckets[at] ?? []) if (compareEntries(entry, start) > 0) yield entry.id;
    }
  }

  /** The first bucket whose last entry is not before `entry`, or the last bucket. */
  #bucketFor(entry: Entry): number {
    let low = 0;
    let high = this.#buckets.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const last = this.#buckets[middle]?.at(-1);
      if (last && compareEntries(last, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(low, 0);
  }
}

function lowerBound(bucket: Entry[], entry: Entry): number {
  let low = 0;
  let high = bucket.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareEntries(bucket[middle] ?? entry, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareEntries(a: Entry, b: Entry): number {
  return compareValues(a.value, b.value) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function compareValues(a: IndexValue, b: IndexValue): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
