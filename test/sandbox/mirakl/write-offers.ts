/** OF24: creates, overwrites and deletes offers (mirakl.md 5.3). */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { isObject, type Json, type JsonObject } from './lossless-json.ts';
import type { OfferWish } from './offer-imports.ts';
import type { OfferTerms } from './offer-store.ts';
import { wrongType } from './query.ts';
import { badRequest, bodyObject, created } from './replies.ts';

export function writeOffers(call: Call): SandboxResponse {
  const { offerImports, settings } = call.platform;
  const body = bodyObject(call.request);
  if (!Array.isArray(body.offers) || body.offers.length === 0) throw badRequest('The offers are mandatory.');
  const wishes = body.offers.map(wishOf);
  const request = call.request.body.toString('utf8');
  const started = offerImports.start(request, wishes, call.now + settings.stockImport.baseMs);
  return created({ import_id: started.id }, { location: `${call.origin}/api/offers/imports/${started.id}` });
}

function wishOf(offer: Json): OfferWish {
  if (!isObject(offer)) throw wrongType('offers');
  // It may be empty, and has to be there.
  const action = text(offer, 'update_delete');
  if (action === undefined) throw badRequest('The field offers.update_delete is mandatory.');
  if (action !== '' && action !== 'update' && action !== 'delete') throw wrongType('offers.update_delete');
  return {
    sku: required(offer, 'shop_sku', text),
    action,
    priceMinor: Math.round(required(offer, 'price', number) * 100),
    stateCode: required(offer, 'state_code', text),
    productId: text(offer, 'product_id'),
    productIdType: text(offer, 'product_id_type'),
    quantity: whole(offer, 'quantity'),
    terms: termsOf(offer),
  };
}

function termsOf(offer: JsonObject): Partial<OfferTerms> {
  const description = text(offer, 'description');
  const logisticClass = text(offer, 'logistic_class');
  const leadtimeToShip = whole(offer, 'leadtime_to_ship');
  const minOrderQuantity = whole(offer, 'min_order_quantity');
  const maxOrderQuantity = whole(offer, 'max_order_quantity');
  return {
    ...(description !== undefined && { description }),
    ...(logisticClass !== undefined && { logisticClass }),
    ...(leadtimeToShip !== undefined && { leadtimeToShip }),
    ...(minOrderQuantity !== undefined && { minOrderQuantity }),
    ...(maxOrderQuantity !== undefined && { maxOrderQuantity }),
  };
}

type Reading<T> = (offer: JsonObject, name: string) => T | undefined;

function required<T>(offer: JsonObject, name: string, read: Reading<T>): T {
  const value = read(offer, name);
  if (value === undefined || value === '') throw badRequest(`The field offers.${name} is mandatory.`);
  return value;
}

function text(offer: JsonObject, name: string): string | undefined {
  const value = offer[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw wrongType(`offers.${name}`);
}

/** The specification's own example sends numbers as texts too. */
function number(offer: JsonObject, name: string): number | undefined {
  const value = offer[name] ?? undefined;
  if (value === undefined || value === '') return undefined;
  const read = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof read === 'number' && read >= 0) return read;
  throw wrongType(`offers.${name}`);
}

function whole(offer: JsonObject, name: string): number | undefined {
  const value = number(offer, name);
  if (value === undefined || (Number.isInteger(value) && value < 2 ** 31)) return value;
  throw wrongType(`offers.${name}`);
}
