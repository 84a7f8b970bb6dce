/** OR04: writes the seller's own reference into up to 100 orders; each order succeeds or fails by itself, in a 200. */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { isObject, type Json } from './lossless-json.ts';
import { badRequest, bodyObject, ok, type CodedError } from './replies.ts';

export function patchOrders(call: Call): SandboxResponse {
  const { orders } = bodyObject(call.request);
  if (!Array.isArray(orders)) throw badRequest('Error with field orders. Please check the field datatype.');
  if (orders.length > 100) throw badRequest('Too many orders given');
  return ok({ updated_orders: orders.map((order, position) => patchOne(call, order, position)) });
}

function patchOne(call: Call, order: Json, position: number): object {
  const failed = (code: string, field: string, message: string): object => {
    const errors: CodedError[] = [{ code, field: `orders[${position}].${field}`, message }];
    return { order_id: isObject(order) && typeof order.order_id === 'string' ? order.order_id : '', errors };
  };
  if (!isObject(order) || typeof order.order_id !== 'string') {
    return failed('VALIDATION_ERROR', 'order_id', 'order_id is mandatory');
  }
  const held = call.platform.store.find(order.order_id);
  if (!held) return failed('ORDER_NOT_FOUND', 'order_id', 'The requested order does not exist');
  const references = order.references ?? null;
  if (references === null) return { order_id: held.id, errors: [], updated: {} };
  if (!isObject(references)) return failed('VALIDATION_ERROR', 'references', 'Field type is invalid');
  const reference = references.order_reference_for_seller;
  if (reference === undefined) return { order_id: held.id, errors: [], updated: {} };
  if (reference !== null && (typeof reference !== 'string' || reference.trim() === '')) {
    return failed(
      'VALIDATION_ERROR',
      'references.order_reference_for_seller',
      'The reference may not be blank',
    );
  }
  call.platform.store.change(held, call.now, (body) => {
    const known = isObject(body.references) ? body.references : { order_reference_for_customer: null };
    body.references = { ...known, order_reference_for_seller: reference };
  });
  return {
    order_id: held.id,
    errors: [],
    updated: { references: reference === null ? {} : { order_reference_for_seller: reference } },
  };
}
