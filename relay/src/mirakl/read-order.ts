import type {
  Address,
  LineCancellation,
  LineRefund,
  MarketplaceOrder,
  MarketplaceOrderLine,
  Tax,
} from '../domain/orders/marketplace-order.ts';
import { toMinor, toRate, toWhole } from './amount.ts';
import type { Converted } from './amount.ts';
import { orderSchema } from './order-schema.ts';
import type {
  WireAddress,
  WireCancellation,
  WireLine,
  WireOrder,
  WireRefund,
  WireTax,
} from './order-schema.ts';
import { unknownParts } from './unknown-parts.ts';

export interface OrderProblem {
  /** Where, in Mirakl's words: `order_lines[0].price`. */
  readonly path: string;
  readonly problem: string;
}

export type OrderReading =
  | {
      readonly ok: true;
      readonly order: MarketplaceOrder;
      /** Fields and enum values that nobody knew when this was written. */
      readonly unknown: string[];
    }
  | { readonly ok: false; readonly problems: OrderProblem[] };

/** Reads an order as received into the domain's words, or says everything that is wrong with it. */
export function readOrder(value: unknown): OrderReading {
  const wire = orderSchema.safeParse(value);
  if (!wire.success) {
    const problems = wire.error.issues.map(({ path, message }) => ({
      path: pathText(path),
      problem: message,
    }));
    return { ok: false, problems };
  }
  const reader = new Reader(wire.data.currency_iso_code);
  const order = reader.order(wire.data);
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  return { ok: true, order, unknown: unknownParts(value) };
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`,
    )
    .join('');
}

/** Converts numbers and collects what does not fit, so that all of an order's problems are known at once. */
class Reader {
  readonly problems: OrderProblem[] = [];
  readonly #currency: string;

  constructor(currency: string) {
    this.#currency = currency;
  }

  order(wire: WireOrder): MarketplaceOrder {
    return {
      id: wire.order_id,
      commercialId: wire.commercial_id,
      state: wire.order_state,
      currency: wire.currency_iso_code,
      taxMode: taxMode(wire.order_tax_mode),
      createdAt: wire.created_date,
      updatedAt: wire.last_updated_date,
      acceptedAt: wire.acceptance_decision_date,
      debitedAt: wire.customer_debited_date,
      shipBy: wire.shipping_deadline,
      price: this.#money(wire.price, 'price'),
      shipping: this.#money(wire.shipping_price, 'shipping_price'),
      total: this.#money(wire.total_price, 'total_price'),
      customer: {
        id: wire.customer?.customer_id ?? null,
        firstName: wire.customer?.firstname ?? null,
        lastName: wire.customer?.lastname ?? null,
      },
      billingAddress: address(wire.customer?.billing_address ?? null),
      shippingAddress: address(wire.customer?.shipping_address ?? null),
      shippingMethod: wire.shipping_type_label ?? wire.shipping_type_code,
      parcel: {
        carrier: wire.shipping_company ?? wire.shipping_carrier_code,
        trackingNumber: wire.shipping_tracking,
        trackingUrl: wire.shipping_tracking_url,
      },
      sellerReference: wire.references?.order_reference_for_seller ?? null,
      hasIncident: wire.has_incident,
      lines: wire.order_lines.map((line, index) => this.#line(line, index)),
    };
  }

  #line(wire: WireLine, position: number): MarketplaceOrderLine {
    const at = `order_lines[${position}]`;
    const money = (text: string, field: string) => this.#money(text, `${at}.${field}`);
    return {
      id: wire.order_line_id,
      index: this.#whole(wire.order_line_index ?? String(position + 1), `${at}.order_line_index`),
      state: wire.order_line_state,
      sku: wire.offer_sku,
      title: wire.product_title,
      quantity: this.#whole(wire.quantity, `${at}.quantity`),
      unitPrice: money(wire.price_unit, 'price_unit'),
      price: money(wire.price, 'price'),
      shipping: money(wire.shipping_price, 'shipping_price'),
      total: money(wire.total_price, 'total_price'),
      taxes: this.#taxes(wire.taxes, `${at}.taxes`),
      shippingTaxes: this.#taxes(wire.shipping_taxes, `${at}.shipping_taxes`),
      commission: money(wire.commission_fee, 'commission_fee'),
      commissionTaxes: this.#taxes(wire.commission_taxes, `${at}.commission_taxes`),
      fees: wire.fees.map((fee, index) => ({
        code: fee.code,
        amount: money(fee.amount, `fees[${index}].amount`),
      })),
      refunds: wire.refunds.map((refund, index) => this.#refund(refund, `${at}.refunds[${index}]`)),
      cancellations: wire.cancelations.map((cancellation, index) =>
        this.#cancellation(cancellation, `${at}.cancelations[${index}]`),
      ),
      receivedAt: wire.received_date,
      shippedAt: wire.shipped_date,
    };
  }

  #refund(wire: WireRefund, at: string): LineRefund {
    return {
      id: wire.id,
      // `state` is the deprecated twin, all that older platforms send (mirakl.md 2.6).
      state: wire.refund_state ?? wire.state,
      // A refund of shipping alone has no amount, and the other way round: optional in the specification, so none is zero.
      amount: this.#money(wire.amount ?? '0', `${at}.amount`),
      shipping: this.#money(wire.shipping_amount ?? '0', `${at}.shipping_amount`),
      quantity: this.#maybeWhole(wire.quantity, `${at}.quantity`),
      taxes: this.#taxes(wire.taxes, `${at}.taxes`),
      shippingTaxes: this.#taxes(wire.shipping_taxes, `${at}.shipping_taxes`),
      commission: this.#money(wire.commission_amount, `${at}.commission_amount`),
      commissionTaxes: this.#taxes(wire.commission_taxes, `${at}.commission_taxes`),
      reasonCode: wire.reason_code,
      createdAt: wire.created_date,
    };
  }

  #cancellation(wire: WireCancellation, at: string): LineCancellation {
    return {
      id: wire.id,
      amount: this.#money(wire.amount ?? '0', `${at}.amount`),
      shipping: this.#money(wire.shipping_amount ?? '0', `${at}.shipping_amount`),
      quantity: this.#maybeWhole(wire.quantity, `${at}.quantity`),
      reasonCode: wire.reason_code,
      createdAt: wire.created_date,
    };
  }

  #taxes(wire: readonly WireTax[], at: string): Tax[] {
    return wire.map((tax, index) => ({
      code: tax.code,
      amount: this.#money(tax.amount, `${at}[${index}].amount`),
      rate: tax.rate === null ? null : this.#take(toRate(tax.rate), `${at}[${index}].rate`),
    }));
  }

  #money(text: string, path: string): number {
    return this.#take(toMinor(text, this.#currency), path);
  }

  #whole(text: string, path: string): number {
    return this.#take(toWhole(text), path);
  }

  #maybeWhole(text: string | null, path: string): number | null {
    return text === null ? null : this.#whole(text, path);
  }

  /** The value, or a noted problem; the zero that stands in never leaves, because an order with problems is not handed out. */
  #take(converted: Converted, path: string): number {
    if (converted.ok) return converted.value;
    this.problems.push({ path, problem: converted.problem });
    return 0;
  }
}

function taxMode(text: string | null): MarketplaceOrder['taxMode'] {
  return text === 'TAX_INCLUDED' || text === 'TAX_EXCLUDED' ? text : null;
}

function address(wire: WireAddress | null): Address | null {
  if (wire === null) return null;
  return {
    firstName: wire.firstname,
    lastName: wire.lastname,
    company: wire.company,
    street1: wire.street_1,
    street2: wire.street_2,
    additionalInfo: wire.additional_info,
    city: wire.city,
    state: wire.state,
    postcode: wire.zip_code,
    country: wire.country,
    countryCode: wire.country_iso_code,
    phone: wire.phone ?? wire.phone_secondary,
  };
}
