/**
 * How many lines a file may have. A file that is refused as a whole says nothing about which line is to blame, so the
 * next ones are half as long, until the poison stands alone and the exception is its listing's.
 */

export const mostLinesOfAll = 10_000;

/** `lines`: how many the refused file had. */
export function mostAfterRefusal(lines: number): number {
  return Math.max(1, Math.floor(lines / 2));
}

export function mostAfterSuccess(most: number): number {
  return Math.min(mostLinesOfAll, most * 2);
}
