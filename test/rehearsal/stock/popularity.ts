/** Which product is next: all alike, or some far more often than others (Zipf), the same for the same seed. */
import type { Random } from '../../sandbox/mirakl/random.ts';

export type Popularity =
  | 'uniform'
  /** The product of rank r comes as often as 1 / r^exponent says; 1 is what shops see. */
  | { readonly zipf: number };

export interface Choice {
  /** An index below the count. */
  next(): number;
  /** How much of all picks goes to an index; 1 for all of them. */
  share(index: number): number;
}

/** Ranks are dealt out by `random`, so that no rank goes with a place in the catalogue. */
export function popularityOf(popularity: Popularity, count: number, random: Random): Choice {
  if (popularity === 'uniform') return { next: () => random.whole(0, count - 1), share: () => 1 / count };
  const ranked = random.shuffle(Array.from({ length: count }, (_, index) => index));
  const shares = new Float64Array(count);
  let all = 0;
  for (let rank = 0; rank < count; rank += 1) {
    all += 1 / (rank + 1) ** popularity.zipf;
    shares[rank] = all;
  }
  const rankOf = new Uint32Array(count);
  for (const [rank, index] of ranked.entries()) rankOf[index] = rank;
  return {
    next: () => ranked[firstAbove(shares, random.next() * all)] ?? 0,
    share: (index) => 1 / ((rankOf[index] ?? 0) + 1) ** popularity.zipf / all,
  };
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
