/**
 * Whether an order may become a Sales Order (mirakl.md 2.5).
 *
 * STAGING, WAITING_DEBIT, WAITING_DEBIT_PAYMENT: not cleared, wait.
 * WAITING_ACCEPTANCE: accept where policy says so, else wait for a person to do it on the marketplace.
 * SHIPPING, SHIPPED, TO_COLLECT, RECEIVED, CLOSED: cleared; the marketplace asks for dispatch only once it is paid.
 *   The debit date is not the gate: it is optional, and payment on a due date comes after dispatch.
 * REFUSED, CANCELED, or no line left: over.
 * Anything else: a state that came after this was written; wait and tell an administrator.
 */
import { plusMinutes } from '../instant.ts';
import { causeKey } from '../cause-key.ts';
import type { OrderDecision, OrderFacts } from './decision.ts';
import { liveLines } from './live-lines.ts';
import { orderException } from './order-exception.ts';

const clearedStates = new Set(['SHIPPING', 'SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED']);
const unpaidStates = new Set(['STAGING', 'WAITING_DEBIT', 'WAITING_DEBIT_PAYMENT']);
const endedStates = new Set(['REFUSED', 'CANCELED']);

/** Until the order is looked at again without news; a change on the marketplace always comes first. */
const lookAgainMinutes = 6 * 60;

/** `cleared`, or the decision that ends the matter for now. */
export function clearing(facts: OrderFacts): 'cleared' | OrderDecision {
  const { order, marketplace, now } = facts;
  if (endedStates.has(order.state)) {
    return {
      kind: 'done',
      text: `${order.state === 'REFUSED' ? 'Refused' : 'Cancelled'} before it was imported`,
      advisories: [],
    };
  }
  const wait = { kind: 'wait', until: plusMinutes(now, lookAgainMinutes), advisories: [] } as const;
  if (unpaidStates.has(order.state)) return { ...wait, reason: 'not-cleared', text: 'Not paid yet' };
  if (order.state === 'WAITING_ACCEPTANCE') {
    return marketplace.acceptOrders
      ? { kind: 'accept', lineIds: order.lines.map((line) => line.id) }
      : { ...wait, reason: 'acceptance', text: 'To be accepted on the marketplace' };
  }
  if (clearedStates.has(order.state)) {
    return liveLines(order).length > 0
      ? 'cleared'
      : { kind: 'done', text: 'Every line is cancelled or refused', advisories: [] };
  }
  return {
    ...wait,
    reason: 'unknown-state',
    text: `The marketplace state "${order.state}" is not known`,
    advisories: [unknownState(facts)],
  };
}

function unknownState({ order }: OrderFacts) {
  return orderException(order, 'unknown-state', {
    causeKey: causeKey('set-up', `order state ${order.state}`),
    subject: order.state,
    cause: `The marketplace says that the order is "${order.state}". That is not among the states that we know, so it waits.`,
    evidence: [{ label: 'State', value: order.state }],
  });
}
