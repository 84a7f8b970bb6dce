/**
 * Both sides of a marketplace by arithmetic, so that a million offers cost their server nothing: which SKUs there are,
 * what each side says of them, and in which of them a difference is planted.
 */
export const marketplaceId = '11111111-0000-4000-8000-000000000001';
/** When the export is asked for is later than all of this. */
export const longAgo = '2026-11-20T08:00:00Z';
export const fileRows = 20_000;

export type Planted = 'changed-there' | 'never-sent' | 'refused' | 'unknown-sku' | 'missing' | null;

/** One in 250 SKUs, each class as often as the others. */
const planted: readonly Planted[] = ['changed-there', 'never-sent', 'refused', 'unknown-sku', 'missing'];
const every = 1_250;

export function plantedIn(index: number): Planted {
  const at = index % every;
  return at % 250 === 7 ? (planted[(at - 7) / 250] ?? null) : null;
}

export function skuOf(index: number): string {
  return `BQ-${String((index * 7_919) % 10_000_019).padStart(8, '0')}-${index % 97}`;
}

/** What ought to be published: on hand, less the buffer of 1. */
export function targetOf(index: number): number {
  return onHandOf(index) - 1;
}

export function onHandOf(index: number): number {
  return 2 + ((index * 31) % 90);
}

/** What the marketplace has; null: no such offer. */
export function offerOf(index: number): number | null {
  switch (plantedIn(index)) {
    case 'missing':
      return null;
    case 'changed-there':
      return targetOf(index) + 5;
    case 'never-sent':
    case 'refused':
      return targetOf(index) + 9;
    case 'unknown-sku':
    case null:
      return targetOf(index);
  }
}

/** Never runs out of digits, and is in the order of the numbers. */
export function keyOf(index: number): string {
  return index.toString(16).padStart(64, '0');
}

export function listingIdOf(index: number): string {
  return `22222222-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

export function productIdOf(index: number): string {
  return `33333333-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

export function indexOfId(id: string): number {
  return parseInt(id.slice(-12), 16);
}

/** As Dataverse answers it: every column that is asked for, whether it has a value or not. */
export function listingRow(index: number): object | null {
  const class_ = plantedIn(index);
  if (class_ === 'unknown-sku') return null;
  const published = class_ === 'never-sent' ? null : targetOf(index);
  return {
    '@odata.etag': `W/"${8_000_000 + index}"`,
    mpb_listingid: listingIdOf(index),
    mpb_listingkey: keyOf(index),
    mpb_sku: skuOf(index),
    _mpb_productid_value: productIdOf(index),
    _mpb_marketplaceid_value: marketplaceId,
    mpb_unitsperoffer: null,
    mpb_bufferrule: null,
    mpb_buffervalue: null,
    mpb_allocationpercent: null,
    mpb_stocklimit: null,
    mpb_stopselling: false,
    mpb_target: published,
    mpb_published: published,
    mpb_publishedon: published === null ? null : longAgo,
    mpb_available: published === null ? null : onHandOf(index),
    mpb_answer: class_ === 'refused' ? 'The quantity is not valid' : published === null ? null : 'Accepted',
    mpb_unknownsince: null,
    mpb_velocity: null,
    mpb_velocityon: null,
    mpb_velocitysince: null,
    mpb_place: 927_130_002,
    mpb_dueon: null,
    mpb_attempts: 0,
    statecode: 0,
    createdon: longAgo,
    modifiedon: longAgo,
    mpb_productid: {
      '@odata.etag': `W/"${4_000_000 + index}"`,
      productid: productIdOf(index),
      productnumber: skuOf(index),
      statecode: 0,
      quantityonhand: onHandOf(index),
      modifiedon: longAgo,
    },
    mpb_stockfileid:
      published === null
        ? null
        : {
            '@odata.etag': 'W/"7000001"',
            mpb_senton: longAgo,
            mpb_stockfileid: '44444444-0000-4000-8000-000000000001',
          },
  };
}
