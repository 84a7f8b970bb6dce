/**
 * How long the asynchronous service takes to run a step (TENANT 15). Slow is log-normal with a median of 3 s and one in a
 * hundred beyond a minute, which is what "seconds, and no promise" looks like; fast is twenty times as fast, for shows.
 */
import { seededRandom } from './random.ts';

export type DelayProfile = 'immediate' | 'fast' | 'slow';

const MEDIANS: Readonly<Record<DelayProfile, number>> = { immediate: 0, fast: 150, slow: 3_000 };
/** Of the median. */
const P99_FACTOR = 20;
/** Standard normal quantile of 0.99. */
const Z99 = 2.326_347_874;
const SPREAD = Math.log(P99_FACTOR) / Z99;

/** A sampler of delays in milliseconds, seeded; 'immediate' is always at once. */
export function asyncDelay(profile: DelayProfile, seed = 1): () => number {
  if (profile === 'immediate') return () => 0;
  const random = seededRandom(seed);
  return () => {
    // Box-Muller; 1 - u keeps the logarithm off zero.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.round(MEDIANS[profile] * Math.exp(SPREAD * normal));
  };
}
