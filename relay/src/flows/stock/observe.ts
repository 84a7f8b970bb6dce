/**
 * Everything that is to be known of some listings before their stock is planned: the listings that share their products,
 * what Dynamics has of these, and the orders that still take from it. Two requests, whatever the size of the catalogue;
 * a third where an offer turns up that nobody had asked for.
 */
import type { Lane, Operation } from '../../dataverse/client.ts';
import { openDemand } from '../../domain/stock/demand.ts';
import { noQuantity } from '../../domain/stock/quantity.ts';
import type { DemandLine, Dynamics, ListingFacts } from '../../domain/stock/stock-facts.ts';
import { chunks, chunksForUrl } from '../filters.ts';
import { allRows } from '../all-rows.ts';
import { demandQueries, offerKey, readDemand, type DemandBySku } from './demand-lines.ts';
import { joined, plainMark, type Mark, type Taken } from './dirty.ts';
import {
  confirmedOf,
  confirmedSentOn,
  listingsById,
  listingsByProduct,
  overridesOf,
  velocityOf,
  type ListingRow,
} from './listing-rows.ts';
import { relink } from './relink.ts';
import type { Quantities, SourceReader } from './sources/source.ts';
import type { StockContext } from './stock-context.ts';

export interface Observed {
  readonly row: ListingRow;
  readonly mark: Mark;
  readonly facts: ListingFacts;
  /** When a dispatch that is still subtracted ceases to be; ISO 8601. */
  readonly settlesOn: string | null;
}

/** What was sent of a listing and is not answered yet. */
export type OnItsWay = (
  listingId: string,
) => { readonly quantity: number; readonly decidedOn: string } | null;

/** At most 500 conditions fit into a query (dataverse.md 7). */
const productsPerQuery = 400;
const listingsPerQuery = 1_000;

export interface Observing {
  readonly source: SourceReader;
  readonly onItsWay: OnItsWay;
  readonly lane: Lane;
}

/** The listings that the marks name, and those that share their products. */
export async function observeMarked(
  context: StockContext,
  observing: Observing,
  marked: Taken,
): Promise<Observed[]> {
  const { ports } = context;
  const queries: Operation[] = [
    ...chunks([...marked.products.keys()], productsPerQuery).map(listingsByProduct),
    ...chunksForUrl([...marked.listings.keys()], listingsPerQuery).map(listingsById),
  ];
  const rows = new Map<string, ListingRow>();
  if (queries.length > 0) {
    context.assertHeld();
    for (const answer of await ports.dataverse.batch(queries, observing.lane)) {
      for (const row of await allRows<ListingRow>(ports, answer, observing.lane)) {
        rows.set(row.mpb_listingid, row);
      }
    }
  }
  return observeRows(context, observing, { rows: [...rows.values()], marked });
}

/** These rows, and those that share their products. */
export async function observeRows(
  context: StockContext,
  observing: Observing,
  { rows, marked }: { readonly rows: readonly ListingRow[]; readonly marked: Taken },
): Promise<Observed[]> {
  if (rows.length === 0) return [];
  const { ports, policy, marketplace } = context;
  const { lane, source } = observing;
  const now = ports.clock.now();
  const linked = await relink(context, rows, { marked, lane });
  const productIds = [...new Set(linked.flatMap((row) => row._mpb_productid_value ?? []))];
  const unseen = productIds.filter((id) => !marked.products.has(id));
  const siblings = chunks(unseen, productsPerQuery).map(listingsByProduct);
  const quantities = chunks(productIds, productsPerQuery).map((some) => source.queries(some));
  const demands = demandQueries(skusOf(linked), policy.settleMs, now);
  context.assertHeld();
  const answers = await ports.dataverse.batch([...siblings, ...quantities.flat(), ...demands], lane);

  const known = new Map(linked.map((row) => [row.mpb_listingid, row]));
  for (const answer of answers.slice(0, siblings.length)) {
    for (const row of await allRows<ListingRow>(ports, answer, lane)) {
      if (!known.has(row.mpb_listingid)) known.set(row.mpb_listingid, row);
    }
  }
  let next = siblings.length;
  const readers: Quantities[] = [];
  const readerOf = new Map<string, number>();
  for (const [index, some] of chunks(productIds, productsPerQuery).entries()) {
    const own = answers.slice(next, (next += quantities[index]?.length ?? 0));
    readers.push(await source.read(ports, own, lane));
    for (const id of some) readerOf.set(id, index);
  }
  const demand = await readDemand(ports, answers.slice(next), lane);
  const asked = new Set(linked.map((row) => row.mpb_sku));
  const more = demandQueries(
    skusOf([...known.values()]).filter((sku) => !asked.has(sku)),
    policy.settleMs,
    now,
  );
  if (more.length > 0) {
    for (const [key, lines] of await readDemand(ports, await ports.dataverse.batch(more, lane), lane)) {
      demand.set(key, lines);
    }
  }
  const all = [...known.values()];
  const byProduct = new Map<string, ListingRow[]>();
  for (const row of all) {
    const id = row._mpb_productid_value;
    if (id === null) continue;
    const others = byProduct.get(id);
    if (others === undefined) byProduct.set(id, [row]);
    else others.push(row);
  }
  return all
    .filter((row) => row._mpb_marketplaceid_value === marketplace.id && row.statecode === 0)
    .map((row) => {
      const product = row.mpb_productid;
      const sharing = product === null ? [row] : (byProduct.get(product.productid) ?? [row]);
      const mark = markOf(row, sharing, marked);
      const dynamics = dynamicsOf(row, readers[readerOf.get(product?.productid ?? '') ?? -1]);
      const asOf = dynamics.kind === 'known' ? dynamics.asOf : null;
      const open = openDemand(
        sharing.flatMap((one) => demandOf(one, demand)),
        { asOf },
        policy,
        now,
      );
      return {
        row,
        mark,
        settlesOn: open.settlesOn,
        facts: factsOf({ row, mark, dynamics, demand: open.demand }, observing.onItsWay),
      };
    });
}

function skusOf(rows: readonly ListingRow[]): string[] {
  return rows.flatMap((row) => (row.mpb_sku === null ? [] : [row.mpb_sku]));
}

function demandOf(row: ListingRow, demand: DemandBySku): DemandLine[] {
  const lines = demand.get(offerKey(row._mpb_marketplaceid_value, row.mpb_sku)) ?? [];
  return lines.map((line) => ({ ...line, unitsPerOffer: unitsPerOffer(row) }));
}

export function unitsPerOffer(row: ListingRow): number {
  return Math.max(1, row.mpb_unitsperoffer ?? 1);
}

/** What happened to the product or to an offer that shares it has happened to all; a sale lowers its own offer only. */
function markOf(row: ListingRow, sharing: readonly ListingRow[], marked: Taken): Mark {
  const product = marked.products.get(row._mpb_productid_value ?? '') ?? plainMark;
  const others = sharing
    .filter((one) => one.mpb_listingid !== row.mpb_listingid)
    .flatMap((one) => marked.listings.get(one.mpb_listingid) ?? []);
  const shared = others.reduce<Mark>(
    (mark, { changedOn }) => joined(mark, { ...plainMark, changedOn }),
    product,
  );
  return joined(shared, marked.listings.get(row.mpb_listingid) ?? plainMark);
}

export function dynamicsOf(row: ListingRow, quantities: Quantities | undefined): Dynamics {
  const product = row.mpb_productid;
  if (product === null) {
    // What was published once had a product; it is gone, or somebody took it away.
    return row.mpb_published !== null || row.mpb_available !== null
      ? { kind: 'discontinued', reason: 'the product is gone from Dynamics' }
      : { kind: 'no-product' };
  }
  if (product.statecode === 1) return { kind: 'discontinued', reason: 'the product is retired' };
  if (product.statecode === 2) return { kind: 'discontinued', reason: 'the product is a draft' };
  if (quantities === undefined) return { kind: 'unknown', reason: 'the source was not read' };
  return quantities(product);
}

export function factsOf(
  one: { row: ListingRow; mark: Mark; dynamics: Dynamics; demand: ListingFacts['demand'] },
  onItsWay: OnItsWay,
): ListingFacts {
  const { row, mark, dynamics } = one;
  const sent = onItsWay(row.mpb_listingid);
  const sentOn = sent?.decidedOn ?? confirmedSentOn(row);
  const soldSince =
    mark.soldOn !== null && (sentOn === null || Date.parse(mark.soldOn) >= wholeSecond(sentOn));
  return {
    listingId: row.mpb_listingid,
    sku: row.mpb_sku ?? '',
    productId: row._mpb_productid_value,
    dynamics,
    confirmed: confirmedOf(row),
    onItsWay: sent?.quantity ?? null,
    unsure: mark.unsure || soldSince,
    demand: dynamics.kind === 'known' ? one.demand : noQuantity,
    unitsPerOffer: unitsPerOffer(row),
    overrides: overridesOf(row),
    stopSelling: row.mpb_stopselling ?? false,
    unknownSince: row.mpb_unknownsince,
    velocity: velocityOf(row),
    changedOn: mark.changedOn,
  };
}

/** Dataverse cuts its times to the second. */
function wholeSecond(time: string): number {
  return Math.floor(Date.parse(time) / 1000) * 1000;
}
