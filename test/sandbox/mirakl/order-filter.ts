/** The filters that OR11 and OR13 share (mirakl.md appendix A). */
import { orderStates, type WireOrder } from './order-shape.ts';
import type { Held } from './order-store.ts';
import { badRequest } from './replies.ts';

/** All conditions must hold; an absent one holds always. Ranges in ms since 1970, both ends included. */
export interface OrderFilter {
  ids?: Set<string>;
  customerReferences?: Set<string>;
  sellerReferences?: Set<string>;
  states?: Set<string>;
  channels?: Set<string>;
  onlyNullChannel?: boolean;
  created?: Range;
  updated?: Range;
  customerDebited?: boolean;
  paymentWorkflow?: string;
  hasIncident?: boolean;
  fulfillmentCenters?: Set<string>;
}

export interface Range {
  from: number;
  to: number;
}

export function matches(held: Held, filter: OrderFilter): boolean {
  const { body } = held;
  const has = (set: Set<string> | undefined, value: string | null | undefined): boolean =>
    set === undefined || (typeof value === 'string' && set.has(value));
  return (
    within(filter.updated, held.updatedAt) &&
    within(filter.created, held.createdAt) &&
    has(filter.states, body.order_state) &&
    has(filter.ids, held.id) &&
    has(filter.customerReferences, referencesOf(body).order_reference_for_customer) &&
    has(filter.sellerReferences, referencesOf(body).order_reference_for_seller) &&
    (filter.onlyNullChannel === true
      ? channelOf(body) === undefined
      : has(filter.channels, channelOf(body))) &&
    (filter.customerDebited === undefined || filter.customerDebited === isDebited(body)) &&
    (filter.paymentWorkflow === undefined || filter.paymentWorkflow === body.payment_workflow) &&
    (filter.hasIncident === undefined || filter.hasIncident === ((body as Loose).has_incident === true)) &&
    has(filter.fulfillmentCenters, centerOf(body))
  );
}

function within(range: Range | undefined, at: number): boolean {
  return range === undefined || (at >= range.from && at <= range.to);
}

/** Bodies from files may lack any of these objects. */
type Loose = { references?: Partial<WireOrder['references']> | null; channel?: { code?: string } | null } & {
  fulfillment?: { center?: { code?: string } | null } | null;
  customer_debited_date?: string | null;
  has_incident?: boolean | null;
};

function referencesOf(body: WireOrder): Partial<WireOrder['references']> {
  return (body as Loose).references ?? {};
}

function channelOf(body: WireOrder): string | undefined {
  return (body as Loose).channel?.code;
}

function centerOf(body: WireOrder): string | undefined {
  return (body as Loose).fulfillment?.center?.code;
}

function isDebited(body: WireOrder): boolean {
  return typeof (body as Loose).customer_debited_date === 'string';
}

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/;

/** A date-time with its offset, in ms (mirakl.md 1.5); a plus sign that was not percent-encoded does not pass. */
export function instant(name: string, value: string): number {
  const at = isoInstant.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw badRequest(`Error with field ${name}. Please check the field datatype.`);
  return at;
}

export function stateSet(name: string, codes: string[]): Set<string> {
  const known: readonly string[] = orderStates;
  for (const code of codes) {
    if (!known.includes(code)) throw badRequest(`Error with field ${name}. Please check the field datatype.`);
  }
  return new Set(codes);
}
