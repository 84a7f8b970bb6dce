/**
 * A close look at what does not agree at first sight: targets by the stock flow's own observation, and the order lines
 * that moved since the marketplace confirmed its quantity. They tell a sale there from somebody's hand.
 */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { Operation } from '../../../dataverse/client.ts';
import type { CensusFacts } from '../../../domain/stock/drift.ts';
import { among, chunks, chunksForUrl } from '../../filters.ts';
import { dataverseTime } from '../../time.ts';
import { allRows } from '../../all-rows.ts';
import { confirmedOf, confirmedSentOn, type ListingRow } from '../listing-rows.ts';
import { observeRows, type Observed } from '../observe.ts';
import { lane, type CensusContext } from './census-side.ts';
import type { CensusRow } from './listing-pages.ts';
import { nothingSent, type Planned, type StockNow } from './stock-now.ts';

const rowsAtOnce = 400;
const skusPerQuery = 400;
/** Dataverse keeps whole seconds, and so does the marketplace's word of when an order was placed. */
const grainMs = 1_000;

export interface CloseLook {
  /** As it stands now. */
  readonly row: ListingRow;
  readonly planned: Planned;
  readonly sold: CensusFacts['sold'];
  readonly changedOn: string | null;
}

interface Since {
  readonly exportedOn: string;
  readonly freshSince: string;
}

type Line = Pick<
  ReadRow<typeof t.orderline>,
  | 'mpb_sku'
  | 'mpb_quantity'
  | 'mpb_cancelledquantity'
  | 'mpb_openquantity'
  | 'mpb_shippedon'
  | 'mpb_importedon'
  | 'modifiedon'
> & {
  readonly mpb_orderid: {
    readonly _mpb_marketplaceid_value: string | null;
    readonly mpb_placedon: string | null;
  } | null;
};

/** By listing id; a listing that is gone or inactive by now is missing. */
export async function lookClosely(
  context: CensusContext,
  stock: StockNow,
  { rows, since }: { readonly rows: readonly CensusRow[]; readonly since: Since },
): Promise<ReadonlyMap<string, CloseLook>> {
  const looks = new Map<string, CloseLook>();
  for (const some of chunks(rows, rowsAtOnce)) {
    const observed = await observeRows(
      context,
      { source: stock.source, onItsWay: nothingSent, lane },
      { rows: some, marked: { products: new Map(), listings: new Map() } },
    );
    const planned = stock.plan(observed.map(({ facts }) => facts));
    const lines = await linesSince(context, observed, since);
    const written = new Map(some.map((row) => [row.mpb_listingid, row.modifiedon]));
    for (const [index, one] of observed.entries()) {
      const own = planned[index];
      const writtenOn = written.get(one.row.mpb_listingid);
      if (writtenOn === undefined || own === undefined) continue;
      looks.set(one.row.mpb_listingid, {
        row: one.row,
        planned: own,
        sold: soldSince(one.row, linesOf(one, lines), since, context.marketplace.id),
        changedOn: changedOn(context, one, { writtenOn, lines: sharedLines(one, observed, lines) }),
      });
    }
  }
  return looks;
}

async function linesSince(
  context: CensusContext,
  observed: readonly Observed[],
  { freshSince }: Since,
): Promise<ReadonlyMap<string, readonly Line[]>> {
  const { ports, policy, assertHeld } = context;
  const from = observed.reduce(
    (earliest, { row }) => Math.min(earliest, sentOn(row) ?? earliest),
    Date.parse(freshSince) - policy.settleMs,
  );
  const skus = [...new Set(observed.flatMap(({ row }) => row.mpb_sku ?? []))];
  const queries: Operation[] = chunksForUrl(skus, skusPerQuery).map((some) => ({
    method: 'GET',
    path:
      'mpb_orderlines?$select=mpb_sku,mpb_quantity,mpb_cancelledquantity,mpb_openquantity,mpb_shippedon,mpb_importedon,modifiedon' +
      '&$expand=mpb_orderid($select=_mpb_marketplaceid_value,mpb_placedon)' +
      `&$filter=${among('mpb_sku', some)} and modifiedon ge ${dataverseTime(new Date(from - grainMs))}`,
  }));
  const bySku = new Map<string, Line[]>();
  if (queries.length === 0) return bySku;
  assertHeld();
  for (const answer of await ports.dataverse.batch(queries, lane)) {
    for (const line of await allRows<Line>(ports, answer, lane)) {
      const known = bySku.get(line.mpb_sku ?? '');
      if (known === undefined) bySku.set(line.mpb_sku ?? '', [line]);
      else known.push(line);
    }
  }
  return bySku;
}

function linesOf({ row }: Observed, lines: ReadonlyMap<string, readonly Line[]>): readonly Line[] {
  return lines.get(row.mpb_sku ?? '') ?? [];
}

/** Of all offers that share the product. */
function sharedLines(
  one: Observed,
  observed: readonly Observed[],
  lines: ReadonlyMap<string, readonly Line[]>,
): readonly Line[] {
  const product = one.row._mpb_productid_value;
  if (product === null) return linesOf(one, lines);
  return observed
    .filter(({ row }) => row._mpb_productid_value === product)
    .flatMap((other) => linesOf(other, lines));
}

/** When the file left that the confirmed quantity was in, ms; null where nothing was ever confirmed. */
function sentOn(row: ListingRow): number | null {
  const confirmed = confirmedOf(row);
  if (confirmed === null) return null;
  return Math.min(Date.parse(confirmedSentOn(row) ?? confirmed.on), Date.parse(confirmed.on));
}

function soldSince(
  row: ListingRow,
  lines: readonly Line[],
  { exportedOn }: Since,
  marketplaceId: string,
): CensusFacts['sold'] {
  const [sent, confirmed] = [sentOn(row), confirmedOf(row)];
  if (sent === null || confirmed === null) return { atLeast: 0, atMost: 0 };
  const answered = Date.parse(confirmed.on);
  let [atLeast, atMost] = [0, 0];
  for (const line of lines) {
    const order = line.mpb_orderid;
    if (order?._mpb_marketplaceid_value !== marketplaceId || order.mpb_placedon === null) continue;
    const placed = Date.parse(order.mpb_placedon);
    const isCancelled = line.mpb_openquantity === 0 && line.mpb_shippedon === null;
    const stands = isCancelled ? 0 : (line.mpb_quantity ?? 0);
    const cancelled = (line.mpb_cancelledquantity ?? 0) + (isCancelled ? (line.mpb_quantity ?? 0) : 0);
    if (placed >= sent - grainMs) atMost += stands + cancelled;
    if (placed > answered + grainMs && placed < Date.parse(exportedOn) - grainMs) atLeast += stands;
    if (cancelled > 0 && Date.parse(line.modifiedon) >= sent - grainMs) atLeast -= cancelled;
  }
  return { atLeast, atMost };
}

/** The newest moment at which the target may have become what it is. */
function changedOn(
  { policy, ports }: CensusContext,
  { row, facts }: Observed,
  { writtenOn, lines }: { readonly writtenOn: string | null; readonly lines: readonly Line[] },
): string | null {
  const now = ports.clock.now().getTime();
  const moments = [
    row.mpb_productid?.modifiedon ?? null,
    facts.dynamics.kind === 'known' ? facts.dynamics.asOf : null,
    writtenOn,
    ...lines.map((line) => line.modifiedon),
  ].flatMap((moment) => (moment === null ? [] : [Date.parse(moment)]));
  // What is dispatched or imported ceases to be subtracted by the passing of time alone.
  const settled = lines
    .flatMap((line) => [line.mpb_shippedon, line.mpb_importedon])
    .flatMap((moment) => (moment === null ? [] : [Date.parse(moment) + policy.settleMs]))
    .filter((moment) => moment <= now);
  const newest = Math.max(-Infinity, ...moments, ...settled);
  return newest === -Infinity ? null : new Date(newest).toISOString();
}
