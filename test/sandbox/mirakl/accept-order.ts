/** OR21: the seller accepts or refuses each line of an order that waits for it (mirakl.md 2.6). */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { isObject, type Json } from './lossless-json.ts';
import { isoDate, linesOf, type WireOrder } from './order-shape.ts';
import { bodyObject, noContent, refuseCoded } from './replies.ts';

export function acceptOrder(call: Call): SandboxResponse {
  const { store, settings, offers } = call.platform;
  const body = bodyObject(call.request);
  const held = store.find(call.id);
  if (!held) return refused('ORDER_NOT_FOUND', 'order_id', 'The requested order does not exist', 404);
  if (!Array.isArray(body.order_lines) || body.order_lines.length === 0) {
    return refused('VALIDATION_ERROR', 'order_lines', 'order_lines is mandatory');
  }
  const decisions = body.order_lines;
  if (decisions.includes(null)) {
    return refused('ORDER_LINE_NULL_ELEMENT', 'order_lines', 'The order lines list contains a null element');
  }
  if (!decisions.every(isDecision)) {
    return refused('VALIDATION_ERROR', 'order_lines', 'id and accepted are mandatory');
  }
  const order = held.body;
  if (isFulfilledByOperator(order)) {
    return refused('ORDER_FULFILLED_UNAUTHORIZED', 'order_id', 'Unauthorized action on a fulfilled order');
  }
  if (order.order_state !== 'WAITING_ACCEPTANCE') {
    return refused(
      'ORDER_INVALID_STATE',
      'order_id',
      'Order is not in the expected state for this operation',
    );
  }
  const accepted = new Map(decisions.map((decision) => [decision.id, decision.accepted]));
  if (accepted.size < decisions.length) {
    return refused('ORDER_LINE_DUPLICATE_ID', 'order_lines', 'Duplicate order line ids');
  }
  const lines = linesOf(order);
  if ([...accepted.keys()].some((id) => !lines.some((line) => line.order_line_id === id))) {
    return refused('ORDER_LINE_NOT_FOUND', 'order_lines', 'The order line does not belong to the order');
  }
  if (accepted.size < lines.length) {
    return refused(
      'ORDER_LINE_ACCEPTANCE_DECISION_MISSING',
      'order_lines',
      'A decision is missing for some lines',
    );
  }
  const answers = new Set(accepted.values());
  if (answers.size === 2 && !settings.partialAcceptance) {
    return refused(
      'ORDER_PARTIAL_ACCEPTANCE_DISABLED',
      'order_lines',
      'Partial acceptance is disabled for this shop',
    );
  }
  for (const line of lines) {
    if (accepted.get(line.order_line_id) !== false) continue;
    line.order_line_state = 'REFUSED';
    if (settings.cancellationRestocks && held.reducedOffers)
      offers.giveBack(line.offer_sku, line.quantity, call.now);
  }
  order.acceptance_decision_date = isoDate(call.now);
  // From here on the order lives, also one that was loaded from a file.
  held.moves = true;
  store.move(held, answers.has(true) ? 'WAITING_DEBIT' : 'REFUSED', call.now);
  return noContent();
}

type Decision = { id: string; accepted: boolean };

function isDecision(value: Json): value is Decision {
  return isObject(value) && typeof value.id === 'string' && typeof value.accepted === 'boolean';
}

/** DEFAULT is the seller's own stock; any other centre is the operator's (appendix A, fulfillment). */
function isFulfilledByOperator(order: WireOrder): boolean {
  const loose = order as { fulfillment?: { center?: { code?: string } | null } | null };
  return (loose.fulfillment?.center?.code ?? 'DEFAULT') !== 'DEFAULT';
}

function refused(code: string, field: string, message: string, status = 400): SandboxResponse {
  return refuseCoded(status, [{ code, field, message }]);
}
