/** What changed on the marketplace since the last census: new offers, offers that are gone, and quantities. */
import type { Offer } from '../../../mirakl/client.ts';
import { chunks } from '../../filters.ts';
import type { CensusWork } from './census-work.ts';
import { judgeListings } from './judge-listings.ts';
import { listingsOf } from './listing-pages.ts';
import { madeAtOnce } from './new-listings.ts';
import { StockNow } from './stock-now.ts';

export async function judgeChanges(work: CensusWork, urls: readonly string[]): Promise<void> {
  const { ports, assertHeld } = work.context;
  const { from, to } = work.running.judged;
  work.step('compares what changed there');
  const stock = await StockNow.read(work.context, { withDemand: false });
  let done = 0;
  for (const url of urls) {
    assertHeld();
    for await (const page of ports.mirakl.offersChunk(url)) {
      const before = done;
      done += page.offers.length + page.unreadable;
      // Pages are cut anew when a file is read again; one that is counted in part is counted.
      if (done <= Number(from ?? 0)) continue;
      await judgePage(work, stock, {
        offers: page.offers,
        reached: done <= Number(to ?? 0) ? null : { from: String(before), to: String(done) },
      });
      work.behind(page.offers.length);
    }
  }
}

async function judgePage(
  work: CensusWork,
  stock: StockNow,
  page: {
    readonly offers: readonly Offer[];
    /** Null: it is on the report already. */
    readonly reached: { readonly from: string; readonly to: string } | null;
  },
): Promise<void> {
  const { context, report, running } = work;
  const offers = new Map<string, Offer>();
  for (const offer of page.offers) {
    // Deleted and made anew with the same SKU: both are listed, and one of them stands.
    if (!offer.deleted || !offers.has(offer.sku)) offers.set(offer.sku, offer);
  }
  const moving = new Set(context.side.stock.nowMoving());
  const listings = await listingsOf(context, [...offers.keys()]);
  const offerOf = (sku: string): number | null => {
    const offer = offers.get(sku);
    return offer === undefined || offer.deleted ? null : offer.quantity;
  };
  // What this census made itself is on its report as new.
  const older = [...listings.values()].filter(
    ({ createdon }) => Date.parse(createdon) < Date.parse(running.exportedOn),
  );
  const judged = await work.reallyMissing(
    await judgeListings(context, stock, {
      rows: older,
      comparison: { exportedOn: running.exportedOn, freshSince: work.freshSince, offerOf, moving },
    }),
  );
  const isNew = ({ sku, deleted }: Offer) => !deleted && !listings.has(sku);
  for (const some of chunks([...offers.values()].filter(isNew), madeAtOnce)) {
    report.offers(some.length);
    await work.make(some, work.reached);
  }
  if (page.reached !== null) {
    report.offers(judged.filter(({ offer }) => offer !== null).length);
    report.listings(older.filter(({ statecode }) => statecode === 0).length);
    work.count(judged);
    await work.reach({ ...page.reached, listingsDone: false });
  }
  await work.repair(judged);
}
