/**
 * How long the asynchronous service takes to run a step (TENANT 15): log-normal with a median of 3 s and one in a
 * hundred beyond a minute, which is what "seconds, and no promise" looks like.
 */
import { seededRandom } from './random.ts';

const MEDIAN = 3_000;
const P99 = 60_000;
/** Standard normal quantile of 0.99. */
const Z99 = 2.326_347_874;
const SPREAD = Math.log(P99 / MEDIAN) / Z99;

/** A sampler of delays in milliseconds; 'off' is always at once. */
export function asyncDelay(profile: 'off' | 'typical', seed = 1): () => number {
  if (profile === 'off') return () => 0;
  const random = seededRandom(seed);
  return () => {
    // Box-Muller; 1 - u keeps the logarithm off zero.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.round(MEDIAN * Math.exp(SPREAD * normal));
  };
}
