/**
 * The catalogue of exceptions and the cases that are not found by deciding but met at the rims: an order that cannot be
 * read, and refusals of either system. Their words are quoted, because only they say what to change.
 */
import { causeKey } from './cause-key.ts';
import type { ExceptionDraft } from './exception.ts';
import { exceptionOf } from './exception-of.ts';
import { orderException } from './orders/order-exception.ts';
import type { MarketplaceOrder } from './orders/marketplace-order.ts';

export { catalogue } from './exception-of.ts';

/** A body that lacks what every order has; `path` names the field as the marketplace spells it. */
export function unreadableOrder(body: {
  readonly orderId: string;
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
}): ExceptionDraft {
  const { orderId, problems } = body;
  return exceptionOf('unreadable-order', {
    causeKey: causeKey('order', orderId),
    subject: problems.map(({ path }) => path).join(', '),
    cause: `The marketplace sent order ${orderId} in a form that cannot be read: ${problems.map(({ path, problem }) => `${path}: ${problem}`).join('; ')}.`,
    evidence: problems.map(({ path, problem }) => ({ label: path, value: problem })),
    deadline: null,
    moneyAtRisk: null,
  });
}

/** Dataverse refused the change set of an order; `code` is its error code, 0x80040265 for a plug-in (TENANT 9). */
export function refusedByDynamics(refusal: {
  readonly order: MarketplaceOrder;
  readonly code: string;
  readonly message: string;
  readonly status: number;
}): ExceptionDraft {
  const { order, code, message, status } = refusal;
  return orderException(order, 'refused-by-dynamics', {
    causeKey: causeKey('dynamics', `${code} ${message}`),
    subject: message,
    cause: `Dynamics refused the Sales Order and says: "${message}". Nothing of the order was written.`,
    evidence: [
      { label: 'Message of Dynamics', value: message },
      { label: 'Error code', value: `${code} (HTTP ${status})` },
    ],
  });
}

/** OR21 was refused. */
export function acceptanceRefused(refusal: {
  readonly order: MarketplaceOrder;
  readonly message: string;
}): ExceptionDraft {
  return orderException(refusal.order, 'acceptance-refused', {
    causeKey: causeKey('order', `${refusal.order.id}|acceptance`),
    cause: `The marketplace refused our acceptance of the order and says: "${refusal.message}".`,
    evidence: [{ label: 'Message of the marketplace', value: refusal.message }],
  });
}

/** OR04 did not take our order number. */
export function writeBackRefused(refusal: {
  readonly order: MarketplaceOrder;
  readonly errors: readonly string[];
}): ExceptionDraft {
  const words = refusal.errors.length === 0 ? 'no reason given' : refusal.errors.join('; ');
  return orderException(refusal.order, 'write-back-refused', {
    causeKey: causeKey('order', `${refusal.order.id}|write-back`),
    cause: `The order is imported, but the marketplace did not take its Dynamics order number and says: "${words}".`,
    evidence: [{ label: 'Message of the marketplace', value: words }],
    moneyAtRisk: null,
  });
}

/** Messages that are no events, counted by reason. The text of a refusal quotes nothing of the message. */
export function messageNotUnderstood(refusals: {
  readonly reason: string;
  readonly text: string;
  readonly count: number;
  /** ISO 8601. */
  readonly first: string;
  readonly last: string;
}): ExceptionDraft {
  const { reason, text, count, first, last } = refusals;
  const messages = count === 1 ? '1 message was' : `${count} messages were`;
  return exceptionOf('message-not-understood', {
    causeKey: causeKey('message', reason),
    subject: reason,
    cause: `${messages} not understood, the last at ${last}. ${text}`,
    evidence: [
      { label: 'Reason', value: reason },
      { label: 'Messages', value: String(count) },
      { label: 'First', value: first },
      { label: 'Last', value: last },
    ],
    deadline: null,
    moneyAtRisk: null,
  });
}
