/** OR11, and OR12 by ids (mirakl.md 2.2, appendix A): `GET /api/orders`. */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { instant, matches, stateSet, type OrderFilter, type Range } from './order-filter.ts';
import { flag, linkHeader, oneOf, paging } from './query.ts';
import { badRequest, okText } from './replies.ts';

export function listOrders(call: Call): SandboxResponse {
  const { store } = call.platform;
  const { max, offset, descending } = paging(call, ['dateCreated']);
  const filter = filterOf(call);
  const found = store.inOrder().filter((held) => matches(held, filter));
  if (descending) found.reverse();
  const page = found.slice(offset, offset + max);
  if (call.fault === 'duplicate-rows' && page[0]) page.push(page[0]);
  const rows = page.map((held) => store.serve(held)).join(',');
  const link = linkHeader(call, { max, offset, total: found.length });
  return okText(`{"orders":[${rows}],"total_count":${found.length}}`, link);
}

function filterOf({ query, platform }: Call): OrderFilter {
  const filter: OrderFilter = {};
  const ids = list(query, 'order_ids');
  if (ids) filter.ids = new Set(ids);
  const customerReferences = list(query, 'order_references_for_customer');
  if (customerReferences) filter.customerReferences = new Set(customerReferences);
  const sellerReferences = list(query, 'order_references_for_seller');
  if (sellerReferences) filter.sellerReferences = new Set(sellerReferences);
  const states = list(query, 'order_state_codes');
  if (states) filter.states = stateSet('order_state_codes', states);
  const channels = list(query, 'channel_codes');
  if (channels) filter.channels = new Set(channels);
  const onlyNullChannel = flag(query, 'only_null_channel');
  if (onlyNullChannel !== undefined) filter.onlyNullChannel = onlyNullChannel;
  const created = range(query, 'start_date', 'end_date');
  if (created) filter.created = created;
  const updated = range(query, 'start_update_date', 'end_update_date');
  // Mirakl moves the start back by a delta of its own, so that no order is missed (mirakl.md 2.2).
  if (updated) filter.updated = { ...updated, from: updated.from - platform.settings.updateOverlap };
  const customerDebited = flag(query, 'customer_debited');
  if (customerDebited !== undefined) filter.customerDebited = customerDebited;
  const paymentWorkflow = oneOf(query, 'payment_workflow', [
    'PAY_ON_ACCEPTANCE',
    'PAY_ON_DELIVERY',
    'PAY_ON_DUE_DATE',
    'PAY_ON_SHIPMENT',
    'NO_CUSTOMER_PAYMENT_CONFIRMATION',
  ]);
  if (paymentWorkflow !== undefined) filter.paymentWorkflow = paymentWorkflow;
  const hasIncident = flag(query, 'has_incident');
  if (hasIncident !== undefined) filter.hasIncident = hasIncident;
  // An array parameter repeats, and may also be a comma-separated list (mirakl.md 1.4).
  const centers = query.getAll('fulfillment_center_code').flatMap((codes) => codes.split(','));
  if (centers.length > 0) filter.fulfillmentCenters = new Set(centers);
  // Which prices are shown; amounts without taxes are the same in both modes, so it selects nothing.
  oneOf(query, 'order_tax_mode', ['TAX_INCLUDED', 'TAX_EXCLUDED']);
  return filter;
}

/** These parameters are one string with commas, at most 100 entries (mirakl.md 1.4, 1.8). */
function list(query: URLSearchParams, name: string): string[] | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  const entries = value.split(',');
  if (entries.length > 100) throw badRequest(`The limit of 100 is exceeded for the parameter : ${name}`);
  return entries;
}

function range(query: URLSearchParams, from: string, to: string): Range | undefined {
  const start = query.get(from);
  const end = query.get(to);
  if (start === null && end === null) return undefined;
  return {
    from: start === null ? -Infinity : instant(from, start),
    to: end === null ? Infinity : instant(to, end),
  };
}
