/**
 * Everything on both sides. What the marketplace has goes into a table in memory; the listings are paged through beside
 * it; then the files of the export are read once more for the offers that no listing asked for, whose SKUs nobody kept.
 */
import { OperatingError } from '../../../errors.ts';
import type { Offer } from '../../../mirakl/client.ts';
import { chunks } from '../../filters.ts';
import type { CensusWork } from './census-work.ts';
import { judgeAtSight, judgeClosely, type Doubtful, type Judged } from './judge-listings.ts';
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
  const comparison = { exportedOn: running.exportedOn, offerOf: (sku: string) => table.quantity(sku) };
  const isCounted = ({ mpb_listingkey: key }: Keyed) => !known.listingsDone && isBehind(key, known.to);
  let unwritten = new Unwritten(known.to);
  const write = async (): Promise<void> => {
    const { rows, doubtful, moving, from, to } = unwritten;
    const freshSince = work.freshSince;
    const close = { rows: doubtful, comparison: { ...comparison, freshSince, moving } };
    const judged = await work.reallyMissing([
      ...unwritten.judged,
      ...(await judgeClosely(context, stock, close)),
    ]);
    work.count(judged.filter(({ row }) => isCounted(row)));
    if (rows > 0) await work.reach({ from, to, listingsDone: false });
    await work.repair(judged.filter(({ judgement }) => judgement !== 'agreed'));
    unwritten = new Unwritten(to);
  };
  for (let after: string | null = null; ;) {
    const moving = new Set(context.side.stock.nowMoving());
    const page = await pageOfListings(context, after);
    const last = page.at(-1)?.mpb_listingkey ?? null;
    if (last === null) break;
    // Nothing at all is no answer where something was confirmed before: it would end all listings.
    if (table.size === 0 && page.some(({ mpb_published }) => mpb_published !== null)) {
      throw new OperatingError('mirakl.unreadable', 'an export of all offers has none');
    }
    for (const row of page) if (table.mark(row.mpb_sku ?? '')) marked += 1;
    const rows = page.filter(
      (row) =>
        isCounted(row) ||
        (isBehind(row.mpb_listingkey, known.from) && !isBehind(row.mpb_listingkey, known.to)),
    );
    const { judged, doubtful } = await judgeAtSight(context, stock, {
      rows,
      comparison: { ...comparison, freshSince: work.freshSince, moving },
    });
    unwritten.add(page.filter(isCounted), last);
    unwritten.look(doubtful, moving);
    const sure = unreadable === 0 ? judged : judged.filter(({ offer }) => offer !== null);
    const [agreed, others] = [sure.filter(isAgreed), sure.filter((one) => !isAgreed(one))];
    work.count(agreed.filter(({ row }) => isCounted(row)));
    unwritten.judged.push(...others);
    report.listings(page.filter((row) => isCounted(row) && row.statecode === 0).length);
    work.behind(page.length);
    after = last;
    if (unwritten.rows >= rowsPerWrite) await write();
  }
  await write();
  if (!known.listingsDone) await work.reach({ ...work.reached, listingsDone: true });
  if (marked < table.size) await findNew(work, table, urls);
}

type Keyed = Pick<CensusRow, 'mpb_listingkey'>;

/** Seen, and not on the report yet; what differs is looked at closely, reported and then repaired. */
class Unwritten {
  readonly from: string | null;
  readonly judged: Judged[] = [];
  readonly doubtful: Doubtful[] = [];
  readonly moving = new Set<string>();
  to: string | null;
  rows = 0;

  constructor(from: string | null) {
    this.from = from;
    this.to = from;
  }

  add(rows: readonly Keyed[], to: string): void {
    if (rows.length === 0) return;
    this.rows += rows.length;
    this.to = to;
  }

  look(doubtful: readonly Doubtful[], moving: ReadonlySet<string>): void {
    this.doubtful.push(...doubtful);
    for (const sku of moving) this.moving.add(sku);
  }
}

function isAgreed({ judgement }: Judged): boolean {
  return judgement === 'agreed';
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

function isBehind(key: string | null, place: string | null): boolean {
  return place === null || (key ?? '') > place;
}
