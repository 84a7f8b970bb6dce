/** Where one listing stands: the first that applies, from what somebody has to act on to what is well. */
import { places } from '../../shared/choice-values.ts';
import type { ExceptionRow, ListingRow } from './rows.ts';

export type Standing =
  /** The marketplace has no such offer any more. */
  | 'gone'
  /** Nothing of the whole marketplace is published: it has no stock source, its policy is wrong, its source has stopped. */
  | 'off'
  | 'stopped'
  | 'stale'
  | 'refused'
  | 'unknown'
  | 'held'
  /** Nothing was ever confirmed, and nothing is wrong. */
  | 'never'
  | 'moving'
  | 'upToDate';

export interface Stands {
  readonly kind: Standing;
  /** What holds it up; one of the marketplace where that holds up all its listings. */
  readonly exception: { readonly id: string; readonly title: string; readonly cause: string } | null;
  /** Exceptions besides that one. */
  readonly more: number;
}

/** What the relay writes for a quantity that was taken; anything else is a refusal in the marketplace's own words. */
const accepted = 'Accepted';

const inactive = 1;

/** A refused file is sent again by itself; it holds no listing up for longer than that. */
const ofNoListing = ['stock-file-refused'];

export function standingOf(row: ListingRow): Stands {
  const own = row.mpb_exception_mpb_listingid;
  const common = (row.mpb_marketplaceid?.mpb_exception_mpb_marketplaceid ?? []).filter(
    ({ mpb_code: code }) => code?.startsWith('stock-') === true && !ofNoListing.includes(code),
  );
  const stands = (kind: Standing, first: ExceptionRow | undefined): Stands => ({
    kind,
    exception: first
      ? { id: first.mpb_exceptionid, title: first.mpb_name ?? '', cause: first.mpb_cause ?? '' }
      : null,
    more: first === undefined ? 0 : own.length + common.length - 1,
  });
  const coded = (code: string) => [...own, ...common].find(({ mpb_code: one }) => one === code);
  if (row.statecode === inactive) return stands('gone', own[0]);
  if (row.mpb_marketplaceid?.mpb_stocksource === null) return stands('off', common[0] ?? own[0]);
  const stale = coded('stock-source-stale');
  if (stale) return stands('stale', stale);
  if (common[0]) return stands('stopped', common[0]);
  const refused = coded('stock-line-refused');
  if (refused ?? isRefusal(row)) return stands('refused', refused);
  const unknown = coded('stock-unknown');
  if (unknown ?? row.mpb_unknownsince !== null) return stands('unknown', unknown);
  if (own[0] ?? row.mpb_place === places.exception) return stands('held', own[0]);
  if (row.mpb_published === null) return stands('never', undefined);
  const differs = row.mpb_target !== null && row.mpb_target !== row.mpb_published;
  return stands(differs || row.mpb_place === places.waiting ? 'moving' : 'upToDate', undefined);
}

export function isRefusal({ mpb_answer: answer }: Pick<ListingRow, 'mpb_answer'>): boolean {
  return answer !== null && answer !== '' && answer !== accepted;
}
