/**
 * One offer at a moment, as exports read it: what is not asked for is not computed, which is most of a million generated
 * offers of which an export names five columns.
 */
import type { OfferStore, OfferTerms } from './offer-store.ts';

export interface Moment {
  readonly quantity: number;
  /** ms. */
  readonly updatedAt: number;
  readonly deleted: boolean;
  /** Undefined for terms that follow from the place. */
  readonly ownTerms: OfferTerms | undefined;
}

export class OfferRow {
  readonly quantity: number;
  readonly updatedAt: number;
  readonly deleted: boolean;
  readonly #ownTerms: OfferTerms | undefined;
  readonly #offers: OfferStore;
  readonly #place: number;

  constructor(offers: OfferStore, place: number, { quantity, updatedAt, deleted, ownTerms }: Moment) {
    this.#offers = offers;
    this.#place = place;
    this.quantity = quantity;
    this.updatedAt = updatedAt;
    this.deleted = deleted;
    this.#ownTerms = ownTerms;
  }

  get sku(): string {
    return this.#offers.sku(this.#place);
  }

  get offerId(): number {
    return this.#offers.offerId(this.#place);
  }

  get createdAt(): number {
    return this.#offers.createdAt(this.#place);
  }

  get terms(): OfferTerms {
    return this.#ownTerms ?? this.#offers.generatedTerms(this.#place);
  }

  /** Why nobody can buy it; a generated offer has no reason but its quantity. */
  get inactivityReasons(): string[] {
    return [...(this.#ownTerms?.blockedBy ?? []), ...(this.quantity > 0 ? [] : ['ZERO_QUANTITY'])];
  }

  get active(): boolean {
    return this.quantity > 0 && !this.deleted && (this.#ownTerms?.blockedBy.length ?? 0) === 0;
  }
}
