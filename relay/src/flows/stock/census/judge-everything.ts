/**
 * Everything on both sides. What the marketplace has goes into a table in memory; the listings are paged through beside
 * it; then the files of the export are read once more for the offers that no listing asked for, whose SKUs nobody kept.
 */
import { OperatingError } from '../../../errors.ts';
import type { Offer } from '../../../mirakl/client.ts';
import type { CensusWork } from './census-work.ts';
import { judgeListings } from './judge-listings.ts';
import { pageOfListings, type CensusRow } from './listing-pages.ts';
import { createListings } from './new-listings.ts';
import { OfferTable } from './offer-table.ts';
import { StockNow } from './stock-now.ts';

const newAtOnce = 1_000;

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
  work.step('compares the listings');
  const stock = await StockNow.read(context, { withDemand: true });
  const known = running.judged;
  let marked = 0;
  let isEmpty = true;
  for (let after: string | null = null; ;) {
    const moving = new Set(context.side.stock.nowMoving());
    const rows = await pageOfListings(context, after);
    const last = rows.at(-1)?.mpb_listingkey ?? null;
    if (last === null) break;
    // Nothing at all is no answer where listings were there before: it would end all of them.
    if (table.size === 0 && isEmpty && rows.some(({ mpb_published }) => mpb_published !== null)) {
      throw new OperatingError('mirakl.unreadable', 'an export of all offers has none');
    }
    isEmpty = false;
    for (const row of rows) if (table.mark(row.mpb_sku ?? '')) marked += 1;
    const fresh = known.listingsDone ? [] : rows.filter((row) => isBehind(row, known.to));
    const again = rows.filter((row) => isBehind(row, known.from) && !isBehind(row, known.to));
    const judged = await work.reallyMissing(
      (
        await judgeListings(context, stock, {
          rows: [...again, ...fresh],
          comparison: {
            exportedOn: running.exportedOn,
            freshSince: work.freshSince,
            offerOf: (sku) => table.quantity(sku),
            moving,
          },
        })
      ).filter(({ offer }) => offer !== null || unreadable === 0),
    );
    if (fresh.length > 0) {
      const counted = new Set(fresh.map(({ mpb_listingid }) => mpb_listingid));
      report.listings(fresh.filter(({ statecode }) => statecode === 0).length);
      work.count(judged.filter(({ row }) => counted.has(row.mpb_listingid)));
      await work.reach({ from: after, to: last, listingsDone: false });
    }
    await work.repair(judged);
    work.behind(rows.length);
    after = last;
  }
  if (!known.listingsDone) await work.reach({ ...work.reached, listingsDone: true });
  if (marked < table.size) await findNew(work, table, urls);
}

/** Offers that no listing asked for. */
async function findNew(work: CensusWork, table: OfferTable, urls: readonly string[]): Promise<void> {
  const { context, report } = work;
  work.step('makes listings for new offers');
  let found: Offer[] = [];
  const make = async (): Promise<void> => {
    await createListings(context, found);
    for (const { sku, quantity } of found) {
      report.note({ class: 'unknown-sku' }, { sku, dynamics: null, confirmed: null, marketplace: quantity });
    }
    await work.reach(work.reached);
    work.behind(found.length);
    found = [];
  };
  for (const url of urls) {
    context.assertHeld();
    for await (const page of context.ports.mirakl.offersChunk(url)) {
      for (const offer of page.offers) if (!offer.deleted && table.mark(offer.sku)) found.push(offer);
      if (found.length >= newAtOnce) await make();
    }
  }
  if (found.length > 0) await make();
}

function isBehind({ mpb_listingkey: key }: CensusRow, place: string | null): boolean {
  return place === null || (key ?? '') > place;
}
