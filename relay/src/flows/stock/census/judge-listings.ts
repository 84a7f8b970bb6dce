/** Some listings beside what the marketplace has of them: each gets its judgement. */
import { bufferMoves } from '../../../domain/stock/buffer.ts';
import { judgeOffer, type CensusFacts, type CensusJudgement } from '../../../domain/stock/drift.ts';
import { offerPolicyOf } from '../../../domain/stock/policy-reading.ts';
import type { StockPolicy } from '../../../domain/stock/policy.ts';
import { confirmedOf, wasRefused, type ListingRow } from '../listing-rows.ts';
import type { CensusContext } from './census-side.ts';
import { lookClosely } from './close-look.ts';
import type { CensusRow } from './listing-pages.ts';
import type { Planned, StockNow } from './stock-now.ts';

export interface Judged {
  /** As last read. */
  readonly row: ListingRow;
  readonly active: boolean;
  readonly offer: number | null;
  readonly target: number | null;
  readonly judgement: CensusJudgement;
  /** It is sent again by itself. */
  readonly onItsWay: boolean;
}

interface Comparison {
  readonly exportedOn: string;
  readonly freshSince: string;
  /** Null: no such offer. */
  readonly offerOf: (sku: string) => number | null;
  /** SKUs on their way, as it was before the rows were read. */
  readonly moving: ReadonlySet<string>;
}

interface Comparing<Row = CensusRow> {
  readonly rows: readonly Row[];
  readonly comparison: Comparison;
}

export async function judgeListings(
  context: CensusContext,
  stock: StockNow,
  { rows, comparison }: Comparing,
): Promise<Judged[]> {
  const { judged, doubtful } = await judgeAtSight(context, stock, { rows, comparison });
  return [...judged, ...(await judgeClosely(context, stock, { rows: doubtful, comparison }))];
}

/** What is clear from the rows alone, and the others, which need a close look. */
export async function judgeAtSight(
  context: CensusContext,
  stock: StockNow,
  { rows, comparison }: Comparing,
): Promise<{ readonly judged: Judged[]; readonly doubtful: Doubtful[] }> {
  const planned = await stock.planned(rows);
  const judged: Judged[] = [];
  const doubtful: Doubtful[] = [];
  for (const [index, row] of rows.entries()) {
    const own = planned[index];
    if (own === undefined) throw new Error('every listing is planned');
    const facts = factsOf(context, { row, planned: own }, { created: row, comparison });
    if (isDoubtful(facts)) doubtful.push({ row, planned: own });
    else judged.push(judgedOf({ row, planned: own, created: row }, facts));
  }
  return { judged, doubtful };
}

export interface Doubtful {
  readonly row: CensusRow;
  readonly planned: Planned;
}

export async function judgeClosely(
  context: CensusContext,
  stock: StockNow,
  { rows, comparison }: Comparing<Doubtful>,
): Promise<Judged[]> {
  if (rows.length === 0) return [];
  const looks = await lookClosely(context, stock, { rows: rows.map(({ row }) => row), since: comparison });
  return rows.map((one) => {
    const look = looks.get(one.row.mpb_listingid) ?? one;
    const facts = factsOf(context, look, { created: one.row, comparison });
    return judgedOf({ row: look.row, planned: look.planned, created: one.row }, facts);
  });
}

interface Known {
  readonly row: ListingRow;
  readonly planned: Planned;
  readonly sold?: CensusFacts['sold'];
  readonly changedOn?: string | null;
}

function factsOf(
  { policy }: CensusContext,
  { row, planned, sold = { atLeast: 0, atMost: 0 }, changedOn = null }: Known,
  { created, comparison }: { readonly created: CensusRow; readonly comparison: Comparison },
): CensusFacts {
  const sku = row.mpb_sku ?? '';
  return {
    offer: comparison.offerOf(sku),
    exportedOn: comparison.exportedOn,
    freshSince: comparison.freshSince,
    sold,
    listing: {
      active: created.statecode === 0,
      createdOn: created.createdon,
      productKnown: planned.facts.dynamics.kind !== 'no-product',
      confirmed: confirmedOf(row),
      refused: wasRefused(row),
      onItsWay: comparison.moving.has(sku),
      target: planned.target,
      targetMoves:
        planned.facts.overrides.bufferRule === null
          ? bufferMoves(policy.offer.buffer)
          : movesByItself(planned, policy),
      changedOn,
    },
  };
}

function movesByItself({ facts }: Planned, { offer }: StockPolicy): boolean {
  const own = offerPolicyOf(facts.overrides, offer);
  return own.ok && bufferMoves(own.policy.buffer);
}

/** Whether the judgement depends on what only a close look tells. */
function isDoubtful({ offer, listing, exportedOn }: CensusFacts): boolean {
  if (offer === null || listing === null || !listing.active || !listing.productKnown) return false;
  const { confirmed } = listing;
  if (confirmed === null || listing.onItsWay || listing.refused) return false;
  return offer !== listing.target && Date.parse(confirmed.on) < Date.parse(exportedOn);
}

function judgedOf(
  { row, planned, created }: { row: ListingRow; planned: Planned; created: CensusRow },
  facts: CensusFacts,
): Judged {
  return {
    row,
    active: created.statecode === 0,
    offer: facts.offer,
    target: planned.target,
    judgement: judgeOffer(facts),
    onItsWay: facts.listing?.onItsWay ?? false,
  };
}
