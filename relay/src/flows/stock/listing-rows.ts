/** Listings as rows: what is read of them, what the planner is told, what is written back (TENANT 13). */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { OverrideColumns } from '../../domain/stock/policy.ts';
import type { Operation } from '../../dataverse/client.ts';
import type { Confirmed } from '../../domain/stock/stock-facts.ts';
import type { Velocity } from '../../domain/stock/velocity.ts';
import { among, pointsAtAny } from '../filters.ts';
import { bufferRuleOf } from '../marketplace/stock-columns.ts';

export interface ProductRow {
  readonly productid: string;
  readonly productnumber: string | null;
  readonly statecode: number;
  readonly quantityonhand: number | null;
  readonly modifiedon: string;
}

export const listingColumns = [
  'mpb_listingid',
  'mpb_listingkey',
  'mpb_sku',
  '_mpb_productid_value',
  '_mpb_marketplaceid_value',
  'mpb_unitsperoffer',
  'mpb_bufferrule',
  'mpb_buffervalue',
  'mpb_allocationpercent',
  'mpb_stocklimit',
  'mpb_stopselling',
  'mpb_target',
  'mpb_published',
  'mpb_publishedon',
  'mpb_available',
  'mpb_answer',
  'mpb_unknownsince',
  'mpb_velocity',
  'mpb_velocityon',
  'mpb_velocitysince',
  'mpb_place',
  'mpb_dueon',
  'mpb_attempts',
  'statecode',
] as const;

export type ListingRow = Pick<ReadRow<typeof t.listing>, (typeof listingColumns)[number]> & {
  readonly '@odata.etag': string;
  readonly mpb_productid: ProductRow | null;
  /** Of the last answer. */
  readonly mpb_stockfileid: { readonly mpb_senton: string | null } | null;
};

export const expandListing =
  '$expand=mpb_productid($select=productnumber,statecode,quantityonhand,modifiedon),mpb_stockfileid($select=mpb_senton)';
const select = `$select=${listingColumns.join(',')}&${expandListing}`;
const active = 'statecode eq 0';

/** What `mpb_answer` says of a quantity that the marketplace took; anything else there is its reason for a refusal. */
const acceptedAnswer = 'Accepted';

export function wasRefused({ mpb_answer: answer }: Pick<ListingRow, 'mpb_answer'>): boolean {
  return answer !== null && answer !== acceptedAnswer;
}

export function answerOf(refusal: string | null): string {
  return refusal ?? acceptedAnswer;
}

export function listingsById(ids: readonly string[]): Operation {
  return {
    method: 'GET',
    path: `mpb_listings?${select}&$filter=${active} and ${among('mpb_listingid', ids)}`,
  };
}

/**
 * Of every marketplace: offers of one product share its stock, wherever they are sold. Also those that are gone from there:
 * what customers bought of them is still to be dispatched.
 */
export function listingsByProduct(productIds: readonly string[]): Operation {
  return {
    method: 'GET',
    path: `mpb_listings?${select}&$filter=${pointsAtAny('mpb_productid', productIds)}`,
  };
}

/** In the order of their keys, behind `after` and up to `to`. */
export function listingPage(
  marketplaceId: string,
  range: { readonly after: string | null; readonly to: string | null },
  top: number,
): Operation {
  const above = range.after === null ? '' : ` and mpb_listingkey gt '${range.after}'`;
  const below = range.to === null ? '' : ` and mpb_listingkey le '${range.to}'`;
  return {
    method: 'GET',
    path:
      `mpb_listings?${select}&$orderby=mpb_listingkey&$top=${top}` +
      `&$filter=_mpb_marketplaceid_value eq ${marketplaceId} and ${active}${above}${below}`,
  };
}

/** What has to be looked at again though nothing changed: a refusal, a hold, what people ask for. */
export function dueListings(marketplaceId: string, now: string, top: number): Operation {
  return {
    method: 'GET',
    path:
      `mpb_listings?$select=mpb_listingid&$orderby=mpb_dueon,mpb_listingkey&$top=${top}` +
      `&$filter=mpb_dueon le ${now} and _mpb_marketplaceid_value eq ${marketplaceId} and ${active}`,
  };
}

export function overridesOf(row: ListingRow): OverrideColumns {
  return {
    bufferRule: bufferRuleOf(row.mpb_bufferrule),
    bufferValue: row.mpb_buffervalue,
    allocationPercent: row.mpb_allocationpercent,
    limit: row.mpb_stocklimit,
  };
}

export function confirmedOf(row: ListingRow): Confirmed | null {
  return row.mpb_published === null || row.mpb_publishedon === null
    ? null
    : { quantity: row.mpb_published, on: row.mpb_publishedon };
}

/** When the file left that the confirmed quantity was in; null where that is not known. */
export function confirmedSentOn(row: ListingRow): string | null {
  return wasRefused(row) ? null : (row.mpb_stockfileid?.mpb_senton ?? null);
}

export function velocityOf(row: ListingRow): Velocity | null {
  const { mpb_velocity: raw, mpb_velocityon: on, mpb_velocitysince: since } = row;
  return raw === null || on === null || since === null ? null : { raw, on, since };
}
