/** Builds an OR11 order as a customer has just placed it: state STAGING, every field that the schema requires. */
import { pounds } from './amounts.ts';
import { vatRates, type CatalogueProduct } from './catalogue.ts';
import { isoDate, type WireLine, type WireOrder } from './order-shape.ts';
import { address, somebody, type Territory } from './people.ts';
import type { Random } from './random.ts';
import { recomputeLine, recomputeOrder, usualRates } from './totals.ts';
import { vatIn, type VatMethod } from './vat.ts';

export interface LineWish {
  product: CatalogueProduct;
  quantity: number;
  /** Pence with VAT, for the whole line. */
  shippingMinor: number;
  /** Price of one unit in pence where it is not the catalogue's. */
  unitMinor?: number;
  /** Price of one unit before a discount, pence. */
  originUnitMinor?: number;
}

export interface OrderWish {
  /** X of X-A. */
  commercialId: string;
  createdAt: number;
  lines: LineWish[];
  lineIds?: 'suffix' | 'uuid' | 'number';
  /** How taxes[] is filled; by default it is empty, as it often is on B&Q. */
  vat?: VatMethod;
  territory?: Territory;
  unicode?: boolean;
  currency?: string;
}

export function newOrder(random: Random, wish: OrderWish): WireOrder {
  const created = isoDate(wish.createdAt);
  const buyer = somebody(random, wish.unicode);
  const home = address(random, buyer, wish.territory);
  const billing = { ...home };
  // Only a shipping address has it.
  delete billing.additional_info;
  const order: WireOrder = {
    order_id: `${wish.commercialId}-A`,
    commercial_id: wish.commercialId,
    order_state: 'STAGING',
    order_state_reason_code: null,
    order_state_reason_label: null,
    order_tax_mode: 'TAX_INCLUDED',
    created_date: created,
    acceptance_decision_date: null,
    customer_debited_date: null,
    last_updated_date: created,
    shipping_deadline: null,
    delivery_date: null,
    transaction_date: null,
    transaction_number: null,
    currency_iso_code: wish.currency ?? 'GBP',
    price: 0,
    shipping_price: 0,
    total_price: 0,
    total_commission: 0,
    promotions: { applied_promotions: [], total_deduced_amount: 0 },
    paymentType: 'CARD',
    payment_type: 'CARD',
    payment_workflow: 'PAY_ON_ACCEPTANCE',
    channel: { code: 'BQ_UK', label: 'B&Q UK' },
    customer: {
      customer_id: `C-${wish.commercialId}`,
      ...buyer,
      locale: 'en_GB',
      billing_address: billing,
      shipping_address: random.chance(0.85) ? { ...home } : address(random, buyer, wish.territory),
    },
    customer_notification_email: `notification+${wish.commercialId.toLowerCase()}@notification.example`,
    customer_directly_pays_seller: false,
    fulfillment: { center: { code: 'DEFAULT' } },
    can_cancel: false,
    can_shop_ship: false,
    fully_refunded: false,
    has_customer_message: false,
    has_incident: false,
    has_invoice: false,
    leadtime_to_ship: random.whole(1, 5),
    order_additional_fields: [],
    references: { order_reference_for_customer: wish.commercialId, order_reference_for_seller: null },
    shipping_type_code: 'STD',
    shipping_type_label: 'Standard delivery',
    shipping_zone_code: 'UK',
    shipping_zone_label: 'United Kingdom',
    shipping_carrier_code: null,
    shipping_company: null,
    shipping_tracking: null,
    shipping_tracking_url: null,
    order_lines: [],
  };
  order.order_lines = wish.lines.map((line, at) => newLine(random, { order, wish, line, index: at + 1 }));
  if (wish.vat) fillTaxes(order, wish.lines, wish.vat);
  recomputeOrder(order);
  return order;
}

interface LinePlace {
  order: WireOrder;
  wish: OrderWish;
  line: LineWish;
  index: number;
}

function newLine(random: Random, { order, wish, line: { product, ...line }, index }: LinePlace): WireLine {
  const unit = line.unitMinor ?? product.priceMinor;
  const made: WireLine = {
    order_line_id: lineId(random, order.order_id, index, wish.lineIds),
    order_line_index: index,
    order_line_state: 'STAGING',
    order_line_state_reason_code: null,
    order_line_state_reason_label: null,
    offer_id: 1_000_000 + Number(product.ean.slice(-6)),
    offer_sku: product.sku,
    offer_state_code: '11',
    product_sku: product.ean,
    product_shop_sku: product.sku,
    product_title: product.name,
    product_medias: [],
    category_code: product.categoryCode,
    category_label: product.categoryLabel,
    description: '',
    quantity: line.quantity,
    price_unit: pounds(unit),
    origin_unit_price: pounds(line.originUnitMinor ?? unit),
    price: pounds(unit * line.quantity),
    price_additional_info: null,
    shipping_price: pounds(line.shippingMinor),
    shipping_price_unit: null,
    shipping_price_additional_unit: null,
    total_price: 0,
    taxes: [],
    shipping_taxes: [],
    fees: [],
    promotions: [],
    commission_fee: 0,
    commission_vat: 0,
    commission_rate_vat: 0,
    commission_taxes: [],
    total_commission: 0,
    can_refund: false,
    cancelations: [],
    refunds: [],
    order_line_additional_fields: [],
    created_date: order.created_date,
    debited_date: null,
    shipped_date: null,
    received_date: null,
    last_updated_date: order.created_date,
    shipping_from: null,
  };
  recomputeLine(made, usualRates);
  return made;
}

/** Usually X-A-1; also UUIDs and plain numbers have been seen (mirakl.md 2.1). */
function lineId(random: Random, orderId: string, index: number, style: OrderWish['lineIds']): string {
  if (style === 'number') return String(random.whole(100_000, 999_999) * 10 + index);
  if (style !== 'uuid') return `${orderId}-${index}`;
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => random.whole(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}

function fillTaxes(order: WireOrder, wishes: LineWish[], method: VatMethod): void {
  const goods = vatIn(
    wishes.map(({ product, quantity, unitMinor }) => ({
      unit: unitMinor ?? product.priceMinor,
      quantity,
      rate: vatRates[product.taxCategory],
    })),
    method,
  );
  const shipping = vatIn(
    wishes.map(({ product, shippingMinor }) => ({
      unit: shippingMinor,
      quantity: 1,
      rate: vatRates[product.taxCategory],
    })),
    'line',
  );
  order.order_lines.forEach((line, at) => {
    const rate = vatRates[wishes[at]!.product.taxCategory];
    const tax = { code: 'VAT', rate, tax_calculation_rule: 'PROPORTIONAL_TO_AMOUNT' };
    line.taxes = [{ ...tax, amount: pounds(goods[at]!) }];
    if (line.shipping_price > 0) line.shipping_taxes = [{ ...tax, amount: pounds(shipping[at]!) }];
  });
}
