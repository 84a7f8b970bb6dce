/** What is known of one listing when its stock is planned: the three trees, and what lies between them. */
import type { OverrideColumns } from './policy.ts';
import type { Quantity } from './quantity.ts';
import type { Velocity } from './velocity.ts';

/** D: what Dynamics says of the product. Times are ISO 8601. */
export type Dynamics =
  | {
      readonly kind: 'known';
      readonly onHand: Quantity;
      /** When the source was last written, in Dynamics' own time; null where that is not known. */
      readonly asOf: string | null;
    }
  /** The source says nothing of the product: no row, or an empty quantity. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The product is retired or a draft, or was there and is gone: nothing is sold. */
  | { readonly kind: 'discontinued'; readonly reason: string }
  /** No product stands for the SKU, and none ever did: it is not ours to publish. */
  | { readonly kind: 'no-product' };

/** S: what the marketplace last confirmed. */
export interface Confirmed {
  readonly quantity: number;
  readonly on: string;
}

export interface ListingFacts {
  readonly listingId: string;
  readonly sku: string;
  readonly productId: string | null;
  readonly dynamics: Dynamics;
  /** Null: the marketplace never confirmed anything from us. */
  readonly confirmed: Confirmed | null;
  /** What was sent last and is not answered yet; null: nothing is on its way. */
  readonly onItsWay: number | null;
  /** M is not S any more, or may not be: sold there since, somebody changed it, or the outcome of a file is unknown. */
  readonly unsure: boolean;
  /** Units of the product that open marketplace orders will take, those being booked included (`openDemand`). */
  readonly demand: Quantity;
  /** Whole, at least 1. */
  readonly unitsPerOffer: number;
  readonly overrides: OverrideColumns;
  readonly stopSelling: boolean;
  readonly unknownSince: string | null;
  readonly velocity: Velocity | null;
  /** When the oldest change that is not published yet was made; null where it is not known. */
  readonly changedOn: string | null;
}

/** A line of a marketplace order as the stock flow sees it. */
export interface DemandLine {
  /** Offers that are neither cancelled nor dispatched. */
  readonly open: number;
  /** Offers of the line that are not cancelled. */
  readonly kept: number;
  /** When nothing was left to dispatch. */
  readonly shippedOn: string | null;
  /** When it became part of a Sales Order. */
  readonly importedOn: string | null;
  readonly unitsPerOffer: number;
}

/** Whether the source as a whole still tells the truth. */
export type SourceState =
  | { readonly kind: 'fresh' }
  /** Nothing in it changed for longer than the policy allows. */
  | { readonly kind: 'stale'; readonly since: string };
