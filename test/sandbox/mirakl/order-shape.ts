/** The OR11 order as the sandbox writes it (mirakl.md appendix A). Bodies loaded from files may have any other shape. */
import { isObject } from './lossless-json.ts';

export const orderStates = [
  'STAGING',
  'WAITING_ACCEPTANCE',
  'WAITING_DEBIT',
  'WAITING_DEBIT_PAYMENT',
  'SHIPPING',
  'SHIPPED',
  'TO_COLLECT',
  'RECEIVED',
  'CLOSED',
  'REFUSED',
  'CANCELED',
] as const;
export type OrderState = (typeof orderStates)[number];

export type WireTax = { code: string; amount: number; rate: number; tax_calculation_rule: string };
export type WireAmountTax = { code: string; amount: number; rate?: number };

export type WireAddress = {
  civility: string | null;
  firstname: string;
  lastname: string;
  company: string | null;
  street_1: string;
  street_2: string | null;
  additional_info?: string | null;
  zip_code: string;
  city: string;
  state: string | null;
  country: string;
  country_iso_code?: string;
  phone: string | null;
  phone_secondary: string | null;
};

export type WireCancelation = {
  id: string;
  amount: number;
  shipping_amount: number;
  quantity: number;
  reason_code: string;
  created_date: string;
  commission_amount: number;
  commission_taxes: WireAmountTax[];
  commission_total_amount: number;
  taxes: WireAmountTax[];
  shipping_taxes: WireAmountTax[];
};

export type WireRefund = WireCancelation & {
  order_refund_id: string;
  refund_state: string;
  state: string;
  commission_tax_amount: number;
  transaction_date: string | null;
  transaction_number: string | null;
};

export type WireField = { code: string; type: string; value: string | string[] };

export type WireLine = {
  order_line_id: string;
  order_line_index: number;
  order_line_state: string;
  order_line_state_reason_code: string | null;
  order_line_state_reason_label: string | null;
  offer_id: number;
  offer_sku: string;
  offer_state_code: string;
  product_sku: string;
  product_shop_sku: string | null;
  product_title: string;
  product_medias: { media_url: string; mime_type: string; type: string }[];
  category_code: string;
  category_label: string;
  description: string;
  quantity: number;
  price_unit: number;
  origin_unit_price: number;
  price: number;
  price_additional_info: string | null;
  shipping_price: number;
  shipping_price_unit: number | null;
  shipping_price_additional_unit: number | null;
  total_price: number;
  taxes: WireTax[];
  shipping_taxes: WireTax[];
  fees: WireAmountTax[];
  promotions: unknown[];
  commission_fee: number;
  commission_vat: number;
  commission_rate_vat: number;
  commission_taxes: { code: string; amount: number; rate: number }[];
  total_commission: number;
  can_refund: boolean;
  cancelations: WireCancelation[];
  refunds: WireRefund[];
  order_line_additional_fields: WireField[];
  created_date: string;
  debited_date: string | null;
  shipped_date: string | null;
  received_date: string | null;
  last_updated_date: string;
  shipping_from: {
    address: { city: string; country_iso_code: string; street_1: string; zip_code: string };
  } | null;
};

export type WireOrder = {
  order_id: string;
  commercial_id: string;
  order_state: string;
  order_state_reason_code: string | null;
  order_state_reason_label: string | null;
  order_tax_mode: string;
  created_date: string;
  acceptance_decision_date: string | null;
  customer_debited_date: string | null;
  last_updated_date: string;
  shipping_deadline: string | null;
  delivery_date: { earliest: string; latest: string } | null;
  transaction_date: string | null;
  transaction_number: string | null;
  currency_iso_code: string;
  price: number;
  shipping_price: number;
  total_price: number;
  total_commission: number;
  promotions: { applied_promotions: unknown[]; total_deduced_amount: number };
  paymentType: string;
  payment_type: string;
  payment_workflow: string;
  channel: { code: string; label: string } | null;
  customer: {
    customer_id: string;
    civility: string | null;
    firstname: string;
    lastname: string;
    locale: string;
    billing_address: WireAddress | null;
    shipping_address: WireAddress | null;
  };
  customer_notification_email: string;
  customer_directly_pays_seller: boolean;
  fulfillment: { center: { code: string } };
  can_cancel: boolean;
  can_shop_ship: boolean;
  fully_refunded: boolean;
  has_customer_message: boolean;
  has_incident: boolean;
  has_invoice: boolean;
  leadtime_to_ship: number;
  order_additional_fields: WireField[];
  references: { order_reference_for_customer: string | null; order_reference_for_seller: string | null };
  shipping_type_code: string;
  shipping_type_label: string;
  shipping_zone_code: string;
  shipping_zone_label: string;
  shipping_carrier_code: string | null;
  shipping_company: string | null;
  shipping_tracking: string | null;
  shipping_tracking_url: string | null;
  order_lines: WireLine[];
};

/** The lines of a body that may have come from a file and need not have any. */
export function linesOf(order: WireOrder): WireLine[] {
  const lines: unknown = order.order_lines;
  return Array.isArray(lines) ? (lines.filter(isObject) as unknown as WireLine[]) : [];
}

/** ISO 8601 in UTC; milliseconds are left out when zero (mirakl.md 1.5). */
export function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
