/**
 * The life of an order as far as it has come, for the timeline on the forms. What happened on the marketplace follows
 * from its latest reading; what the relay did in Dynamics carries the relay's own times. A step that is known to have
 * happened but not when has no time, and stands behind the step before it.
 */
import { instant } from '../instant.ts';
import { moneyText } from '../money.ts';
import { cut } from '../text.ts';
import type { MarketplaceOrder, MarketplaceOrderLine } from './marketplace-order.ts';

export interface OrderMilestone {
  readonly kind:
    | 'placed'
    | 'accepted'
    | 'paid'
    | 'imported'
    | 'written-back'
    | 'dispatched'
    | 'received'
    | 'cancelled'
    | 'incident'
    | 'refunded';
  readonly side: 'marketplace' | 'dynamics';
  readonly at: string | null;
  readonly happened: boolean;
  readonly detail: string | null;
  readonly url: string | null;
}

/** What the relay did, when: the order's other side. */
export interface DynamicsSide {
  readonly importedAt: string | null;
  readonly salesOrderNumber: string | null;
  readonly writtenBackAt: string | null;
}

/** So that all of them fit into their column of 20,000 characters, whatever stands in them. */
const mostOfAKind = 12;
const longestDetail = 160;
const longestUrl = 300;

export function milestones(order: MarketplaceOrder, dynamics: DynamicsSide): readonly OrderMilestone[] {
  return inTime([
    step('placed', order.createdAt),
    ...reached(order, 'accepted', order.acceptedAt),
    ...reached(order, 'paid', order.debitedAt),
    ...ours('imported', dynamics.importedAt, dynamics.salesOrderNumber),
    ...ours('written-back', dynamics.writtenBackAt, dynamics.salesOrderNumber),
    ...dispatches(order),
    ...receipts(order),
    ...incidents(order),
    ...few(refunds(order)),
    ...few(cancellations(order)),
  ]);
}

/** Behind which states each step lies, even where the marketplace does not say when (mirakl.md 2.5). */
const passedIn = {
  accepted: new Set([
    ...['WAITING_DEBIT', 'WAITING_DEBIT_PAYMENT', 'SHIPPING', 'SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED'],
  ]),
  paid: new Set(['SHIPPING', 'SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED']),
  dispatched: new Set(['SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED']),
  received: new Set(['RECEIVED']),
} as const;

function reached(
  order: MarketplaceOrder,
  kind: 'accepted' | 'paid',
  at: string | null,
): readonly OrderMilestone[] {
  return at !== null || passedIn[kind].has(order.state) ? [step(kind, at)] : [];
}

function ours(
  kind: 'imported' | 'written-back',
  at: string | null,
  number: string | null,
): readonly OrderMilestone[] {
  return at === null ? [] : [{ ...step(kind, at, number), side: 'dynamics' }];
}

/** One for each time at which lines were sent; the marketplace names the parcel that was sent last. */
function dispatches(order: MarketplaceOrder): readonly OrderMilestone[] {
  const sent = few(inGroups(order.lines, (line) => line.shippedAt, 'dispatched'));
  const parcel = parcelOf(order);
  const last = sent.at(-1);
  if (last !== undefined) {
    const detail = [last.detail, parcel.detail].filter((part) => part !== null).join('; ');
    return [...sent.slice(0, -1), { ...last, detail: detail === '' ? null : detail, url: parcel.url }];
  }
  if (passedIn.dispatched.has(order.state))
    return [{ ...step('dispatched', null, parcel.detail), url: parcel.url }];
  // A parcel that is announced and not on its way yet.
  return parcel.detail === null
    ? []
    : [{ ...step('dispatched', null, parcel.detail), url: parcel.url, happened: false }];
}

function receipts(order: MarketplaceOrder): readonly OrderMilestone[] {
  const received = few(inGroups(order.lines, (line) => line.receivedAt, 'received'));
  return received.length === 0 && passedIn.received.has(order.state) ? [step('received', null)] : received;
}

/** The lines that share a time, as one step; named only where they are not all lines. */
function inGroups(
  lines: readonly MarketplaceOrderLine[],
  timeOf: (line: MarketplaceOrderLine) => string | null,
  kind: 'dispatched' | 'received',
): readonly OrderMilestone[] {
  const groups = new Map<string, number[]>();
  for (const line of lines) {
    const at = timeOf(line);
    if (at !== null) groups.set(at, [...(groups.get(at) ?? []), line.index]);
  }
  return [...groups]
    .sort(([one], [other]) => (instant(one) ?? 0) - (instant(other) ?? 0))
    .map(([at, indexes]) =>
      step(
        kind,
        at,
        indexes.length === lines.length
          ? null
          : `${indexes.length === 1 ? 'Line' : 'Lines'} ${indexes.join(', ')}`,
      ),
    );
}

function parcelOf({ parcel }: MarketplaceOrder): Pick<OrderMilestone, 'detail' | 'url'> {
  const detail = [parcel.carrier, parcel.trackingNumber].filter((part) => part !== null).join(', ');
  const { trackingUrl: url } = parcel;
  const followed = url !== null && url.length <= longestUrl && /^https:\/\/[^\s"'<>\\]+$/i.test(url);
  return { detail: detail === '' ? null : detail, url: followed ? url : null };
}

function incidents(order: MarketplaceOrder): readonly OrderMilestone[] {
  return order.hasIncident ? [step('incident', null)] : [];
}

function refunds(order: MarketplaceOrder): readonly OrderMilestone[] {
  return order.lines.flatMap((line) =>
    line.refunds.map((refund) => {
      const amount = moneyText(refund.amount + refund.shipping, order.currency);
      return step('refunded', refund.createdAt, `Line ${line.index}: ${amount}`);
    }),
  );
}

function cancellations(order: MarketplaceOrder): readonly OrderMilestone[] {
  const named = order.lines.flatMap((line) =>
    line.cancellations.map((cancellation) => {
      const { quantity } = cancellation;
      const units = quantity === null ? '' : `, ${quantity} ${quantity === 1 ? 'unit' : 'units'}`;
      const amount = moneyText(cancellation.amount + cancellation.shipping, order.currency);
      return step('cancelled', cancellation.createdAt, `Line ${line.index}${units}: ${amount}`);
    }),
  );
  if (order.state === 'REFUSED') return [...named, step('cancelled', null, 'Refused by the seller')];
  return order.state === 'CANCELED' && named.length === 0 ? [step('cancelled', null)] : named;
}

/** The first of them, and behind them how many more there are. */
function few(steps: readonly OrderMilestone[]): readonly OrderMilestone[] {
  const last = steps.at(-1);
  if (last === undefined || steps.length <= mostOfAKind) return steps;
  const kept = steps.slice(0, mostOfAKind - 1);
  return [...kept, { ...last, detail: `and ${steps.length - kept.length} more` }];
}

function step(kind: OrderMilestone['kind'], at: string | null, detail: string | null = null): OrderMilestone {
  const text = detail === null ? null : cut(detail, longestDetail);
  return { kind, side: 'marketplace', at, happened: true, detail: text, url: null };
}

/** In the order of time; what has none stays behind what it was named after, and what is to come is last. */
function inTime(steps: readonly OrderMilestone[]): readonly OrderMilestone[] {
  let before = -Infinity;
  return steps
    .map((one) => {
      before = instant(one.at) ?? before;
      return { one, at: one.happened ? before : Infinity };
    })
    .sort((one, other) => (one.at === other.at ? 0 : one.at - other.at))
    .map(({ one }) => one);
}
