/** Which lines go into the next stock file, and in which order: a file is the only lane there is (mirakl.md 1.7). */
import { instant } from '../instant.ts';
import type { PlannedLine, Urgency } from './stock-plan.ts';

const ranks: Readonly<Record<Urgency, number>> = { zero: 0, low: 1, change: 2, sweep: 3 };

/** By urgency; within it what falls first, then the oldest change. The same lines always come out the same. */
export function inFileOrder(lines: readonly PlannedLine[]): PlannedLine[] {
  return lines
    .map((line) => ({ line, changedAt: instant(line.changedOn) ?? Infinity }))
    .sort(
      (a, b) =>
        ranks[a.line.urgency] - ranks[b.line.urgency] ||
        Number(falls(b.line)) - Number(falls(a.line)) ||
        compared(a.changedAt, b.changedAt) ||
        compared(a.line.sku, b.line.sku) ||
        compared(a.line.listingId, b.line.listingId),
    )
    .map(({ line }) => line);
}

/** Lines of a sweep take what room the others leave, and no more than theirs: nothing urgent ever waits behind one. */
export function fileLines(
  lines: readonly PlannedLine[],
  room: { readonly most: number; readonly mostFromSweep: number },
): { readonly now: PlannedLine[]; readonly later: PlannedLine[] } {
  const now: PlannedLine[] = [];
  const later: PlannedLine[] = [];
  let swept = 0;
  for (const line of inFileOrder(lines)) {
    const isSwept = line.urgency === 'sweep';
    const fits = now.length < room.most && (!isSwept || swept < room.mostFromSweep);
    (fits ? now : later).push(line);
    if (fits && isSwept) swept += 1;
  }
  return { now, later };
}

function falls({ quantity, before }: PlannedLine): boolean {
  return before !== null && quantity < before;
}

function compared<T extends number | string>(one: T, other: T): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
