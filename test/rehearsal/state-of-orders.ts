/** Where every order stands, read from the pretend Dynamics and the pretend B&Q themselves, not from the relay's own words. */
import type { Row } from '../sandbox/dataverse/model.ts';
import type { World } from './world.ts';

export const places = { 927_130_000: 'waiting', 927_130_001: 'exception', 927_130_002: 'done' } as const;
export type PlaceName = (typeof places)[keyof typeof places];

export interface OrderState {
  readonly orderId: string;
  readonly outcome: PlaceName | 'unseen';
  readonly reason: string | null;
  readonly exceptions: readonly { code: string; causeKey: string; severity: 'blocking' | 'advisory' }[];
  readonly salesOrder: { number: string; total: number; tax: number; lines: number } | null;
}

export interface StateOfOrders {
  readonly orders: readonly OrderState[];
  /** `seen` comes from the marketplace, so that the identity seen = done + waiting + exception can fail. */
  readonly counts: { seen: number; done: number; waiting: number; exception: number };
  readonly exceptionsByCode: Readonly<Record<string, number>>;
  /** How many exceptions of each cause were cleared: what a saved mapping or rule set free. */
  readonly clearedByCause: Readonly<Record<string, number>>;
}

export function stateOfOrders(world: World): StateOfOrders {
  const { dataverse, mirakl } = world;
  const rows = new Map(dataverse.rows('mpb_order').map((row) => [String(row.mpb_name), row]));
  const exceptions = new Map<string, Row[]>();
  for (const row of dataverse.rows('mpb_exception')) {
    if (row.statecode !== 0) continue;
    const key = String(row.mpb_orderid);
    exceptions.set(key, [...(exceptions.get(key) ?? []), row]);
  }
  const ids = new Set([...servedIds(mirakl.orders, rows), ...rows.keys()]);
  const orders = [...ids].map((orderId): OrderState => {
    const row = rows.get(orderId);
    if (!row) return { orderId, outcome: 'unseen', reason: null, exceptions: [], salesOrder: null };
    const { mpb_salesorderid: salesOrderId } = row;
    const salesOrder =
      typeof salesOrderId === 'string' ? dataverse.get('salesorder', salesOrderId) : undefined;
    return {
      orderId,
      outcome: places[row.mpb_place as keyof typeof places],
      reason: (row.mpb_reason as string | null) ?? null,
      exceptions: (exceptions.get(String(row.mpb_orderid)) ?? []).map((exception) => ({
        code: String(exception.mpb_code),
        causeKey: String(exception.mpb_causekey),
        severity: exception.mpb_severity === 927_130_000 ? 'blocking' : 'advisory',
      })),
      salesOrder: salesOrder ? totalsOf(salesOrder, world) : null,
    };
  });
  const count = (place: OrderState['outcome']) => orders.filter((order) => order.outcome === place).length;
  const exceptionsByCode: Record<string, number> = {};
  for (const order of orders) {
    for (const { code } of order.exceptions) exceptionsByCode[code] = (exceptionsByCode[code] ?? 0) + 1;
  }
  const clearedByCause: Record<string, number> = {};
  for (const row of dataverse.rows('mpb_exception')) {
    const cause = String(row.mpb_causekey);
    if (row.statecode === 1) clearedByCause[cause] = (clearedByCause[cause] ?? 0) + 1;
  }
  return {
    orders,
    clearedByCause,
    counts: {
      seen: orders.length,
      done: count('done'),
      waiting: count('waiting'),
      exception: count('exception'),
    },
    exceptionsByCode,
  };
}

/** Everything that can be done now is done: what still waits, waits for the marketplace or for a person. */
export function isSettled({ mirakl, dataverse, clock }: World, { orders }: StateOfOrders): boolean {
  const isOpen = (order: OrderState) =>
    order.outcome === 'unseen' || (order.outcome === 'waiting' && order.salesOrder !== null);
  const isDue = ({ mpb_dueon: dueOn }: Readonly<Row>) =>
    typeof dueOn === 'string' && Date.parse(dueOn) <= clock.now();
  return (
    mirakl.counts().OR11 !== undefined && !orders.some(isOpen) && !dataverse.rows('mpb_order').some(isDue)
  );
}

/** Ids as the rows name them. Bodies without an id cannot be told apart from here, so that only their number counts. */
function servedIds(orders: readonly { order_id: unknown }[], rows: ReadonlyMap<string, unknown>): string[] {
  const named = orders.flatMap(({ order_id: id }) =>
    typeof id === 'string' && id !== '' ? [id.slice(0, 200)] : [],
  );
  const nameless = new Set(
    orders
      .filter(({ order_id: id }) => typeof id !== 'string' || id === '')
      .map((order) => JSON.stringify(order)),
  );
  const kept = [...rows.keys()].filter((name) => name.startsWith('unreadable:')).length;
  const missing = Math.max(0, nameless.size - kept);
  return [...named, ...Array.from({ length: missing }, (_, index) => `order without an id, ${index + 1}`)];
}

function totalsOf(row: Readonly<Row>, { dataverse }: World) {
  return {
    number: String(row.ordernumber),
    total: Number(row.totalamount),
    tax: Number(row.totaltax),
    lines: dataverse.engine.where('salesorderdetail', 'salesorderid', row.salesorderid).length,
  };
}
