/** Which product is next: all alike, or some far more often than others (Zipf), the same for the same seed. */
import type { Random } from '../../sandbox/mirakl/random.ts';

export type Popularity =
  | 'uniform'
  /** The product of rank r comes as often as 1 / r^exponent says; 1 is what shops see. */
  | { readonly zipf: number };

/** Picks an index below `count`; ranks are dealt out by `random`, so that no rank goes with a place in the catalogue. */
export function popularityOf(popularity: Popularity, count: number, random: Random): () => number {
  if (popularity === 'uniform') return () => random.whole(0, count - 1);
  const ranked = random.shuffle(Array.from({ length: count }, (_, index) => index));
  const shares = new Float64Array(count);
  let all = 0;
  for (let rank = 0; rank < count; rank += 1) {
    all += 1 / (rank + 1) ** popularity.zipf;
    shares[rank] = all;
  }
  return () => ranked[firstAbove(shares, random.next() * all)] ?? 0;
}

/** The first place whose running total is above `share`. */
function firstAbove(shares: Float64Array, share: number): number {
  let low = 0;
  let high = shares.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shares[middle] ?? 0) > share) high = middle;
    else low = middle + 1;
  }
  return low;
}
