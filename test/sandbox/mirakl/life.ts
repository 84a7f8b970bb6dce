/** The order state machine (mirakl.md 2.5): what follows a state, when, and what a body says in each state. */
import { isoDate, linesOf, type OrderState, type WireOrder } from './order-shape.ts';
import type { Delays, MiraklSettings } from './settings.ts';

export interface Step {
  to: OrderState;
  /** Milliseconds after the state before was entered. */
  after: number;
}

/** The marketplace's own next move from a state; undefined where only the seller moves on, or nothing does. */
export function nextStep(state: string, settings: MiraklSettings, delays: Delays): Step | undefined {
  const step = (to: OrderState, after: number | null): Step | undefined =>
    after === null ? undefined : { to, after };
  switch (state) {
    case 'STAGING':
      return step(
        settings.orderAcceptance === 'AUTOMATIC' ? 'WAITING_DEBIT' : 'WAITING_ACCEPTANCE',
        delays.staging,
      );
    case 'WAITING_DEBIT':
      return step('WAITING_DEBIT_PAYMENT', delays.debit);
    case 'WAITING_DEBIT_PAYMENT':
      return step('SHIPPING', delays.payment);
    case 'SHIPPING':
      return step('SHIPPED', delays.ship);
    case 'SHIPPED':
    case 'TO_COLLECT':
      return step('RECEIVED', delays.receive);
    case 'RECEIVED':
      return step('CLOSED', delays.close);
    default:
      return undefined;
  }
}

/** States that a line reaches by itself, and that the order's further life does not overwrite. */
const settledLineStates = new Set(['CANCELED', 'REFUSED', 'REFUNDED', 'INCIDENT_OPEN']);

/** Moves an order and its open lines into a state at a moment (ms) and sets what that state implies. */
export function enter(order: WireOrder, state: OrderState, at: number): void {
  const date = isoDate(at);
  order.order_state = state;
  order.can_cancel = state === 'WAITING_ACCEPTANCE' || state === 'WAITING_DEBIT';
  order.can_shop_ship = state === 'SHIPPING';
  if (state === 'WAITING_DEBIT' || state === 'REFUSED') order.acceptance_decision_date ??= date;
  if (state === 'SHIPPING') {
    order.customer_debited_date = date;
    order.transaction_date = date;
    order.transaction_number = `TR-${order.order_id}`;
    order.shipping_deadline = isoDate(at + daysToShip(order) * 24 * 60 * 60 * 1000);
  }
  if (state === 'RECEIVED') order.order_state_reason_code = 'AUTO_RECEIVED';
  for (const line of linesOf(order)) {
    if (settledLineStates.has(line.order_line_state)) continue;
    line.order_line_state = state;
    line.can_refund = ['SHIPPING', 'SHIPPED', 'TO_COLLECT', 'RECEIVED'].includes(state);
    if (state === 'SHIPPING') line.debited_date = date;
    if (state === 'SHIPPED') line.shipped_date = date;
    if (state === 'RECEIVED') line.received_date = date;
    line.last_updated_date = date;
  }
  order.last_updated_date = date;
}

/** Two days where a loaded body does not say, or says nonsense. */
function daysToShip(order: WireOrder): number {
  const days: unknown = order.leadtime_to_ship;
  return typeof days === 'number' && days >= 0 && days <= 365 ? days : 2;
}

/** Whether names and addresses are shown in a state (mirakl.md 2.4). */
export function showsDetails(state: string, settings: MiraklSettings): boolean {
  if (settings.detailsBeforeAcceptance) return state !== 'STAGING';
  return ['SHIPPING', 'SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED'].includes(state);
}
