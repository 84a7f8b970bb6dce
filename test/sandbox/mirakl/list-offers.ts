/** OF21 and OF22: the shop's offers, page by page or by id (mirakl.md 5.1, appendix A). Inactive ones too, deleted ones not. */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { wireOffer } from './offer-shape.ts';
import type { OfferStore } from './offer-store.ts';
import { flag, linkHeader, paging } from './query.ts';
import { ok, refuse } from './replies.ts';

/** OF21. */
export function listOffers(call: Call): SandboxResponse {
  const { offers } = call.platform;
  const { max, offset, descending } = paging(call, ['totalPrice', 'price', 'productTitle']);
  const byTitle = call.query.get('sort') === 'productTitle';
  const found = filtered(call, byTitle);
  const from = descending ? Math.max(0, found.length - offset - max) : offset;
  const page = found.slice(from, descending ? found.length - offset : offset + max);
  if (descending) page.reverse();
  if (call.fault === 'duplicate-rows' && page[0] !== undefined) page.push(page[0]);
  const link = linkHeader(call, { max, offset, total: found.length });
  const rows = page.map((at) => wireOffer(offers.view(at), call.now));
  return ok({ offers: rows, total_count: found.length }, link);
}

/** OF22. */
export function getOffer(call: Call): SandboxResponse {
  const { offers } = call.platform;
  const at = /^\d{1,15}$/.test(call.id) ? offers.findById(Number(call.id)) : undefined;
  if (at === undefined) return refuse(404, `Offer with id ${call.id} not found`);
  return ok(wireOffer(offers.view(at), call.now));
}

function filtered({ query, platform: { offers } }: Call, byTitle: boolean): readonly number[] {
  const sku = query.get('sku');
  const states = query.getAll('offer_state_codes').flatMap((codes) => codes.split(','));
  const product = query.get('product_id');
  if (flag(query, 'favorite') === true) return [];
  const named = sku === null || sku === '' ? undefined : offers.find(sku);
  const candidates =
    sku === null || sku === '' ? sorted(offers, byTitle) : named === undefined ? [] : [named];
  if (states.length === 0 && (product === null || product === '')) return candidates;
  return candidates.filter((at) => {
    const { stateCode, productSku } = offers.terms(at);
    return (states.length === 0 || states.includes(stateCode)) && (!product || product === productSku);
  });
}

const orders = new WeakMap<OfferStore, { edition: number; byTitle: boolean; places: readonly number[] }>();

/** Places by total price or by title and total price; sorted anew only after an offer came, went or changed its terms. */
function sorted(offers: OfferStore, byTitle: boolean): readonly number[] {
  const last = orders.get(offers);
  if (last?.edition === offers.edition && last.byTitle === byTitle) return last.places;
  const rows = [...offers.inOrder()]
    .filter((at) => !offers.isDeleted(at))
    .map((at) => ({ at, title: byTitle ? offers.terms(at).title : '', price: offers.terms(at).priceMinor }));
  rows.sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.price - b.price));
  const places = rows.map(({ at }) => at);
  orders.set(offers, { edition: offers.edition, byTitle, places });
  return places;
}
