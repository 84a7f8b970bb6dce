/** Milliseconds to the next question after `asked` questions: 2 s at first, half as long again each time, up to 15 s. */
export function pollDelay(asked: number): number {
  return Math.min(15_000, Math.round(2_000 * 1.5 ** asked));
}
