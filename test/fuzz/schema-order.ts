/**
 * Orders of every form that Mirakl's schema of OR11 has (mirakl.md, Appendix A, OR11), whether they make sense or not:
 * each field of the type that the schema gives it, and nothing more is promised.
 */
import fc from 'fast-check';
import { bool, datetime, int, list, num, object, oneOf, str } from './wire-values.ts';

export const orderStates =
  'STAGING|WAITING_ACCEPTANCE|WAITING_DEBIT|WAITING_DEBIT_PAYMENT|SHIPPING|SHIPPED|TO_COLLECT|RECEIVED|CLOSED|REFUSED|CANCELED';
const countryCode = fc.constantFrom('GBR', 'GBR', 'GBR', 'JEY', 'GGY', 'IMN', 'FRA', 'USA');
const postcode = fc.constantFrom(
  'LS1 4AP',
  'NG1 5FS',
  'JE2 3AB',
  'GY1 1AA',
  'IM1 1AA',
  'BT1 5GS',
  'NY 10012',
);

const contact = object({ customer_id: str, firstname: str, lastname: str }, { civility: str, locale: str });
const addressFields = {
  city: str,
  country: str,
  country_iso_code: countryCode,
  lastname: str,
  street_1: str,
};
const moreAddressFields = {
  ...{ civility: str, company: str, company_2: str, firstname: str, phone: str, phone_secondary: str },
  ...{ state: str, street_2: str, zip_code: postcode },
};
const place = object(
  { city: str, country_iso_code: countryCode, street_1: str, zip_code: postcode },
  { state: str, street_2: str },
);
const customer = object(
  {
    billing_address: object(addressFields, moreAddressFields),
    shipping_address: object(addressFields, { ...moreAddressFields, additional_info: str }),
    ...{ customer_id: str, firstname: str, lastname: str },
  },
  {
    ...{ accounting_contact: contact, delivery_contact: contact, civility: str, locale: str },
    organization: object(
      { organization_id: str },
      { address: place, identification_number: str, name: str, tax_identification_number: str },
    ),
  },
);

const breakdown = object({
  parts: list(
    object({ amount: num }, { commissionable: bool, debitable_from_customer: bool, payable_to_shop: bool }),
  ),
});
const codeAndAmount = object({ code: str, amount: num });
const purchaseTax = object({ purchase_amount: num }, { purchase_rate: num });
const rate = fc.constantFrom(20, 5, 0, 17.5);
const taxMore = { amount_breakdown: breakdown, purchase_tax: purchaseTax, rate };
const refundedTax = object({ amount: num, code: str }, taxMore);
const tax = object(
  { amount: num, code: str, tax_calculation_rule: oneOf('PROPORTIONAL_TO_AMOUNT|NONE') },
  taxMore,
);
const lineTax = object(
  { amount: num, code: str, tax_calculation_rule: oneOf('PROPORTIONAL_TO_AMOUNT|NONE') },
  { ...taxMore, origin_unit_amount: num },
);
const ecoContribution = object(
  { epr_category_code: str, producer_id: str, producer_id_owner: str },
  { total_amount: num, unit_amount: num },
);
const total = object({ total_amount: num });
const purchaseFields = {
  ...{ purchase_commission_on_price: num, purchase_commission_on_shipping: num },
  ...{ purchase_price: num, purchase_shipping_price: num },
};
const purchaseMore = { purchase_commission_on_fees: total, purchase_fee_amount: total };
const purchase = object(purchaseFields, purchaseMore);
const linePurchase = object({ ...purchaseFields, purchase_unit_price: num }, purchaseMore);

const reversalMore = {
  ...{ amount: num, amount_breakdown: breakdown, shipping_amount: num, shipping_amount_breakdown: breakdown },
  ...{ eco_contributions: list(ecoContribution), fees: list(codeAndAmount), purchase_information: purchase },
  ...{ shipping_taxes: list(refundedTax), taxes: list(refundedTax) },
};
const reversalFields = {
  ...{ commission_amount: num, commission_taxes: list(codeAndAmount), commission_total_amount: num },
  ...{ created_date: datetime, id: fc.uuid() },
};
const cancelation = object(reversalFields, { ...reversalMore, quantity: int, reason_code: str });
const refund = object(
  {
    ...{ ...reversalFields, commission_tax_amount: num, order_refund_id: fc.uuid(), quantity: int },
    refund_state: oneOf('WAITING_REFUND_TAX_CONFIRMATION|WAITING_REFUND|WAITING_REFUND_PAYMENT|REFUNDED'),
    state: oneOf('WAITING_REFUND|WAITING_REFUND_PAYMENT|REFUNDED'),
    reason_code: str,
  },
  { ...reversalMore, tax_legal_notice: str, transaction_date: datetime, transaction_number: str },
);

const additionalField = fc.oneof(
  object({ code: str, value: str, type: oneOf('STRING|DATE|NUMERIC|BOOLEAN|LINK|REGEX|TEXTAREA|LIST') }),
  object({ code: str, value: list(str), type: fc.constant('MULTIPLE_VALUES_LIST') }),
);
const promotion = object(
  {
    ...{ apportioned: bool, deduced_amount: num, id: str },
    configuration: object(
      { internal_description: str, type: oneOf('AMOUNT_OFF|FREE_ITEMS|PERCENTAGE_OFF|REDUCED_UNIT_PRICE') },
      { amount_off: num, free_items_quantity: int, percentage_off: num, reduced_unit_price: num },
    ),
  },
  { campaign: object({ identifier: str }), offered_quantity: int, promo_code: str },
);

export const anyLine = object(
  {
    ...{ can_refund: bool, category_code: str, category_label: str, commission_fee: num },
    ...{ commission_rate_vat: num, commission_vat: num, created_date: datetime, description: str },
    ...{ last_updated_date: datetime, offer_id: fc.integer({ min: 1, max: 9_000_000 }), offer_sku: str },
    ...{
      offer_state_code: str,
      order_line_additional_fields: list(additionalField),
      order_line_id: fc.uuid(),
    },
    ...{
      order_line_index: int,
      order_line_state: oneOf(`${orderStates}|INCIDENT_OPEN|REFUNDED`),
      price: num,
    },
    ...{ price_unit: num, product_sku: str, product_title: str, quantity: int, shipping_price: num },
    product_medias: list(object({ media_url: str, mime_type: str, type: str })),
    ...{
      total_commission: num,
      total_price: num,
      cancelations: list(cancelation, 1),
      refunds: list(refund, 1),
    },
  },
  {
    commission_taxes: list(object({ amount: num, code: str, rate: num })),
    ...{ debited_date: datetime, discount_campaign: object({ identifier: str }) },
    ...{ eco_contributions: list(ecoContribution), fees: list(codeAndAmount) },
    measurement: object(
      {},
      {
        ...{ actual_measurement: num, adjustment_limit: num, ordered_measurement: num },
        measurement_unit: oneOf('GRAM|LITER|METER|SQUARE_METER|PIECE'),
      },
    ),
    ...{ order_line_state_reason_code: str, order_line_state_reason_label: str, origin_unit_price: num },
    ...{ price_additional_info: str, price_amount_breakdown: breakdown, product_shop_sku: str },
    ...{ promotions: list(promotion, 1), purchase_information: linePurchase, received_date: datetime },
    ...{ shipped_date: datetime, shipping_price_additional_unit: num, shipping_price_unit: num },
    shipping_from: object({}, { address: place, warehouse: object({}, { code: str }) }),
    ...{ shipping_price_amount_breakdown: breakdown, tax_legal_notice: str },
    ...{ shipping_taxes: list(tax), taxes: list(lineTax) },
  },
);

const ratedTotal = object({ code: str, total_amount: num }, { rate });

/** Everything but the lines; its id is a placeholder that the caller replaces. */
export const anyHead = object(
  {
    ...{ can_cancel: bool, can_shop_ship: bool, commercial_id: str, created_date: datetime, customer },
    currency_iso_code: fc.constantFrom('GBP', 'GBP', 'GBP', 'EUR', 'JPY', 'KWD', 'USD'),
    fulfillment: object({ center: object({ code: str }) }),
    ...{ fully_refunded: bool, has_customer_message: bool, has_incident: bool, has_invoice: bool },
    ...{
      last_updated_date: datetime,
      leadtime_to_ship: int,
      order_id: fc.uuid(),
      order_state: oneOf(orderStates),
    },
    ...{
      order_tax_mode: oneOf('TAX_INCLUDED|TAX_EXCLUDED'),
      paymentType: str,
      price: num,
      shipping_price: num,
    },
    ...{
      shipping_type_code: str,
      shipping_type_label: str,
      shipping_zone_code: str,
      shipping_zone_label: str,
    },
    ...{ total_commission: num, total_price: num },
  },
  {
    ...{ acceptance_decision_date: datetime, channel: object({ code: str, label: str }) },
    ...{
      customer_debited_date: datetime,
      customer_directly_pays_seller: bool,
      customer_notification_email: str,
    },
    delivery_date: object({ earliest: datetime, latest: datetime }),
    discount_campaigns: list(object({ identifier: str })),
    invoice_details: object(
      {},
      {
        document_details: list(object({}, { format: oneOf('PDF|cXML') })),
        payment_terms: object({ days: int, type: oneOf('END_OF_MONTH|NET') }),
      },
    ),
    order_additional_fields: list(additionalField),
    order_refunds: list(object({ order_refund_id: fc.uuid() }, { taxes: list(ratedTotal) })),
    ...{ order_state_reason_code: str, order_state_reason_label: str, order_taxes: list(ratedTotal) },
    ...{ payment_duration: int, payment_type: str, quote_id: str },
    payment_workflow: oneOf(
      'PAY_ON_ACCEPTANCE|PAY_ON_DELIVERY|PAY_ON_DUE_DATE|PAY_ON_SHIPMENT|NO_CUSTOMER_PAYMENT_CONFIRMATION',
    ),
    promotions: object({ applied_promotions: list(promotion, 1), total_deduced_amount: num }),
    references: object({}, { order_reference_for_customer: str, order_reference_for_seller: str }),
    ...{ shipping_carrier_code: str, shipping_carrier_standard_code: str, shipping_company: str },
    ...{
      shipping_deadline: datetime,
      shipping_pudo_id: str,
      shipping_tracking: str,
      shipping_tracking_url: str,
    },
    ...{ shipping_type_standard_code: str, transaction_date: datetime, transaction_number: str },
  },
);
