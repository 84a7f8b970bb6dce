/**
 * What the control reads, in one call: the listings with the policy of their marketplace, the file of the last answer, and
 * what holds them up, alone or together.
 */
import type { ReadRow, Selectable, t } from '@marketplace-bridge/solution';
import { quoted } from '../../shared/dataverse.ts';

const listingColumns = [
  'mpb_listingid',
  'mpb_sku',
  'mpb_title',
  'mpb_target',
  'mpb_published',
  'mpb_publishedon',
  'mpb_available',
  'mpb_why',
  'mpb_answer',
  'mpb_answeredon',
  'mpb_unknownsince',
  'mpb_stopselling',
  'mpb_unitsperoffer',
  'mpb_bufferrule',
  'mpb_buffervalue',
  'mpb_allocationpercent',
  'mpb_stocklimit',
  'mpb_place',
  'mpb_reason',
  'mpb_dueon',
  'statecode',
] as const satisfies readonly Selectable<typeof t.listing>[];

const marketplaceColumns = [
  'mpb_name',
  'mpb_stocksource',
  'mpb_bufferrule',
  'mpb_buffervalue',
  'mpb_allocationpercent',
  'mpb_stocklimit',
] as const satisfies readonly Selectable<typeof t.marketplace>[];

const fileColumns = [
  'mpb_stockfileid',
  'mpb_state',
  'mpb_senton',
  'mpb_answeredon',
] as const satisfies readonly Selectable<typeof t.stockfile>[];

const exceptionColumns = [
  'mpb_exceptionid',
  'mpb_name',
  'mpb_code',
  'mpb_cause',
] as const satisfies readonly Selectable<typeof t.exception>[];

export type ExceptionRow = Pick<ReadRow<typeof t.exception>, (typeof exceptionColumns)[number]>;

export interface MarketplaceRow extends Pick<
  ReadRow<typeof t.marketplace>,
  (typeof marketplaceColumns)[number]
> {
  /** Of the marketplace as a whole. */
  readonly mpb_exception_mpb_marketplaceid: readonly ExceptionRow[];
}

export interface ListingRow extends Pick<ReadRow<typeof t.listing>, (typeof listingColumns)[number]> {
  readonly mpb_marketplaceid: MarketplaceRow | null;
  /** Of the last answer. */
  readonly mpb_stockfileid: Pick<ReadRow<typeof t.stockfile>, (typeof fileColumns)[number]> | null;
  readonly mpb_exception_mpb_listingid: readonly ExceptionRow[];
}

/** A listing's key is a digest, which no product number looks like. */
export function isListingKey(recordKey: string): boolean {
  return /^[0-9a-f]{64}$/.test(recordKey);
}

/** The listing of a key, also when it is gone from the marketplace; or those of a product that are there. */
export function listingsQuery(recordKey: string): string {
  const filter = isListingKey(recordKey)
    ? `mpb_listingkey eq ${quoted(recordKey)}`
    : `mpb_productid/productnumber eq ${encodeURIComponent(quoted(recordKey))} and statecode eq 0`;
  const exceptions = `$select=${exceptionColumns.join()};$filter=statecode eq 0`;
  const expand = [
    `mpb_marketplaceid($select=${marketplaceColumns.join()};$expand=mpb_exception_mpb_marketplaceid(${exceptions} and mpb_recordtype eq 'marketplace'))`,
    `mpb_stockfileid($select=${fileColumns.join()})`,
    `mpb_exception_mpb_listingid(${exceptions})`,
  ];
  return `?$select=${listingColumns.join()}&$filter=${filter}&$orderby=mpb_sku&$expand=${expand.join()}`;
}
