/** Writes to a listing and its exceptions, in one change set that somebody else's write in between refuses. */
import type { t, WriteRow } from '@marketplace-bridge/solution';
import type { BatchAnswer, ChangeSet, ChangeSetAnswer, Lane, Operation } from '../../dataverse/client.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import { isStale, isTemporary, refused, rowsOf } from '../answers.ts';
import { causesBefore, causesTouched } from '../causes/cause-rows.ts';
import { recount } from '../causes/recount.ts';
import { exceptionWrites } from '../exceptions/rows.ts';
import { chunks, pointsAtAny } from '../filters.ts';
import { exceptionColumns, isOpen, type ExceptionRow } from '../orders/facts.ts';
import { dataverseTime } from '../time.ts';
import type { ListingRow } from './listing-rows.ts';
import type { OwnWrites } from './own-writes.ts';
import type { StockContext } from './stock-context.ts';

export interface ListingWrite {
  readonly row: ListingRow;
  readonly columns: WriteRow<typeof t.listing>;
  readonly exceptions: readonly Operation[];
  /** The version that the listing was last planned by; null where that is not known. */
  readonly planned: string | null;
}

/** Change sets of one request: it has to be done within seconds (TENANT 14). */
const atOnce = 50;

/** Those whose row somebody wrote in between are answered: they are to be read again. */
export async function writeListings(
  context: StockContext,
  writes: readonly ListingWrite[],
  { own, lane }: { readonly own: OwnWrites; readonly lane: Lane },
): Promise<ListingWrite[]> {
  const { ports, marketplace } = context;
  const stale: ListingWrite[] = [];
  for (const some of chunks(writes, atOnce)) {
    const items = some.map(itemOf);
    const causes = causesBefore(items, marketplace);
    context.assertHeld();
    const answers = (await ports.dataverse.batch([...causes, ...items], lane)).slice(causes.length);
    for (const [index, write] of some.entries()) {
      const answer = answers[index];
      if (answer === undefined) throw new Error('every write is answered');
      if (answer.error) {
        if (!isStale(answer.error) && !isTemporary(answer.error)) throw refused(answer.error);
        stale.push(write);
        continue;
      }
      const first = isChangeSet(answer) ? answer.changeSet[0] : answer;
      if (first !== undefined) {
        own.noted(write.row.mpb_listingid, first, {
          over: write.row['@odata.etag'],
          planned: write.planned,
        });
      }
    }
  }
  await recount(context, causesTouched(writes.map(itemOf)));
  return stale;
}

function itemOf({ row, columns, exceptions }: ListingWrite): Operation | ChangeSet {
  const patch: Operation = {
    method: 'PATCH',
    path: `mpb_listings(${row.mpb_listingid})?$select=mpb_listingid`,
    ifMatch: row['@odata.etag'],
    prefer: 'return=representation',
    body: columns,
  };
  return exceptions.length === 0 ? patch : { changeSet: [patch, ...exceptions] };
}

function isChangeSet(answer: BatchAnswer): answer is ChangeSetAnswer {
  return 'changeSet' in answer;
}

/** Exceptions of listings, open and closed, by listing id. */
export async function exceptionsOfListings(
  { ports }: Pick<StockContext, 'ports'>,
  listingIds: readonly string[],
  lane: Lane,
): Promise<ReadonlyMap<string, readonly ExceptionRow[]>> {
  const byListing = new Map<string, ExceptionRow[]>();
  for (const some of chunks(listingIds, listingsPerQuery)) {
    const [answer] = await ports.dataverse.batch(
      [
        {
          method: 'GET',
          path: `mpb_exceptions?$select=${exceptionColumns.join(',')},_mpb_listingid_value&$filter=${pointsAtAny('mpb_listingid', some)}`,
        },
      ],
      lane,
    );
    for (const row of rowsOf<ExceptionRow & { readonly _mpb_listingid_value: string }>(answer)) {
      const known = byListing.get(row._mpb_listingid_value);
      if (known === undefined) byListing.set(row._mpb_listingid_value, [row]);
      else known.push(row);
    }
  }
  return byListing;
}

/** A listing has a handful of exceptions in its life, and a page holds 5,000. */
const listingsPerQuery = 300;

/** What makes the exceptions of a listing equal to `wanted`; `keep` belongs to another check. */
export function listingExceptions(
  { ports, marketplace }: StockContext,
  row: ListingRow,
  check: {
    readonly wanted: readonly ExceptionDraft[];
    readonly existing: readonly ExceptionRow[];
    readonly keep: ReadonlySet<string>;
  },
): { readonly writes: Operation[]; readonly blocked: boolean } {
  const target = {
    rowId: row.mpb_listingid,
    recordType: 'listing' as const,
    recordKey: row.mpb_sku ?? '',
    marketplace,
    now: dataverseTime(ports.clock.now()),
  };
  const kept = check.existing.some((one) => isOpen(one) && check.keep.has(one.mpb_code ?? ''));
  return {
    writes: exceptionWrites(target, check.wanted, check.existing, check.keep),
    blocked: kept || check.wanted.some(({ severity }) => severity === 'blocking'),
  };
}
