/** An offer as OF21 and OF22 show it: every field that the schema requires (mirakl.md, appendix A). */
import { pounds } from './amounts.ts';
import type { Offer } from './offer-store.ts';
import { isoDate } from './order-shape.ts';

const day = 24 * 60 * 60 * 1000;

export function wireOffer(offer: Offer, now: number): object {
  const price = pounds(offer.priceMinor);
  const prices = {
    channel_code: null,
    discount_end_date: null,
    discount_start_date: null,
    price,
    unit_discount_price: null,
    unit_origin_price: price,
    volume_prices: [{ price, quantity_threshold: 1, unit_discount_price: price, unit_origin_price: price }],
  };
  return {
    active: offer.active,
    all_prices: [prices],
    allow_quote_requests: false,
    applicable_pricing: prices,
    available_end_date: null,
    available_start_date: null,
    category_code: offer.categoryCode,
    category_label: offer.categoryLabel,
    channels: ['BQ_UK'],
    currency_iso_code: 'GBP',
    description: offer.description,
    discount: null,
    fulfillment: { center: { code: 'DEFAULT' } },
    ...(!offer.active && { inactivity_reasons: offer.inactivityReasons }),
    leadtime_to_ship: offer.leadtimeToShip,
    logistic_class: { code: offer.logisticClass, label: offer.logisticClass },
    max_order_quantity: offer.maxOrderQuantity,
    min_order_quantity: offer.minOrderQuantity,
    min_quantity_alert: 0,
    min_shipping_price: 0,
    min_shipping_price_additional: 0,
    min_shipping_type: 'STD',
    min_shipping_zone: 'UK',
    offer_additional_fields: [],
    offer_id: offer.offerId,
    package_quantity: 1,
    price,
    price_additional_info: null,
    product_brand: null,
    product_description: null,
    product_references: [{ reference: offer.ean, reference_type: 'EAN' }],
    product_sku: offer.productSku,
    product_title: offer.title,
    quantity: offer.quantity,
    shipping_deadline: isoDate(now + Math.max(1, offer.leadtimeToShip) * day),
    shop_sku: offer.sku,
    state_code: offer.stateCode,
    total_price: price,
  };
}
