/** Listings as the census reads them: inactive ones too, and when they were made and written. */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { Operation } from '../../../dataverse/client.ts';
import { bodyOf } from '../../answers.ts';
import { among, chunksForUrl } from '../../filters.ts';
import { allRows, type Page } from '../../all-rows.ts';
import { expandListing, listingColumns, type ListingRow } from '../listing-rows.ts';
import { lane, type CensusContext } from './census-side.ts';

export type CensusRow = ListingRow &
  Pick<ReadRow<typeof t.listing>, 'statecode' | 'createdon' | 'modifiedon'>;

const select = `mpb_listings?$select=${[...listingColumns, 'statecode', 'createdon', 'modifiedon'].join(',')}&${expandListing}`;

/** A page of Dataverse holds 5,000 rows at most; fewer at once are gone before they cost memory and its clearing. */
const rowsPerPage = 1_000;
/** Of one query by key: 64 characters each. */
const keysPerQuery = 500;

/** In the order of their keys, behind `after`. */
export async function pageOfListings(
  context: CensusContext,
  after: string | null,
): Promise<readonly CensusRow[]> {
  const { ports, marketplace, assertHeld } = context;
  const behind = after === null ? '' : ` and mpb_listingkey gt '${after}'`;
  assertHeld();
  const answer = await ports.dataverse.send(
    {
      method: 'GET',
      path: `${select}&$orderby=mpb_listingkey&$top=${rowsPerPage}&$filter=_mpb_marketplaceid_value eq ${marketplace.id}${behind}`,
    },
    lane,
  );
  return (bodyOf(answer) as Page<CensusRow>).value;
}

/** The listings of some SKUs, by SKU. */
export async function listingsOf(
  context: CensusContext,
  skus: readonly string[],
): Promise<ReadonlyMap<string, CensusRow>> {
  const { ports, marketplace, assertHeld } = context;
  const keys = skus.map((sku) => marketplace.ids.listingKey(sku));
  const queries: Operation[] = chunksForUrl(keys, keysPerQuery).map((some) => ({
    method: 'GET',
    path: `${select}&$filter=${among('mpb_listingkey', some)}`,
  }));
  const bySku = new Map<string, CensusRow>();
  assertHeld();
  for (const answer of await ports.dataverse.batch(queries, lane)) {
    for (const row of await allRows<CensusRow>(ports, answer, lane)) bySku.set(row.mpb_sku ?? '', row);
  }
  return bySku;
}

/** Whether Dynamics knows any listing of the marketplace. */
export async function isWithoutListings({ ports, marketplace }: CensusContext): Promise<boolean> {
  const answer = await ports.dataverse.send(
    {
      method: 'GET',
      path: `mpb_listings?$select=mpb_listingid&$top=1&$filter=_mpb_marketplaceid_value eq ${marketplace.id}`,
    },
    lane,
  );
  return (bodyOf(answer) as Page<unknown>).value.length === 0;
}
