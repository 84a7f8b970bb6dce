/**
 * Everything on both sides. What the marketplace has goes into a table in memory; the listings are paged through beside
 * it; then the files of the export are read once more for the offers that no listing asked for, whose SKUs nobody kept.
 */
import { OperatingError } from '../../../errors.ts';
import type { Offer } from '../../../mirakl/client.ts';
import { chunks } from '../../filters.ts';
import type { CensusWork } from './census-work.ts';
import { judgeListings, type Judged } from './judge-listings.ts';
import { pageOfListings, type CensusRow } from './listing-pages.ts';
import { madeAtOnce } from './new-listings.ts';
import { OfferTable } from './offer-table.ts';
import { StockNow } from './stock-now.ts';

const rowsPerWrite = 5_000;

export interface LoadedOffers {
  readonly table: OfferTable;
  /** Lines of the export that cannot be read. */
  readonly unreadable: number;
}

export async function loadOffers(work: CensusWork, urls: readonly string[]): Promise<LoadedOffers> {
  const { ports, assertHeld } = work.context;
  work.step('reads what the marketplace has');
  const table = new OfferTable(Math.floor(ports.chance.fraction() * 2 ** 32));
  let unreadable = 0;
  for (const url of urls) {
    assertHeld();
    for await (const page of ports.mirakl.offersChunk(url)) {
      for (const { sku, quantity, deleted } of page.offers) if (!deleted) table.set(sku, quantity);
      unreadable += page.unreadable;
      work.behind(page.offers.length);
    }
  }
  if (unreadable > 0) ports.log.warn({ unreadable }, 'census: lines of the export cannot be read');
  return { table, unreadable };
}

export async function judgeEverything(
  work: CensusWork,
  { table, unreadable }: LoadedOffers,
  urls: readonly string[],
): Promise<void> {
  const { context, report, running } = work;
  report.allOffers(table.size);
  // It may have been begun before, and broken off.
  table.unmark();
  work.step('compares the listings');
  const stock = await StockNow.read(context, { withDemand: true });
  const known = running.judged;
  let marked = 0;
  const comparison = {
    exportedOn: running.exportedOn,
    offerOf: (sku: string) => table.quantity(sku),
  };
  let unwritten = new Unwritten(known.to);
  const write = async (): Promise<void> => {
    if (unwritten.rows > 0) await work.reach({ from: unwritten.from, to: unwritten.to, listingsDone: false });
    await work.repair(unwritten.differences);
    unwritten = new Unwritten(unwritten.to);
  };
  for (let after: string | null = null; ;) {
    const moving = new Set(context.side.stock.nowMoving());
    const rows = await pageOfListings(context, after);
    const last = rows.at(-1)?.mpb_listingkey ?? null;
    if (last === null) break;
    // Nothing at all is no answer where something was confirmed before: it would end all listings.
    if (table.size === 0 && rows.some(({ mpb_published }) => mpb_published !== null)) {
      throw new OperatingError('mirakl.unreadable', 'an export of all offers has none');
    }
    for (const row of rows) if (table.mark(row.mpb_sku ?? '')) marked += 1;
    const fresh = known.listingsDone ? [] : rows.filter((row) => isBehind(row, known.to));
    const again = rows.filter((row) => isBehind(row, known.from) && !isBehind(row, known.to));
    const judged = await judgeListings(context, stock, {
      rows: again.length === 0 ? fresh : [...again, ...fresh],
      comparison: { ...comparison, freshSince: work.freshSince, moving },
    });
    const sure = unreadable === 0 ? judged : judged.filter(({ offer }) => offer !== null);
    const real = await work.reallyMissing(sure);
    if (fresh.length > 0) {
      report.listings(fresh.filter(({ statecode }) => statecode === 0).length);
      const uncounted = new Set(again.map(({ mpb_listingid }) => mpb_listingid));
      work.count(real.filter(({ row }) => !uncounted.has(row.mpb_listingid)));
      unwritten.add(fresh.length, last);
    }
    unwritten.differences.push(
      ...real.filter(({ judgement }) => judgement !== 'agreed' && judgement !== 'nothing'),
    );
    work.behind(rows.length);
    after = last;
    if (unwritten.rows >= rowsPerWrite) await write();
  }
  await write();
  if (!known.listingsDone) await work.reach({ ...work.reached, listingsDone: true });
  if (marked < table.size) await findNew(work, table, urls);
}

/** Judged, and not on the report yet; its differences are repaired when it is. */
class Unwritten {
  readonly from: string | null;
  readonly differences: Judged[] = [];
  to: string | null;
  rows = 0;

  constructor(from: string | null) {
    this.from = from;
    this.to = from;
  }

  add(rows: number, to: string): void {
    this.rows += rows;
    this.to = to;
  }
}

/** Offers that no listing asked for. */
async function findNew(work: CensusWork, table: OfferTable, urls: readonly string[]): Promise<void> {
  const { ports, assertHeld } = work.context;
  work.step('makes listings for new offers');
  let found: Offer[] = [];
  const make = async (): Promise<void> => {
    for (const some of chunks(found, madeAtOnce)) await work.make(some, work.reached);
    work.behind(found.length);
    found = [];
  };
  for (const url of urls) {
    assertHeld();
    for await (const page of ports.mirakl.offersChunk(url)) {
      for (const offer of page.offers) if (!offer.deleted && table.mark(offer.sku)) found.push(offer);
      if (found.length >= madeAtOnce) await make();
    }
  }
  await make();
}

function isBehind({ mpb_listingkey: key }: CensusRow, place: string | null): boolean {
  return place === null || (key ?? '') > place;
}
