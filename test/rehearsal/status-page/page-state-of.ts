/** The state of the world as the page shows it, read from both pretend systems and never from the relay's own words. */
import { choice } from '@marketplace-bridge/solution';
import type { Row } from '../../sandbox/dataverse/model.ts';
import { stateOfOrders, type OrderState } from '../state-of-orders.ts';
import type { World } from '../world.ts';
import type { Amount, OpenException, OrderLine, PageState } from './client/page-state.ts';
import { iso, isoOrNull, text, time } from './columns.ts';
import { runningTotal } from './running-total.ts';
import { stockStateOf } from './stock-state-of.ts';
import { tally } from './tally.ts';

const listedOrders = 30;
const listedExceptions = 50;
const stepsOfChart = 60;

export function pageStateOf(world: World, speed: number | null): PageState {
  const { dataverse, mirakl, clock } = world;
  const now = clock.now();
  const { counts, orders } = stateOfOrders(world);
  const open = dataverse.rows('mpb_exception').filter((row) => row.statecode === 0);
  const verified = dataverse.rows('mpb_order').flatMap((row) => time(row.mpb_verifiedon) ?? []);
  const reads = mirakl.log.filter((call) => call.operation === 'OR11' && call.status === 200);
  return {
    now: iso(now),
    speed,
    counts,
    unseen: orders.filter((order) => order.outcome === 'unseen').length,
    lastRead: isoOrNull(reads.at(-1)?.at ?? null),
    waitingFor: tally(
      orders.flatMap((order) => (order.outcome === 'waiting' ? [order.reason ?? 'No reason'] : [])),
    ),
    exceptionsByCode: byCode(open),
    openExceptions: open.length,
    exceptions: mostUrgent(world, open),
    orders: newest(world, orders),
    stock: stockStateOf(world),
    verified: runningTotal(verified, now, stepsOfChart),
    verifiedSince: isoOrNull(verified.length === 0 ? null : Math.min(...verified)),
    requests: {
      mirakl: {
        requests: mirakl.log.length,
        refused: mirakl.log.filter((call) => call.status === 429).length,
      },
      dynamics: {
        requests: dataverse.log.counts.requests,
        operations: dataverse.log.counts.operations,
        refused: dataverse.log.entries.filter((entry) => entry.status === 429).length,
      },
    },
  };
}

/** The marketplace lists its orders by creation date, and so does the state of the orders. */
function newest({ dataverse }: World, orders: readonly OrderState[]): OrderLine[] {
  const rows = new Map(dataverse.rows('mpb_order').map((row) => [String(row.mpb_name), row]));
  return orders
    .slice(-listedOrders)
    .reverse()
    .map((order) => {
      const row = rows.get(order.orderId);
      return {
        orderId: order.orderId,
        outcome: order.outcome,
        reason: order.reason,
        salesOrder: order.salesOrder?.number ?? null,
        total: row ? amount(dataverse, row, row.mpb_total) : null,
        shipBy: isoOrNull(time(row?.mpb_shipby)),
      };
    });
}

/** Blocking before advisory, then by deadline, then by money. */
function mostUrgent(world: World, open: readonly Readonly<Row>[]): OpenException[] {
  const { dataverse } = world;
  const sharing = new Map<string, Set<unknown>>();
  for (const row of open) {
    const key = String(row.mpb_causekey);
    sharing.set(key, (sharing.get(key) ?? new Set()).add(row.mpb_orderid));
  }
  const urgency = (row: Readonly<Row>) =>
    [
      isBlocking(row) ? 0 : 1,
      time(row.mpb_deadline) ?? Number.MAX_SAFE_INTEGER,
      -Number(row.mpb_moneyatrisk ?? 0),
    ] as const;
  return open
    .map((row) => ({ row, urgency: urgency(row) }))
    .sort(({ urgency: a }, { urgency: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    .slice(0, listedExceptions)
    .map(({ row }) => ({
      id: String(row.mpb_exceptionid),
      title: String(row.mpb_name),
      code: String(row.mpb_code),
      blocking: isBlocking(row),
      orderId: text(row.mpb_recordkey),
      cause: text(row.mpb_cause),
      evidence: list<{ label: string; value: string }>(row.mpb_evidence),
      fixes: list<{ text: string }>(row.mpb_fixes).map((fix) => fix.text),
      team: teamOf(row.mpb_responsible),
      deadline: isoOrNull(time(row.mpb_deadline)),
      moneyAtRisk: amount(dataverse, row, row.mpb_moneyatrisk),
      ordersWithCause: sharing.get(String(row.mpb_causekey))?.size ?? 1,
    }));
}

function byCode(open: readonly Readonly<Row>[]): PageState['exceptionsByCode'] {
  const blocking = new Set(open.filter(isBlocking).map((row) => row.mpb_code));
  return tally(open.map((row) => text(row.mpb_code))).map((kind) => ({
    ...kind,
    blocking: blocking.has(kind.name),
  }));
}

function isBlocking(row: Readonly<Row>): boolean {
  return row.mpb_severity === choice.severity.values.blocking;
}

function teamOf(value: unknown): string {
  const { values, labels } = choice.responsible;
  const name = (Object.keys(values) as (keyof typeof values)[]).find((key) => values[key] === value);
  return name === undefined ? 'Administrators' : labels[name];
}

function amount(dataverse: World['dataverse'], row: Readonly<Row>, value: unknown): Amount | null {
  if (value === null || value === undefined) return null;
  const currency = dataverse.get('transactioncurrency', text(row.transactioncurrencyid));
  return { value: Number(value), currency: text(currency?.isocurrencycode) || 'GBP' };
}

/** Long texts are cut when they are written, so that what stands there need not be whole JSON. */
function list<Item>(json: unknown): Item[] {
  try {
    const value: unknown = JSON.parse(text(json));
    return Array.isArray(value) ? (value as Item[]) : [];
  } catch {
    return [];
  }
}
