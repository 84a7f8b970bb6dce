/**
 * Listings without a product get the one that their SKU stands for, and those whose mapping people changed get the new
 * one; a person's own choice of product on a listing stands until the mapping changes.
 */
import type { Lane } from '../../dataverse/client.ts';
import { causeKeyOfMapping } from '../../domain/cause-key.ts';
import { isStale, refused } from '../answers.ts';
import { noteFixed } from '../causes/fixed.ts';
import { allRows } from './all-rows.ts';
import { plainMark, type Taken } from './dirty.ts';
import { listingsById, type ListingRow } from './listing-rows.ts';
import { linkSkus } from './product-links.ts';
import type { StockContext } from './stock-context.ts';

/** The rows as they are then. */
export async function relink(
  context: StockContext,
  rows: readonly ListingRow[],
  { marked, lane }: { readonly marked: Taken; readonly lane: Lane },
): Promise<readonly ListingRow[]> {
  const { ports, marketplace } = context;
  const loose = rows.filter(
    (row) =>
      row._mpb_marketplaceid_value === marketplace.id &&
      (row._mpb_productid_value === null || (marked.listings.get(row.mpb_listingid) ?? plainMark).relink),
  );
  if (loose.length === 0) return rows;
  const links = await linkSkus(
    context,
    loose.flatMap((row) => row.mpb_sku ?? []),
    lane,
  );
  const writes = loose.flatMap((row) => {
    const productId = links.get(row.mpb_sku ?? '');
    if (productId === undefined || productId === row._mpb_productid_value) return [];
    return {
      method: 'PATCH' as const,
      path: `mpb_listings(${row.mpb_listingid})`,
      ifMatch: row['@odata.etag'],
      body: { 'mpb_productid@odata.bind': `/products(${productId})` },
    };
  });
  if (writes.length === 0) return rows;
  context.assertHeld();
  await noteMappings(context, loose, { marked, links });
  const ids = loose.map((row) => row.mpb_listingid);
  const answers = await ports.dataverse.batch([...writes, listingsById(ids)], lane);
  for (const { error } of answers.slice(0, writes.length)) {
    // Written by somebody in between: the change tracking brings it again.
    if (error && !isStale(error)) throw refused(error);
  }
  const fresh = await allRows<ListingRow>(ports, answers[writes.length], lane);
  const byId = new Map(fresh.map((row) => [row.mpb_listingid, row]));
  return rows.map((row) => byId.get(row.mpb_listingid) ?? row);
}

/** Before any of them is looked at, so that people can be told how many the mapping freed. */
async function noteMappings(
  context: StockContext,
  rows: readonly ListingRow[],
  { marked, links }: { readonly marked: Taken; readonly links: ReadonlyMap<string, string> },
): Promise<void> {
  const saved = new Map<string, string>();
  for (const { mpb_listingid: id, mpb_sku: sku } of rows) {
    const { relink: isMapped, changedOn } = marked.listings.get(id) ?? plainMark;
    if (isMapped && changedOn !== null && sku !== null && links.has(sku)) {
      saved.set(causeKeyOfMapping(sku), changedOn);
    }
  }
  if (saved.size > 0) await noteFixed(context, saved);
}
