/** What people do to offers: the seller in the back office, customers by ordering. */
import { catalogue } from './catalogue.ts';
import { usualTerms } from './generated-offers.ts';
import { OfferStore, type Offer, type OfferTerms } from './offer-store.ts';
import { linesOf, type WireOrder } from './order-shape.ts';
import type { MiraklOptions } from './settings.ts';

/** An offer as the seller enters it; what is not said is as usual. */
export interface NewOffer extends Partial<OfferTerms> {
  sku: string;
  quantity: number;
}

export interface OfferChange extends Partial<OfferTerms> {
  quantity?: number;
}

export function offersOf(options: MiraklOptions['offers'], now: number): OfferStore {
  const offers = new OfferStore(now, options?.generated);
  const products = options?.catalogue;
  if (!products) return offers;
  catalogue(products.seed).forEach(({ sku, name, ...product }, index) => {
    const { ean, categoryCode, categoryLabel, priceMinor } = product;
    const quantity =
      typeof products.quantity === 'number' ? products.quantity : products.quantity(sku, index);
    addOffer(offers, { sku, quantity, title: name, ean, categoryCode, categoryLabel, priceMinor }, now);
  });
  return offers;
}

export function addOffer(offers: OfferStore, { sku, quantity, ...given }: NewOffer, now: number): void {
  const product = { title: sku, ean: sku, priceMinor: 999 };
  const terms = { ...usualTerms, ...product, productSku: given.ean ?? sku, ...given };
  offers.add(sku, checked(sku, quantity), terms, now);
}

export function changeOffer(
  offers: OfferStore,
  sku: string,
  { quantity, ...terms }: OfferChange,
  now: number,
): void {
  const at = placeOf(offers, sku);
  if (Object.keys(terms).length > 0) offers.setTerms(at, { ...offers.terms(at), ...terms }, now);
  if (quantity !== undefined) offers.setQuantity(at, checked(sku, quantity), now);
}

export function removeOffer(offers: OfferStore, sku: string, now: number): void {
  offers.remove(placeOf(offers, sku), now);
}

export function offerOf(offers: OfferStore, sku: string): Offer | undefined {
  const at = offers.find(sku);
  return at === undefined ? undefined : offers.view(at);
}

/** An order is placed: its lines name the offers' ids, and take their units. */
export function sellTo(order: WireOrder, offers: OfferStore, now: number): void {
  for (const line of linesOf(order)) {
    // A body may have anything in it.
    const sku: unknown = line.offer_sku;
    const at = typeof sku === 'string' ? offers.find(sku) : undefined;
    if (at === undefined || !Number.isInteger(line.quantity)) continue;
    line.offer_id = offers.offerId(at);
    offers.sell(line.offer_sku, line.quantity, now);
  }
}

/** Whether each offer of the order is on sale and has enough; a SKU without an offer stops nobody here. */
export function canBeBought(order: WireOrder, find: (sku: string) => Offer | undefined): boolean {
  const wanted = new Map<string, number>();
  for (const { offer_sku, quantity } of order.order_lines) {
    wanted.set(offer_sku, (wanted.get(offer_sku) ?? 0) + quantity);
  }
  return [...wanted].every(([sku, quantity]) => {
    const offer = find(sku);
    return offer === undefined || (offer.active && offer.quantity >= quantity);
  });
}

function placeOf(offers: OfferStore, sku: string): number {
  const at = offers.find(sku);
  if (at === undefined) throw new Error(`the Mirakl sandbox has no offer ${sku}`);
  return at;
}

function checked(sku: string, quantity: number): number {
  if (Number.isInteger(quantity) && quantity >= 0) return quantity;
  throw new Error(`${quantity} is no quantity for the offer ${sku}`);
}
