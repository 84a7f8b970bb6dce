/**
 * What a census does about what it found. The listing says what the marketplace has, so that the repair survives a crash:
 * change tracking brings the row to the stock flow, which plans and sends what differs. And the flow is told at once.
 */
import { choice, type t, type WriteRow } from '@marketplace-bridge/solution';
import { dataverseTime } from '../../time.ts';
import {
  exceptionsOfListings,
  listingExceptions,
  writeListings,
  type ListingWrite,
} from '../listing-writes.ts';
import { OwnWrites } from '../own-writes.ts';
import { lane, type CensusContext } from './census-side.ts';
import type { Judged } from './judge-listings.ts';

const place = choice.place.values;
const gone = 'The offer is gone from the marketplace.';

export async function repair(
  context: CensusContext,
  judged: readonly Judged[],
  exportedOn: string,
): Promise<void> {
  const missing = judged.filter(({ judgement }) => classOf(judgement) === 'missing');
  const exceptions = await exceptionsOfListings(
    context,
    missing.map(({ row }) => row.mpb_listingid),
    lane,
  );
  const now = dataverseTime(context.ports.clock.now());
  const writes = judged.flatMap((one): ListingWrite[] => {
    const columns = columnsOf(one, { now, exportedOn });
    if (columns === null) return [];
    const existing = exceptions.get(one.row.mpb_listingid) ?? [];
    const closing = listingExceptions(context, one.row, { wanted: [], existing, keep: new Set() });
    return [{ row: one.row, columns, exceptions: closing.writes, planned: null }];
  });
  // Written in between: then it is being dealt with, and the next census sees what came of it.
  await writeListings(context, writes, { own: new OwnWrites(), lane });
  const again = judged.filter(needsSending).flatMap(({ row }) => row.mpb_sku ?? []);
  if (again.length > 0) context.side.stock.force(again);
}

function columnsOf(
  { judgement, row, active, offer, target }: Judged,
  { now, exportedOn }: { readonly now: string; readonly exportedOn: string },
): WriteRow<typeof t.listing> | null {
  const again = {
    mpb_dueon: now,
    ...(row.mpb_place === place.exception ? {} : { mpb_place: place.waiting }),
  };
  switch (classOf(judgement)) {
    case null:
    case 'refused':
      // A refusal has its time to be tried again.
      return null;
    case 'missing':
      return { statecode: 1, statuscode: 2, mpb_place: place.done, mpb_reason: gone, mpb_dueon: null };
    case 'unknown-sku':
      return active ? null : { statecode: 0, statuscode: 1, mpb_published: null, mpb_reason: null, ...again };
    case 'never-sent':
      return target === null ? null : again;
    case 'changed-there':
      return { mpb_published: offer, mpb_publishedon: dataverseTime(exportedOn), ...again };
  }
}

/** What does not agree and is not sent by itself; nobody can send what has no offer, no product or no target. */
function needsSending({ judgement, onItsWay, offer, target }: Judged): boolean {
  if (onItsWay || target === null || offer === null || offer === target) return false;
  return judgement === 'moving' || (classOf(judgement) !== null && classOf(judgement) !== 'unknown-sku');
}

function classOf(judgement: Judged['judgement']) {
  return typeof judgement === 'string' ? null : judgement.class;
}
