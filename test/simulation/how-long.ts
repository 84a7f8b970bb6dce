/** How much of the simulation runs: `npm test` takes the short form, `npm run simulate` sets these. */

/** Every step instead of those of the first import and some of the others. */
export const everyStep = process.env.SIMULATE_EVERY_STEP !== undefined;

/** Seeds of the short form, or those that SIMULATE_SEEDS and SIMULATE_FROM ask for. */
export function shortSeeds(count: number): number[] {
  const from = Number(process.env.SIMULATE_FROM ?? 1);
  const wanted = Number(process.env.SIMULATE_SEEDS ?? count);
  return Array.from({ length: wanted }, (_, index) => from + index);
}
