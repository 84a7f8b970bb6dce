/** Asked at this pace for the first quarter of an hour or so; then it is only remembered that somebody waits. */
const often = 15_000;
const seldom = 60_000;
const patient = 60;

/**
 * Milliseconds to the next question after `asked` questions: 2 s at first, half as long again each time, up to 15 s, and
 * a minute in the end: a relay that is down for a night is not asked after thousands of times.
 */
export function pollDelay(asked: number): number {
  return asked >= patient ? seldom : Math.min(often, Math.round(2_000 * 1.5 ** asked));
}
