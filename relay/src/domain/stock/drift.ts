/**
 * The census judges one SKU: what the marketplace had when it took its own numbers (M), beside what it last confirmed to
 * us (S) and what ought to stand there now (D). A difference gets the class that says who made it.
 *
 *   no offer                                -> missing
 *   no listing, or none with a product      -> unknown-sku
 *   M is the target, and was confirmed      -> agreed
 *   sent or confirmed while M was taken     -> moving
 *   the last answer was a refusal           -> refused
 *   nothing was ever confirmed              -> never-sent
 *   S less what was sold there is not M     -> changed-there
 *   it is M, but the target is another      -> moving while the change is fresh, then never-sent
 */
import type { Confirmed } from './stock-facts.ts';

export type DriftClass = 'never-sent' | 'refused' | 'changed-there' | 'unknown-sku' | 'missing';

/** `nothing`: neither side has the SKU. */
export type CensusJudgement = 'agreed' | 'moving' | 'nothing' | { readonly class: DriftClass };

export interface CensusFacts {
  /** M: the quantity in the export; null: no such offer there, or a deleted one. */
  readonly offer: number | null;
  readonly listing: CensusListing | null;
  /**
   * Offers of the SKU that customers took between S and M. At most: everything since the file with S was *sent*; at
   * least: what is certain, since S was *answered* and before the export was asked for. Whether a cancellation gives
   * the quantity back nobody says, so it lowers only `atLeast`, below 0 if need be.
   */
  readonly sold: { readonly atLeast: number; readonly atMost: number };
  /** When the export was asked for; ISO 8601. M was taken at or after that. */
  readonly exportedOn: string;
  /** Changes in Dynamics at or after this may still be on their way; ISO 8601. */
  readonly freshSince: string;
}

export interface CensusListing {
  readonly active: boolean;
  /** ISO 8601. */
  readonly createdOn: string;
  readonly productKnown: boolean;
  /** S; `on` is when it was answered. */
  readonly confirmed: Confirmed | null;
  /** The last answer for this SKU was a refusal. */
  readonly refused: boolean;
  /** Sent and not answered, or answered with an unknown outcome (`StockFlow.nowMoving`). */
  readonly onItsWay: boolean;
  /** As decided from what Dynamics says now; null: nothing is to be published, and what stands there stays. */
  readonly target: number | null;
  /** The target follows how fast the product sells, so it moves without any change (`bufferMoves`). */
  readonly targetMoves: boolean;
  /** When the product, its stock or an order line of it last changed in Dynamics; null where that is not known. */
  readonly changedOn: string | null;
}

export function judgeOffer(facts: CensusFacts): CensusJudgement {
  const { offer, listing } = facts;
  if (!listing?.active) return offer === null ? 'nothing' : { class: 'unknown-sku' };
  if (offer === null) return isSince(listing.createdOn, facts.exportedOn) ? 'moving' : { class: 'missing' };
  if (!listing.productKnown) return { class: 'unknown-sku' };
  if (listing.confirmed !== null && offer === listing.target) return 'agreed';
  if (listing.onItsWay || isSince(listing.confirmed?.on ?? null, facts.exportedOn)) return 'moving';
  if (listing.refused) return { class: 'refused' };
  if (listing.confirmed === null) return { class: 'never-sent' };
  if (!isExplained(offer, listing.confirmed.quantity, facts.sold)) return { class: 'changed-there' };
  if (listing.target === null) return 'agreed';
  return listing.targetMoves || isSince(listing.changedOn, facts.freshSince)
    ? 'moving'
    : { class: 'never-sent' };
}

/** A sale there lowers the marketplace's own quantity, never below 0. */
function isExplained(offer: number, confirmed: number, sold: CensusFacts['sold']): boolean {
  return offer >= Math.max(0, confirmed - sold.atMost) && offer <= Math.max(0, confirmed - sold.atLeast);
}

function isSince(moment: string | null, since: string): boolean {
  return moment !== null && Date.parse(moment) >= Date.parse(since);
}
