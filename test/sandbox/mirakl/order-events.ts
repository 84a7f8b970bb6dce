/** What customers and the operator do to an order: cancel a line, refund, open an incident, hold an address back. */
import { pence, pounds, share } from './amounts.ts';
import { recomputeLine, recomputeOrder } from './totals.ts';
import {
  isoDate,
  linesOf,
  type OrderState,
  type WireLine,
  type WireOrder,
  type WireTax,
} from './order-shape.ts';
import type { OfferStore } from './offer-store.ts';
import type { Held, OrderStore } from './order-store.ts';
import type { MiraklSettings } from './settings.ts';

export interface Part {
  /** Units concerned; default all that are left. */
  quantity?: number;
  /** Price part in pounds; default: the units' share of the line's price. */
  amount?: number;
  /** Shipping part in pounds; default: the units' share of the line's shipping price. */
  shippingAmount?: number;
  reasonCode?: string;
}

export class OrderEvents {
  readonly #store: OrderStore;
  readonly #settings: MiraklSettings;
  /** Moves the marketplace's time on and returns it. */
  readonly #observe: () => number;
  readonly #offers: OfferStore;
  #nextId = 1000;

  constructor(store: OrderStore, settings: MiraklSettings, offers: OfferStore, observe: () => number) {
    this.#store = store;
    this.#offers = offers;
    this.#settings = settings;
    this.#observe = observe;
  }

  /** Changes an order in place; its last_updated_date becomes now. */
  change(orderId: string, change: (order: WireOrder) => void): void {
    const now = this.#observe();
    this.#store.change(this.#held(orderId), now, change);
  }

  /** The order enters a state now, with all that the state implies. */
  moveTo(orderId: string, state: OrderState): void {
    const now = this.#observe();
    this.#store.move(this.#held(orderId), state, now);
  }

  /**
   * Cancels units of a line before shipping. By default the cancelled amounts leave the line and the order
   * (mirakl.md 2.3); a line with no units left is CANCELED, an order with no other line as well.
   */
  cancelLine(orderId: string, lineId: string, part: Part = {}): string {
    const id = this.#id();
    const now = this.#observe();
    const held = this.#held(orderId);
    this.#store.change(held, now, (order) => {
      const line = lineOf(order, lineId);
      const all = (part.quantity ?? line.quantity) >= line.quantity;
      const taken = this.#part(line, part, now);
      line.cancelations.push({ id, ...taken, reason_code: part.reasonCode ?? 'CANCELATION_34' });
      if (this.#settings.cancelledAmounts === 'leave') {
        takeAway(line, taken);
        recomputeLine(line, this.#settings);
        recomputeOrder(order);
      }
      line.last_updated_date = isoDate(now);
      if (all) line.order_line_state = 'CANCELED';
      if (this.#settings.cancellationRestocks && held.reducedOffers) {
        this.#offers.giveBack(line.offer_sku, taken.quantity, now);
      }
    });
    if (linesOf(held.body).every((line) => line.order_line_state === 'CANCELED')) {
      this.#store.move(held, 'CANCELED', now);
    }
    return id;
  }

  /** Refunds part of a line; amounts of the line and the order stay as they are (mirakl.md 2.3). Returns the refund's id. */
  refund(orderId: string, lineId: string, part: Part & { state?: string } = {}): string {
    const id = this.#id();
    const now = this.#observe();
    this.#store.change(this.#held(orderId), now, (order) => {
      const line = lineOf(order, lineId);
      const state = part.state ?? 'REFUNDED';
      const taken = this.#part(line, part, now);
      line.refunds.push({
        id,
        order_refund_id: `${order.order_id}-R${id}`,
        ...taken,
        reason_code: part.reasonCode ?? 'REFUND_65',
        refund_state: state,
        state: state === 'WAITING_REFUND_TAX_CONFIRMATION' ? 'WAITING_REFUND' : state,
        commission_tax_amount: taken.commission_taxes[0]?.amount ?? 0,
        transaction_date: state === 'REFUNDED' ? isoDate(now) : null,
        transaction_number: state === 'REFUNDED' ? `TR-${id}` : null,
      });
      line.can_refund = false;
      line.last_updated_date = isoDate(now);
      const refunded = linesOf(order)
        .flatMap((each) => each.refunds)
        .reduce((sum, each) => sum + pence(each.amount) + pence(each.shipping_amount), 0);
      order.fully_refunded = refunded >= pence(order.price) + pence(order.shipping_price);
    });
    return id;
  }

  openIncident(orderId: string, lineId: string, reasonCode = 'INCIDENT_1'): void {
    this.change(orderId, (order) => {
      const line = lineOf(order, lineId);
      line.order_line_state = 'INCIDENT_OPEN';
      line.order_line_state_reason_code = reasonCode;
      order.has_incident = true;
    });
  }

  closeIncident(orderId: string, lineId: string, reasonCode = 'INCIDENT_10'): void {
    this.change(orderId, (order) => {
      const line = lineOf(order, lineId);
      line.order_line_state = order.order_state;
      line.order_line_state_reason_code = reasonCode;
      order.has_incident = linesOf(order).some((each) => each.order_line_state === 'INCIDENT_OPEN');
    });
  }

  /**
   * The addresses of an order are empty texts for `ms` of sandbox time, or for so many servings. `bump`: whether
   * their arrival moves last_updated_date, which nobody has written down; after servings it never does.
   */
  deliverAddressLate(orderId: string, until: { ms: number; bump?: boolean } | { servings: number }): void {
    const now = this.#observe();
    const late = 'servings' in until ? until : { at: now + until.ms, bump: until.bump ?? true };
    this.#store.withholdAddress(this.#held(orderId), late);
  }

  #held(orderId: string): Held {
    const held = this.#store.find(orderId);
    if (!held) throw new Error(`the Mirakl sandbox has no order ${orderId}`);
    return held;
  }

  #id(): string {
    this.#nextId += 1;
    return String(this.#nextId);
  }

  /** Amounts, taxes and commission of a part of a line, in the shape that refunds and cancellations share. */
  #part(line: WireLine, part: Part, now: number): Taken {
    const quantity = part.quantity ?? line.quantity;
    const amount = part.amount ?? share(line.price, quantity, line.quantity);
    const shipping_amount = part.shippingAmount ?? share(line.shipping_price, quantity, line.quantity);
    const commission_amount = share(amount + shipping_amount, this.#settings.commissionRate, 100);
    const commissionTax = share(commission_amount, this.#settings.commissionTaxRate, 100);
    return {
      amount,
      shipping_amount,
      quantity,
      created_date: isoDate(now),
      commission_amount,
      commission_taxes: [{ code: 'VAT', amount: commissionTax }],
      commission_total_amount: pounds(pence(commission_amount) + pence(commissionTax)),
      taxes: partOfTaxes(line.taxes, amount, line.price),
      shipping_taxes: partOfTaxes(line.shipping_taxes, shipping_amount, line.shipping_price),
    };
  }
}

type Taken = Omit<WireLine['cancelations'][number], 'id' | 'reason_code'>;

function lineOf(order: WireOrder, lineId: string): WireLine {
  const line = linesOf(order).find((each) => each.order_line_id === lineId);
  if (!line) throw new Error(`order ${order.order_id} has no line ${lineId}`);
  return line;
}

function partOfTaxes(
  taxes: WireTax[],
  amount: number,
  whole: number,
): { code: string; amount: number; rate: number }[] {
  return taxes.map((tax) => ({
    code: tax.code,
    rate: tax.rate,
    amount: whole === 0 ? 0 : share(tax.amount, amount, whole),
  }));
}

function takeAway(line: WireLine, taken: Taken): void {
  const less = (whole: number, part: number): number => pounds(pence(whole) - pence(part));
  line.quantity -= taken.quantity;
  line.price = less(line.price, taken.amount);
  line.shipping_price = less(line.shipping_price, taken.shipping_amount);
  line.taxes.forEach((tax, at) => (tax.amount = less(tax.amount, taken.taxes[at]?.amount ?? 0)));
  line.shipping_taxes.forEach(
    (tax, at) => (tax.amount = less(tax.amount, taken.shipping_taxes[at]?.amount ?? 0)),
  );
}
