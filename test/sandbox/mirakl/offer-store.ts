/**
 * All offers of the shop. Quantities and times stand in typed arrays and generated offers have no object of their own,
 * so that a million of them cost some 15 MB and a lookup costs the same as among ten.
 */
import { generatedSku, generatedTerms, numberInSku, type GeneratedOffers } from './generated-offers.ts';
import { OfferRow, type Moment } from './offer-row.ts';

/** What is sold, and on what terms; a change replaces the whole object, so that an export may keep the old one. */
export interface OfferTerms {
  readonly title: string;
  /** The product in the operator's catalogue. */
  readonly productSku: string;
  readonly ean: string;
  readonly categoryCode: string;
  readonly categoryLabel: string;
  readonly priceMinor: number;
  readonly stateCode: string;
  readonly description: string;
  readonly leadtimeToShip: number;
  readonly minOrderQuantity: number;
  readonly maxOrderQuantity: number;
  readonly logisticClass: string;
  /** Why nobody can buy it, besides a quantity of zero: PRODUCT_DISABLED, SHOP_NOT_OPEN and so on. */
  readonly blockedBy: readonly string[];
}

/** One offer as it is at a moment. */
export interface Offer extends OfferTerms {
  readonly sku: string;
  readonly offerId: number;
  readonly quantity: number;
  readonly active: boolean;
  readonly inactivityReasons: string[];
  readonly deleted: boolean;
  /** ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

interface Listed {
  sku: string;
  createdAt: number;
  terms: OfferTerms;
}

const firstListedId = 2_000_001;
const firstGeneratedId = 10_000_001;

export class OfferStore {
  readonly #generated: number;
  readonly #prefix: string;
  readonly #bornAt: number;
  /** Offers with an object of their own stand behind the generated ones, in the order of their ids. */
  readonly #listed: Listed[] = [];
  readonly #bySku = new Map<string, number>();
  /** Terms of generated offers that somebody changed. */
  readonly #changedTerms = new Map<number, OfferTerms>();
  #quantities: Int32Array;
  #updated: Float64Array;
  #deleted: Uint8Array;
  #edition = 0;

  constructor(now: number, { count = 0, prefix = 'SKU-', quantity = () => 10 }: GeneratedOffers = {}) {
    this.#generated = count;
    this.#prefix = prefix;
    this.#bornAt = now;
    this.#quantities = Int32Array.from({ length: count }, (_, at) => quantity(at));
    this.#updated = new Float64Array(count).fill(now);
    this.#deleted = new Uint8Array(count);
  }

  /** Offers that ever were, deleted ones too; a place is a number below this. */
  get size(): number {
    return this.#generated + this.#listed.length;
  }

  /** Changes whenever an offer comes, goes, or has new terms. */
  get edition(): number {
    return this.#edition;
  }

  /** Throws where the SKU is offered already. */
  add(sku: string, quantity: number, terms: OfferTerms, now: number): number {
    if (this.find(sku) !== undefined) throw new Error(`the Mirakl sandbox has an offer ${sku} already`);
    const at = this.size;
    if (at === this.#quantities.length) this.#grow(Math.max(64, at * 2));
    this.#listed.push({ sku, createdAt: now, terms });
    this.#bySku.set(sku, at);
    this.#quantities[at] = quantity;
    this.#updated[at] = now;
    this.#edition += 1;
    return at;
  }

  /** The place of the offer that has this SKU now. */
  find(sku: string): number | undefined {
    const listed = this.#bySku.get(sku);
    if (listed !== undefined) return listed;
    const at = numberInSku(sku, this.#prefix);
    return at === undefined || at >= this.#generated || this.#deleted[at] === 1 ? undefined : at;
  }

  /** The place of an offer id that exists now. */
  findById(offerId: number): number | undefined {
    const at =
      offerId >= firstGeneratedId ? offerId - firstGeneratedId : offerId - firstListedId + this.#generated;
    const isListed = offerId < firstGeneratedId;
    const exists = isListed
      ? at >= this.#generated && at < this.size
      : Number.isInteger(at) && at < this.#generated;
    return exists && this.#deleted[at] === 0 ? at : undefined;
  }

  quantity(at: number): number {
    return this.#quantities[at]!;
  }

  updatedAt(at: number): number {
    return this.#updated[at]!;
  }

  isDeleted(at: number): boolean {
    return this.#deleted[at] === 1;
  }

  sku(at: number): string {
    return this.#own(at)?.sku ?? generatedSku(at, this.#prefix);
  }

  offerId(at: number): number {
    return at < this.#generated ? firstGeneratedId + at : firstListedId + at - this.#generated;
  }

  createdAt(at: number): number {
    return this.#own(at)?.createdAt ?? this.#bornAt;
  }

  terms(at: number): OfferTerms {
    return this.ownTerms(at) ?? this.generatedTerms(at);
  }

  generatedTerms(at: number): OfferTerms {
    return generatedTerms(at, this.#prefix);
  }

  /** Undefined for a generated offer that nobody changed. */
  ownTerms(at: number): OfferTerms | undefined {
    return this.#own(at)?.terms ?? this.#changedTerms.get(at);
  }

  setQuantity(at: number, quantity: number, now: number): void {
    this.#quantities[at] = quantity;
    this.#updated[at] = now;
  }

  setTerms(at: number, terms: OfferTerms, now: number): void {
    const own = this.#own(at);
    if (own) own.terms = terms;
    else this.#changedTerms.set(at, terms);
    this.#updated[at] = now;
    this.#edition += 1;
  }

  remove(at: number, now: number): void {
    this.#bySku.delete(this.sku(at));
    this.#deleted[at] = 1;
    this.#updated[at] = now;
    this.#edition += 1;
  }

  /** Somebody bought; there is never less than nothing. */
  sell(sku: string, quantity: number, now: number): void {
    const at = this.find(sku);
    if (at !== undefined) this.setQuantity(at, Math.max(0, this.quantity(at) - quantity), now);
  }

  giveBack(sku: string, quantity: number, now: number): void {
    const at = this.find(sku);
    if (at !== undefined) this.setQuantity(at, this.quantity(at) + quantity, now);
  }

  /** Places by offer id, deleted offers too. */
  *inOrder(): Generator<number> {
    for (let at = this.#generated; at < this.size; at += 1) yield at;
    for (let at = 0; at < this.#generated; at += 1) yield at;
  }

  /** The offer as it is, or as it was at another moment. */
  row(at: number, moment?: Moment): OfferRow {
    return new OfferRow(
      this,
      at,
      moment ?? {
        quantity: this.quantity(at),
        updatedAt: this.updatedAt(at),
        deleted: this.isDeleted(at),
        ownTerms: this.ownTerms(at),
      },
    );
  }

  /** The whole offer as it is now. */
  view(at: number): Offer {
    const row = this.row(at);
    const { sku, offerId, quantity, active, inactivityReasons, deleted, createdAt, updatedAt } = row;
    return {
      ...row.terms,
      ...{ sku, offerId, quantity, active, inactivityReasons, deleted, createdAt, updatedAt },
    };
  }

  #own(at: number): Listed | undefined {
    return at < this.#generated ? undefined : this.#listed[at - this.#generated];
  }

  #grow(length: number): void {
    const [quantities, updated, deleted] = [this.#quantities, this.#updated, this.#deleted];
    this.#quantities = new Int32Array(length);
    this.#updated = new Float64Array(length);
    this.#deleted = new Uint8Array(length);
    this.#quantities.set(quantities);
    this.#updated.set(updated);
    this.#deleted.set(deleted);
  }
}
