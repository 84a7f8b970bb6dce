/**
 * Offers written by OF24 (mirakl.md 5.1, 5.3). Destructive as the real call is: what is not sent is reset, so that an offer
 * written without a quantity has none.
 */
import type { OfferStore, OfferTerms } from './offer-store.ts';
import { usualTerms } from './generated-offers.ts';
import type { Timetable } from './timetable.ts';

/** One element of the request, checked for types. */
export interface OfferWish {
  sku: string;
  action: '' | 'update' | 'delete';
  priceMinor: number;
  stateCode: string;
  productId: string | undefined;
  productIdType: string | undefined;
  quantity: number | undefined;
  terms: Partial<OfferTerms>;
}

export interface OfferImport {
  readonly id: number;
  readonly request: string;
  readonly appliedAt: number;
}

export class OfferImports {
  readonly #offers: OfferStore;
  readonly #timetable: Timetable;
  #all: OfferImport[] = [];
  #lastId = 2000;

  constructor(offers: OfferStore, timetable: Timetable) {
    this.#offers = offers;
    this.#timetable = timetable;
  }

  /** The same request while the first is under way is the same import. */
  start(request: string, wishes: OfferWish[], appliedAt: number): OfferImport {
    const same = this.#all.find((each) => each.request === request);
    if (same) return same;
    this.#lastId += 1;
    const started = { id: this.#lastId, request, appliedAt };
    this.#all.push(started);
    this.#timetable.at(appliedAt, () => {
      this.#all = this.#all.filter((each) => each !== started);
      for (const wish of wishes) this.#apply(wish, appliedAt);
    });
    return started;
  }

  #apply(wish: OfferWish, now: number): void {
    const at = this.#offers.find(wish.sku);
    if (wish.action === 'delete') {
      if (at !== undefined) this.#offers.remove(at, now);
      return;
    }
    if (at === undefined) {
      // A new offer has to say of which product it is; one that does not is refused by OF02, which is not here.
      if (wish.productId === undefined || wish.productIdType === undefined) return;
      this.#offers.add(wish.sku, wish.quantity ?? 0, this.#newTerms(wish, wish.productId), now);
      return;
    }
    const { title, productSku, ean, categoryCode, categoryLabel, blockedBy } = this.#offers.terms(at);
    const product = { title, productSku, ean, categoryCode, categoryLabel, blockedBy };
    const { priceMinor, stateCode } = wish;
    this.#offers.setTerms(at, { ...usualTerms, ...product, ...wish.terms, priceMinor, stateCode }, now);
    this.#offers.setQuantity(at, wish.quantity ?? 0, now);
  }

  #newTerms({ terms, priceMinor, stateCode }: OfferWish, productId: string): OfferTerms {
    const product = { title: `Product ${productId}`, productSku: productId, ean: productId };
    return { ...usualTerms, ...product, ...terms, priceMinor, stateCode };
  }
}
