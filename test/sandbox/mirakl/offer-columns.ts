/**
 * What an offer export says of an offer, as columns of CSV or fields of JSON: names by the schemas of OF51 and OF54. What
 * depends on channels, zones and custom fields is left out; the pretend shop has none.
 */
import { pounds } from './amounts.ts';
import { csvLine } from './csv.ts';
import type { OfferRow } from './offer-row.ts';
import { isoDate } from './order-shape.ts';

export interface Shop {
  id: number;
  name: string;
}

type Reading<T> = (offer: OfferRow, shop: Shop) => T;

const price = (offer: OfferRow): string => pounds(offer.terms.priceMinor).toFixed(2);
const empty = (): null => null;

export const csvColumns: Record<string, Reading<string | number | boolean | null>> = {
  'offer-id': ({ offerId }) => offerId,
  'product-sku': ({ terms: { productSku } }) => productSku,
  'min-shipping-price': () => '0.00',
  'min-shipping-price-additional': () => '0.00',
  'min-shipping-zone': () => 'UK',
  'min-shipping-type': () => 'STD',
  price,
  'total-price': price,
  'price-additional-info': empty,
  quantity: ({ quantity }) => quantity,
  description: ({ terms: { description } }) => description,
  'state-code': ({ terms: { stateCode } }) => stateCode,
  'shop-id': (_, { id }) => id,
  'shop-name': (_, { name }) => name,
  professional: () => true,
  premium: () => false,
  'logistic-class': ({ terms: { logisticClass } }) => logisticClass,
  active: ({ active }) => active,
  'favorite-rank': empty,
  channels: () => 'BQ_UK',
  deleted: ({ deleted }) => deleted,
  'origin-price': price,
  'discount-start-date': empty,
  'discount-end-date': empty,
  'available-start-date': empty,
  'available-end-date': empty,
  'discount-price': empty,
  'currency-iso-code': () => 'GBP',
  'discount-ranges': empty,
  'leadtime-to-ship': ({ terms: { leadtimeToShip } }) => leadtimeToShip,
  'allow-quote-requests': () => false,
  'price-ranges': (offer) => `1|${price(offer)}`,
  'fulfillment-center-code': () => 'DEFAULT',
  'shop-sku': ({ sku }) => sku,
  'date-created': ({ createdAt }) => isoDate(createdAt),
  'last-updated': ({ updatedAt }) => isoDate(updatedAt),
  'min-order-quantity': ({ terms: { minOrderQuantity } }) => minOrderQuantity,
  'max-order-quantity': ({ terms: { maxOrderQuantity } }) => maxOrderQuantity,
  'package-quantity': () => 1,
  'product-tax-code': empty,
  'measurement-units': empty,
  'ongoing-discount-campaigns': empty,
};

export const jsonFields: Record<string, Reading<unknown>> = {
  active: ({ active }) => active,
  allow_quote_requests: () => false,
  channels: () => ['BQ_UK'],
  currency_iso_code: () => 'GBP',
  date_created: ({ createdAt }) => isoDate(createdAt),
  deleted: ({ deleted }) => deleted,
  description: ({ terms: { description } }) => description,
  fulfillment: () => ({ center: { code: 'DEFAULT' } }),
  is_professional: () => true,
  last_updated: ({ updatedAt }) => isoDate(updatedAt),
  leadtime_to_ship: ({ terms: { leadtimeToShip } }) => leadtimeToShip,
  logistic_class: ({ terms: { logisticClass } }) => ({ code: logisticClass }),
  max_order_quantity: ({ terms: { maxOrderQuantity } }) => maxOrderQuantity,
  min_order_quantity: ({ terms: { minOrderQuantity } }) => minOrderQuantity,
  min_shipping_price: () => 0,
  min_shipping_price_additional: () => 0,
  min_shipping_type: () => 'STD',
  min_shipping_zone: () => 'UK',
  offer_id: ({ offerId }) => offerId,
  package_quantity: () => 1,
  premium: () => false,
  prices: ({ terms: { priceMinor } }) => [
    {
      origin_price: pounds(priceMinor),
      volume_prices: [{ quantity_threshold: 1, unit_origin_price: pounds(priceMinor) }],
    },
  ],
  product_sku: ({ terms: { productSku } }) => productSku,
  quantity: ({ quantity }) => quantity,
  shop_id: (_, { id }) => id,
  shop_name: (_, { name }) => name,
  shop_sku: ({ sku }) => sku,
  state_code: ({ terms: { stateCode } }) => stateCode,
  // Known names that have no value for any offer here; JSON leaves such fields out.
  ...Object.fromEntries(
    [
      'available_end_date',
      'available_start_date',
      'eco_contributions',
      'favorite_rank',
      'measurement',
      'measurement_units',
      'msrp',
      'offer_additional_fields',
      'ongoing_discount_campaigns',
      'price_additional_info',
      'product_tax_code',
      'retail_prices',
      'shipping_types',
      'warehouses',
    ].map((name) => [name, (): undefined => undefined]),
  ),
};

/** All that is said of an offer that is gone. */
const ofDeleted = new Set(
  ['offer-id', 'product-sku', 'shop-id', 'shop-sku', 'active', 'deleted'].flatMap((name) => [
    name,
    name.replaceAll('-', '_'),
  ]),
);

/** Writes one offer as a line of CSV or an object of JSON with these columns. */
export function rowWriter(
  format: 'csv' | 'json',
  names: readonly string[],
  shop: Shop,
): (offer: OfferRow) => string {
  if (format === 'csv') {
    const columns = names.map((name) => ({ name, read: csvColumns[name]! }));
    return (offer) =>
      csvLine(
        columns.map(({ name, read }) => (offer.deleted && !ofDeleted.has(name) ? null : read(offer, shop))),
      );
  }
  const fields = names.map((name) => ({ name, read: jsonFields[name]! }));
  return (offer) => {
    const row: Record<string, unknown> = {};
    for (const { name, read } of fields) {
      if (!offer.deleted || ofDeleted.has(name)) row[name] = read(offer, shop);
    }
    return JSON.stringify(row);
  };
}
