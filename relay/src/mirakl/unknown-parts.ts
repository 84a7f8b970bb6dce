/**
 * What an order has that its documentation of 2026 does not name: fields and enum values. They are let through and
 * reported (mirakl.md 1.10), so that somebody learns of them before they matter.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const addressFields = words(`city civility company company_2 country country_iso_code firstname lastname phone
  phone_secondary state street_1 street_2 zip_code additional_info`);
const contact = words('civility customer_id firstname lastname locale');

/** Field names per place; `[]` stands for each element of a list. A place that is not named is not looked into. */
const fields: Readonly<Record<string, ReadonlySet<string>>> = {
  '': words(`acceptance_decision_date can_cancel can_shop_ship channel commercial_id created_date currency_iso_code
    customer customer_debited_date customer_directly_pays_seller customer_notification_email delivery_date
    discount_campaigns fulfillment fully_refunded has_customer_message has_incident has_invoice invoice_details
    last_updated_date leadtime_to_ship order_additional_fields order_id order_lines order_refunds order_state
    order_state_reason_code order_state_reason_label order_tax_mode order_taxes paymentType payment_duration
    payment_type payment_workflow price promotions quote_id references shipping_carrier_code
    shipping_carrier_standard_code shipping_company shipping_deadline shipping_price shipping_pudo_id
    shipping_tracking shipping_tracking_url shipping_type_code shipping_type_label shipping_type_standard_code
    shipping_zone_code shipping_zone_label total_commission total_price transaction_date transaction_number`),
  customer: words(`accounting_contact billing_address civility customer_id delivery_contact firstname lastname
    locale organization shipping_address`),
  'customer.billing_address': addressFields,
  'customer.shipping_address': addressFields,
  'customer.accounting_contact': contact,
  'customer.delivery_contact': contact,
  references: words('order_reference_for_customer order_reference_for_seller'),
  'order_lines[]':
    words(`can_refund cancelations category_code category_label commission_fee commission_rate_vat
    commission_taxes commission_vat created_date debited_date description discount_campaign eco_contributions fees
    last_updated_date measurement offer_id offer_sku offer_state_code order_line_additional_fields order_line_id
    order_line_index order_line_state order_line_state_reason_code order_line_state_reason_label origin_unit_price
    price price_additional_info price_amount_breakdown price_unit product_medias product_shop_sku product_sku
    product_title promotions purchase_information quantity received_date refunds shipped_date shipping_from
    shipping_price shipping_price_additional_unit shipping_price_amount_breakdown shipping_price_unit
    shipping_taxes tax_legal_notice taxes total_commission total_price`),
  'order_lines[].refunds[]':
    words(`amount amount_breakdown commission_amount commission_tax_amount commission_taxes
    commission_total_amount created_date eco_contributions fees id order_refund_id purchase_information quantity
    reason_code refund_state shipping_amount shipping_amount_breakdown shipping_taxes state tax_legal_notice taxes
    transaction_date transaction_number`),
  'order_lines[].cancelations[]': words(`amount amount_breakdown commission_amount commission_taxes
    commission_total_amount created_date eco_contributions fees id purchase_information quantity reason_code
    shipping_amount shipping_amount_breakdown shipping_taxes taxes`),
};

const orderStates =
  words(`STAGING WAITING_ACCEPTANCE WAITING_DEBIT WAITING_DEBIT_PAYMENT SHIPPING SHIPPED TO_COLLECT
  RECEIVED CLOSED REFUSED CANCELED`);

/** Enum values per field that we act on (mirakl.md 2.5, 2.6). */
const values: Readonly<Record<string, ReadonlySet<string>>> = {
  order_state: orderStates,
  order_tax_mode: words('TAX_INCLUDED TAX_EXCLUDED'),
  'order_lines[].order_line_state': new Set([
    ...orderStates,
    ...words('INCIDENT_OPEN REFUNDED WAITING_REFUND WAITING_REFUND_PAYMENT'),
  ]),
  'order_lines[].refunds[].refund_state': words(
    'WAITING_REFUND_TAX_CONFIRMATION WAITING_REFUND WAITING_REFUND_PAYMENT REFUNDED',
  ),
};

const LONGEST_VALUE = 60;

/** Sorted, each once: `order_lines[].new_field`, or `order_state=NEW`. */
export function unknownParts(order: unknown): string[] {
  const found = new Set<string>();
  look(order, '', found);
  return [...found].sort();
}

function look(value: unknown, place: string, found: Set<string>): void {
  if (Array.isArray(value)) {
    // Lists in lists are not looked into, so that no nesting is too deep.
    if (fields[`${place}[]`] !== undefined) for (const item of value) look(item, `${place}[]`, found);
    return;
  }
  const known = fields[place];
  if (known === undefined || typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const path = place === '' ? name : `${place}.${name}`;
    if (!known.has(name)) found.add(path);
    else if (typeof inner === 'object') look(inner, path, found);
    else if (typeof inner === 'string' && values[path]?.has(inner) === false) {
      found.add(`${path}=${inner.slice(0, LONGEST_VALUE)}`);
    }
  }
}
