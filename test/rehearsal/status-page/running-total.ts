/**
 * How many of `times` (ms) had happened at each of `steps` equal steps from the first of them until `now`; the last step
 * counts all. Empty when nothing happened.
 */
export function runningTotal(times: readonly number[], now: number, steps: number): number[] {
  const sorted = times.toSorted((a, b) => a - b);
  const [first] = sorted;
  if (first === undefined) return [];
  const end = Math.max(now, sorted.at(-1) ?? now);
  let passed = 0;
  return Array.from({ length: steps }, (_, step) => {
    const until = step === steps - 1 ? end : first + ((end - first) * step) / (steps - 1);
    while (passed < sorted.length && (sorted[passed] ?? Infinity) <= until) passed++;
    return passed;
  });
}
