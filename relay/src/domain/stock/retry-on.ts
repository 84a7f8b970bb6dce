const firstMs = 15 * 60_000;
const longestMs = 24 * 60 * 60_000;

/** When a refused line is tried again: after 15 minutes, then twice as long each time, a day at most. */
export function retryOn(attempts: number, now: Date): string {
  const wait = Math.min(firstMs * 2 ** Math.max(0, attempts), longestMs);
  return new Date(now.getTime() + wait).toISOString();
}
