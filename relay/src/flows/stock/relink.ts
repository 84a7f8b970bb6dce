/**
 * Listings without a product get the one that their SKU stands for, and those whose mapping people changed get the new
 * one; a person's own choice of product on a listing stands until the mapping changes.
 */
import type { Lane, Operation } from '../../dataverse/client.ts';
import { causeKeyOfMapping } from '../../domain/cause-key.ts';
import { OperatingError } from '../../errors.ts';
import { isStale, refused } from '../answers.ts';
import { noteFixed } from '../causes/fixed.ts';
import { allRows } from '../all-rows.ts';
import { plainMark, type Taken } from './dirty.ts';
import { listingsById, type ListingRow } from './listing-rows.ts';
import { linkSkus } from './product-links.ts';
import type { StockContext } from './stock-context.ts';

/** Against somebody who saves the same listing all the time. */
const mostTries = 3;

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
  const byId = new Map(rows.map((row) => [row.mpb_listingid, row]));
  let left = otherwise(loose, links);
  if (left.length === 0) return rows;
  context.assertHeld();
  await noteMappings(context, loose, { marked, links });
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === mostTries)
      throw new OperatingError('dataverse.refused', 'listings are written by somebody else all the time');
    context.assertHeld();
    const ids = left.map((row) => row.mpb_listingid);
    const writes = left.map((row) => linkWrite(row, links.get(row.mpb_sku ?? '') ?? ''));
    const answers = await ports.dataverse.batch([...writes, listingsById(ids)], lane);
    for (const { error } of answers.slice(0, writes.length)) {
      if (error && !isStale(error)) throw refused(error);
    }
    const fresh = await allRows<ListingRow>(ports, answers[writes.length], lane);
    for (const row of fresh) byId.set(row.mpb_listingid, row);
    // Saved by somebody in between: nothing else would tell that it has to be linked.
    left = otherwise(fresh, links);
  }
  return [...byId.values()];
}

/** Those that are of another product, or of none. */
function otherwise(rows: readonly ListingRow[], links: ReadonlyMap<string, string>): ListingRow[] {
  return rows.filter((row) => {
    const productId = links.get(row.mpb_sku ?? '');
    return productId !== undefined && productId !== row._mpb_productid_value;
  });
}

function linkWrite(row: ListingRow, productId: string): Operation {
  return {
    method: 'PATCH',
    path: `mpb_listings(${row.mpb_listingid})`,
    ifMatch: row['@odata.etag'],
    body: { 'mpb_productid@odata.bind': `/products(${productId})` },
  };
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
