/**
 * Where a listing stands once it is planned (DESIGN D8), written only where that changes: held up by an exception, or
 * freed of one, or done because nothing is left to send. What the marketplace answers is noted when it does.
 */
import { choice } from '@marketplace-bridge/solution';
import { unitsOf } from '../../domain/stock/quantity.ts';
import { parkedRetryAt } from '../../domain/orders/places.ts';
import type { ListingDecision } from '../../domain/stock/stock-plan.ts';
import { dataverseTime } from '../time.ts';
import { cut } from '../orders/rows.ts';
import type { ListingRow } from './listing-rows.ts';
import { exceptionsOfListings, listingExceptions, type ListingWrite } from './listing-writes.ts';
import type { ExceptionRow } from '../orders/facts.ts';
import type { StockContext } from './stock-context.ts';

const place = choice.place.values;

/** What the marketplace refused is freed by its answer alone. */
export const answerCodes: ReadonlySet<string> = new Set(['stock-line-refused']);

/** Sent, or about to be; looked at again should its answer never come. */
const awaitAnswer = 60 * 60_000;

export interface Stands {
  readonly row: ListingRow;
  readonly decision: ListingDecision;
  /** A line of it waits, or is on its way. */
  readonly moving: boolean;
}

export async function standings(context: StockContext, all: readonly Stands[]): Promise<ListingWrite[]> {
  const now = context.ports.clock.now();
  const touched = all.filter((one) => mayChange(one, now));
  if (touched.length === 0) return [];
  const existing = await exceptionsOfListings(
    context,
    touched
      .filter(({ row, decision }) => row.mpb_place === place.exception || decision.exceptions.length > 0)
      .map(({ row }) => row.mpb_listingid),
    'due',
  );
  return touched.flatMap((one) =>
    standing(context, one, { existing: existing.get(one.row.mpb_listingid) ?? [], now }),
  );
}

function mayChange({ row, decision, moving }: Stands, now: Date): boolean {
  if (decision.exceptions.length > 0 || row.mpb_place === place.exception) return true;
  if (row.mpb_unknownsince !== null) return true;
  return !moving && (row.mpb_place !== place.done || isDue(row, now));
}

function isDue({ mpb_dueon: due }: ListingRow, now: Date): boolean {
  return due !== null && Date.parse(due) <= now.getTime();
}

function standing(
  context: StockContext,
  { row, decision, moving }: Stands,
  { existing, now }: { readonly existing: readonly ExceptionRow[]; readonly now: Date },
): ListingWrite[] {
  const { target } = decision;
  const settled = !moving && (target === null ? row.mpb_place === place.done : target === row.mpb_published);
  // Refused, and since then nothing is left to be sent: there is nothing to refuse any more.
  const keep = settled && target !== null ? new Set<string>() : answerCodes;
  const { writes, blocked } = listingExceptions(context, row, {
    wanted: decision.exceptions,
    existing,
    keep,
  });
  const wanted = blocked ? place.exception : settled ? place.done : place.waiting;
  const isUnknown = decision.exceptions.some(({ code }) => code === 'stock-unknown');
  const unknownSince = isUnknown ? (row.mpb_unknownsince ?? dataverseTime(now)) : null;
  const due = isDue(row, now);
  if (
    writes.length === 0 &&
    wanted === row.mpb_place &&
    unknownSince === row.mpb_unknownsince &&
    !(due && !moving)
  ) {
    return [];
  }
  const attempts = blocked && due ? (row.mpb_attempts ?? 0) + 1 : blocked ? (row.mpb_attempts ?? 0) : 0;
  return [
    {
      row,
      planned: row['@odata.etag'],
      exceptions: writes,
      columns: {
        mpb_place: wanted,
        mpb_reason: reasonOf(decision, wanted, row),
        mpb_dueon: dueOn(decision, { wanted, attempts, now }),
        mpb_attempts: attempts,
        mpb_unknownsince: unknownSince,
        ...(moving
          ? {}
          : {
              mpb_target: target,
              mpb_available: decision.available === null ? null : unitsOf(decision.available),
              mpb_why: decision.why,
            }),
      },
    },
  ];
}

function reasonOf(decision: ListingDecision, wanted: number, row: ListingRow): string | null {
  if (wanted === place.done) return null;
  if (wanted === place.waiting) return 'Goes with the next stock file';
  const first = decision.exceptions[0];
  return first === undefined ? cut(row.mpb_answer, 400) : cut(first.title, 400);
}

function dueOn(
  { lookAgainOn }: ListingDecision,
  to: { readonly wanted: number; readonly attempts: number; readonly now: Date },
): string | null {
  if (to.wanted === place.done) return null;
  if (to.wanted === place.waiting) return dataverseTime(new Date(to.now.getTime() + awaitAnswer));
  const retry = parkedRetryAt(to.now.toISOString(), to.attempts);
  return dataverseTime(lookAgainOn !== null && lookAgainOn < retry ? lookAgainOn : retry);
}
