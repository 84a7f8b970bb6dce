/** Everything that the control shows of one listing, computed from what was read; time comes in from outside. */
import { bufferRules, nameOf } from '../../shared/choice-values.ts';
import { formatted } from '../../shared/dataverse.ts';
import { timeOrNull } from '../../shared/json-column.ts';
import type { ListingRow } from './rows.ts';
import { isRefusal, standingOf } from './standing.ts';
import type { Stands } from './standing.ts';

export interface ListingModel {
  readonly id: string;
  readonly sku: string;
  readonly title: string | null;
  readonly marketplace: string | null;
  readonly stands: Stands;
  /** What the marketplace last confirmed; null: nothing yet. */
  readonly published: number | null;
  /** Null: what is published stays. */
  readonly target: number | null;
  /** Whole offers that what is available would make; null where that is not known. */
  readonly available: number | null;
  readonly asOf: string | null;
  readonly why: string | null;
  /** When it is looked at again by itself. */
  readonly lookAgainOn: string | null;
  readonly rules: readonly Rule[];
  readonly answer: { readonly text: string; readonly on: string | null; readonly refused: boolean } | null;
  readonly file: {
    readonly id: string;
    readonly sentOn: string | null;
    readonly state: string | null;
  } | null;
}

/** What keeps the published quantity below what is available. */
export interface Rule {
  /** Key of its words. */
  readonly text: string;
  readonly value: number | null;
  /** Of this listing, in place of the marketplace's. */
  readonly own: boolean;
}

export function listingOf(row: ListingRow): ListingModel {
  const file = row.mpb_stockfileid;
  return {
    id: row.mpb_listingid,
    sku: row.mpb_sku ?? row.mpb_listingid,
    title: row.mpb_title,
    marketplace: row.mpb_marketplaceid?.mpb_name ?? null,
    stands: standingOf(row),
    published: row.mpb_published,
    target: row.mpb_target,
    available: availableOffers(row),
    asOf: row.mpb_published === null ? null : timeOrNull(row.mpb_publishedon),
    why: row.mpb_why,
    lookAgainOn: timeOrNull(row.mpb_dueon),
    rules: rulesOf(row),
    answer:
      row.mpb_answer === null || row.mpb_answer === ''
        ? null
        : { text: row.mpb_answer, on: timeOrNull(row.mpb_answeredon), refused: isRefusal(row) },
    file:
      file === null
        ? null
        : {
            id: file.mpb_stockfileid,
            sentOn: timeOrNull(file.mpb_senton),
            state: formatted(file, 'mpb_state'),
          },
  };
}

const urgency: Readonly<Record<Stands['kind'], number>> = {
  refused: 0,
  unknown: 0,
  held: 0,
  stale: 0,
  stopped: 0,
  off: 0,
  never: 1,
  moving: 1,
  upToDate: 2,
  gone: 3,
};

/** What somebody has to act on stands first; else in the order in which they were read. */
export function listingsOf(rows: readonly ListingRow[]): readonly ListingModel[] {
  return rows.map(listingOf).sort((a, b) => urgency[a.stands.kind] - urgency[b.stands.kind]);
}

/** Whether what is shown is about to change by itself. */
export function isMoving(listings: readonly ListingModel[]): boolean {
  return listings.some(({ stands: { kind } }) => kind === 'moving' || kind === 'never');
}

function availableOffers({ mpb_available: available, mpb_unitsperoffer: units }: ListingRow): number | null {
  if (available === null) return null;
  return Math.max(0, Math.floor(available / Math.max(1, units ?? 1)));
}

function rulesOf(row: ListingRow): readonly Rule[] {
  if (row.mpb_stopselling === true) return [{ text: 'Rule_stop', value: null, own: true }];
  const common = row.mpb_marketplaceid;
  const own = row.mpb_bufferrule !== null;
  const from = own ? row : common;
  const buffer = nameOf(bufferRules, from?.mpb_bufferrule);
  const units = row.mpb_unitsperoffer ?? 1;
  return [
    ...(buffer === null ? [] : [{ text: `Rule_${buffer}`, value: from?.mpb_buffervalue ?? null, own }]),
    ...either('Rule_allocation', row.mpb_allocationpercent, common?.mpb_allocationpercent, 100),
    ...either('Rule_limit', row.mpb_stocklimit, common?.mpb_stocklimit, null),
    ...(units > 1 ? [{ text: 'Rule_units', value: units, own: true }] : []),
  ];
}

/** The listing's own value, else the marketplace's; nothing where it is what happens without a rule. */
function either(
  text: string,
  own: number | null,
  common: number | null | undefined,
  idle: number | null,
): readonly Rule[] {
  const value = own ?? common ?? idle;
  return value === idle ? [] : [{ text, value, own: own !== null }];
}
