/**
 * How many may be sold, when so many are on average: the smallest k for which the chance of at most k is p. Terms are
 * relative to the largest one, at the mean, so that nothing underflows however large the mean is.
 */

/** Beyond so many standard deviations a term is nothing beside the largest one: less than 1e-20 of it. */
const reach = 10;

/** `mean` 0 or more, 0 < p < 1. */
export function poissonQuantile(mean: number, p: number): number {
  if (!(mean > 0)) return 0;
  const mode = Math.floor(mean);
  const width = Math.ceil(reach * Math.sqrt(mean) + 40);
  const below = termsBelow(mean, mode, Math.max(0, mode - width));
  const above = termsAbove(mean, mode, mode + width);
  const all = sum(below) + sum(above);
  let atMost = 0;
  for (const [index, term] of [...below.reverse(), ...above].entries()) {
    atMost += term;
    if (atMost >= p * all) return mode - below.length + index;
  }
  return mode + width;
}

/** Terms of mode - 1 down to `lowest`, the term of the mode being 1. */
function termsBelow(mean: number, mode: number, lowest: number): number[] {
  const terms: number[] = [];
  let term = 1;
  for (let k = mode; k > lowest; k -= 1) {
    term *= k / mean;
    terms.push(term);
  }
  return terms;
}

/** Terms of the mode up to `highest`. */
function termsAbove(mean: number, mode: number, highest: number): number[] {
  const terms = [1];
  let term = 1;
  for (let k = mode + 1; k <= highest; k += 1) {
    term *= mean / k;
    terms.push(term);
  }
  return terms;
}

/** Smallest first, so that small terms are not lost beside large ones. */
function sum(terms: readonly number[]): number {
  return [...terms].sort((a, b) => a - b).reduce((total, term) => total + term, 0);
}
