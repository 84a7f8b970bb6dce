/**
 * What the marketplace answered, on the listings: only where the published quantity or the answer changed (TENANT 13).
 * Listings are read again before, and once more where somebody wrote in between: people's overrides are never undone.
 */
import { choice, type t, type WriteRow } from '@marketplace-bridge/solution';
import { minus, noQuantity, quantityOf, unitsOf } from '../../domain/stock/quantity.ts';
import { parkedRetryAt } from '../../domain/orders/places.ts';
import { stockLineRefused } from '../../domain/stock/stock-exceptions.ts';
import { noteOutflow } from '../../domain/stock/velocity.ts';
import type { Lane } from '../../dataverse/client.ts';
import { OperatingError } from '../../errors.ts';
import { chunks } from '../filters.ts';
import { isOpen, type ExceptionRow } from '../orders/facts.ts';
import { cut } from '../orders/rows.ts';
import { dataverseTime } from '../time.ts';
import { allRows } from '../all-rows.ts';
import { answerOf, listingsById, velocityOf, type ListingRow } from './listing-rows.ts';
import {
  exceptionsOfListings,
  listingExceptions,
  writeListings,
  type ListingWrite,
} from './listing-writes.ts';
import type { OpenFile, SentLine } from './open-files.ts';
import type { OwnWrites } from './own-writes.ts';
import { answerCodes } from './standing.ts';
import type { StockContext } from './stock-context.ts';

const place = choice.place.values;
const listingsAtOnce = 500;
/** Against somebody who writes the same row all the time. */
const mostTries = 3;

export interface AnsweredLine {
  readonly line: SentLine;
  /** The marketplace's reason; null: it took the line. */
  readonly refusal: string | null;
}

export async function tellListings(
  context: StockContext,
  file: Pick<OpenFile, 'rowId' | 'answeredOn'>,
  {
    answered,
    own,
    lane,
  }: { readonly answered: readonly AnsweredLine[]; readonly own: OwnWrites; readonly lane: Lane },
): Promise<void> {
  for (const some of chunks(answered, listingsAtOnce)) {
    let left = new Map(some.map((one) => [one.line.listingId, one]));
    for (let tries = 0; left.size > 0; tries++) {
      if (tries === mostTries) {
        throw new OperatingError('dataverse.refused', 'listings are written by somebody else all the time');
      }
      const stale = await writeListings(context, await writesFor(context, file, { answered: left, lane }), {
        own,
        lane,
      });
      left = new Map(
        stale.flatMap(({ row }) => {
          const one = left.get(row.mpb_listingid);
          return one === undefined ? [] : [[row.mpb_listingid, one] as const];
        }),
      );
    }
  }
}

async function writesFor(
  context: StockContext,
  file: Pick<OpenFile, 'rowId' | 'answeredOn'>,
  { answered, lane }: { readonly answered: ReadonlyMap<string, AnsweredLine>; readonly lane: Lane },
): Promise<ListingWrite[]> {
  const { ports, assertHeld } = context;
  assertHeld();
  const [answer] = await ports.dataverse.batch([listingsById([...answered.keys()])], lane);
  const rows = await allRows<ListingRow>(ports, answer, lane);
  const existing = await exceptionsOfListings(
    context,
    rows
      .filter(
        (row) =>
          row.mpb_place === place.exception || (answered.get(row.mpb_listingid)?.refusal ?? null) !== null,
      )
      .map((row) => row.mpb_listingid),
    lane,
  );
  return rows.flatMap((row) => {
    const one = answered.get(row.mpb_listingid);
    if (one === undefined) return [];
    const about = { row, existing: existing.get(row.mpb_listingid) ?? [], file };
    return one.refusal === null
      ? accepted(context, one.line, about)
      : refusal(context, { line: one.line, reason: one.refusal }, about);
  });
}

interface About {
  readonly row: ListingRow;
  readonly existing: readonly ExceptionRow[];
  readonly file: Pick<OpenFile, 'rowId' | 'answeredOn'>;
}

function accepted(context: StockContext, line: SentLine, { row, existing, file }: About): ListingWrite[] {
  const now = context.ports.clock.now();
  const { writes } = listingExceptions(context, row, {
    wanted: [],
    existing,
    keep: foundByPlanner(existing),
  });
  const blocked = existing.some(
    (one) => isOpen(one) && isBlocking(one) && !answerCodes.has(one.mpb_code ?? ''),
  );
  const stands = blocked ? place.exception : place.done;
  if (
    row.mpb_published === line.quantity &&
    row.mpb_target === line.quantity &&
    row.mpb_answer === answerOf(null) &&
    row.mpb_place === stands &&
    (blocked || row.mpb_dueon === null) &&
    writes.length === 0 &&
    !line.unsure
  ) {
    return [];
  }
  return [
    {
      row,
      planned: line.version,
      exceptions: writes,
      columns: {
        mpb_published: line.quantity,
        mpb_publishedon: answeredOn(file, now),
        mpb_answer: answerOf(null),
        mpb_answeredon: answeredOn(file, now),
        'mpb_stockfileid@odata.bind': `/mpb_stockfiles(${file.rowId})`,
        mpb_place: stands,
        ...(blocked ? {} : { mpb_reason: null, mpb_dueon: null, mpb_attempts: 0 }),
        ...decided(row, line, now),
      },
    },
  ];
}

/** Codes that the planner alone frees. */
function foundByPlanner(existing: readonly ExceptionRow[]): ReadonlySet<string> {
  return new Set(
    existing.flatMap(({ mpb_code: code }) => code ?? []).filter((code) => !answerCodes.has(code)),
  );
}

function refusal(
  context: StockContext,
  { line, reason }: { readonly line: SentLine; readonly reason: string },
  { row, existing, file }: About,
): ListingWrite[] {
  const now = context.ports.clock.now();
  const draft = stockLineRefused({ sku: line.sku, quantity: line.quantity, reason });
  const { writes } = listingExceptions(context, row, {
    wanted: [draft],
    existing,
    keep: foundByPlanner(existing),
  });
  const isDue = row.mpb_dueon === null || Date.parse(row.mpb_dueon) <= now.getTime();
  const said = cut(answerOf(reason), 400);
  const stands = row.mpb_place === place.exception;
  if (
    stands &&
    row.mpb_answer === said &&
    row.mpb_target === line.quantity &&
    !isDue &&
    writes.length === 0
  ) {
    return [];
  }
  const attempts = stands ? (row.mpb_attempts ?? 0) + (isDue ? 1 : 0) : 0;
  return [
    {
      row,
      planned: line.version,
      exceptions: writes,
      columns: {
        mpb_answer: said,
        mpb_answeredon: answeredOn(file, now),
        'mpb_stockfileid@odata.bind': `/mpb_stockfiles(${file.rowId})`,
        mpb_place: place.exception,
        mpb_reason: cut(draft.title, 400),
        mpb_dueon: dataverseTime(parkedRetryAt(now.toISOString(), attempts)),
        mpb_attempts: attempts,
        ...decided(row, line, now),
      },
    },
  ];
}

/** How the quantity came about; it is told when it is answered, so that one change costs one write. */
function decided(row: ListingRow, line: SentLine, now: Date): WriteRow<typeof t.listing> {
  if (line.available === null) {
    return { mpb_target: line.quantity, ...(line.why === null ? {} : { mpb_why: line.why }) };
  }
  return {
    mpb_target: line.quantity,
    mpb_available: unitsOf(line.available),
    ...(line.why === null ? {} : { mpb_why: line.why }),
    ...velocityColumns(row, line.available, now),
  };
}

/** What left stock since the last time: less is available, whoever took it. What came in meanwhile hides as much. */
function velocityColumns(
  row: ListingRow,
  available: NonNullable<SentLine['available']>,
  now: Date,
): WriteRow<typeof t.listing> {
  const known = velocityOf(row);
  const before = row.mpb_available === null ? available : quantityOf(row.mpb_available);
  const outflow = minus(before, available);
  if (known !== null && outflow <= noQuantity) return {};
  const velocity = noteOutflow(known, outflow, now);
  return {
    mpb_velocity: Number(velocity.raw.toFixed(6)),
    mpb_velocityon: dataverseTime(velocity.on),
    mpb_velocitysince: dataverseTime(velocity.since),
  };
}

function answeredOn({ answeredOn: on }: Pick<OpenFile, 'answeredOn'>, now: Date): string {
  return dataverseTime(on ?? now);
}

function isBlocking({ mpb_severity: severity }: ExceptionRow): boolean {
  return severity !== choice.severity.values.advisory;
}
