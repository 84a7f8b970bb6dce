/**
 * Invariants of the order flow (DESIGN 7, numbers 1, 2, 8, 9 and 10, and one of the figures that people read, 11) as
 * checks over a plain snapshot of both systems. Tests, the simulation and the audit run them; each answers its violations
 * in words, none when all is well.
 */
import { sum } from './money.ts';
import type { Minor } from './money.ts';
import { decideOrder } from './orders/decide-order.ts';
import type { OrderFacts } from './orders/decision.ts';

export interface Snapshot {
  readonly seen: readonly SeenOrder[];
  readonly roots: readonly RootRow[];
  readonly salesOrders: readonly SalesOrderSeen[];
  readonly exceptions: readonly ExceptionSeen[];
}

/** An order as the marketplace has it. */
export interface SeenOrder {
  readonly orderId: string;
  /** SHIPPING or later. */
  readonly cleared: boolean;
  /** Goods and delivery with VAT, of the lines that stand; null where the body cannot be read. */
  readonly total: Minor | null;
}

/** The marketplace order in Dynamics. */
export interface RootRow {
  readonly orderId: string;
  readonly place: 'done' | 'waiting' | 'exception';
  readonly reason: string | null;
  readonly dueOn: string | null;
  readonly salesOrderId: string | null;
  readonly figures: FiguresSeen;
}

/** What people read on the marketplace order; null where it is not known. */
export interface FiguresSeen {
  readonly total: Minor | null;
  readonly tax: Minor | null;
  readonly refunded: Minor | null;
  readonly commission: Minor | null;
  readonly commissionTax: Minor | null;
  readonly net: Minor | null;
  /** The expected fees of all its lines. */
  readonly fees: readonly { readonly amount: Minor; readonly tax: Minor }[];
}

export interface SalesOrderSeen {
  readonly id: string;
  readonly orderId: string;
  /** It keeps its amounts then, and counts as nothing. */
  readonly cancelled: boolean;
  readonly total: Minor;
  readonly tax: Minor;
  /** What each line comes to, with its VAT. */
  readonly lineTotals: readonly Minor[];
}

export interface ExceptionSeen {
  readonly orderId: string;
  readonly code: string;
  readonly severity: 'blocking' | 'advisory';
  readonly status: 'open' | 'accepted' | 'closed';
}

/** All of them, each violation with the number of its invariant. */
export function violations(snapshot: Snapshot): readonly string[] {
  return [
    ...numbered(1, everyOrderHasOnePlace(snapshot)),
    ...numbered(2, totalsAgree(snapshot)),
    ...numbered(8, countsAddUp(snapshot)),
    ...numbered(10, nothingIsHalfWritten(snapshot)),
    ...numbered(11, figuresAddUp(snapshot)),
  ];
}

/** 1: a cleared order has exactly one of a Sales Order, a reason to wait and a time, or a blocking exception. */
export function everyOrderHasOnePlace(snapshot: Snapshot): readonly string[] {
  const cleared = new Set(snapshot.seen.filter((order) => order.cleared).map(({ orderId }) => orderId));
  const roots = grouped(snapshot.roots);
  const salesOrders = grouped(snapshot.salesOrders);
  const exceptions = grouped(snapshot.exceptions);
  return [
    ...[...cleared].filter((id) => !roots.has(id)).map((id) => `${id}: cleared, but has no row`),
    ...[...salesOrders]
      .filter(([, all]) => all.length > 1)
      .map(([id, all]) => `${id}: ${all.length} Sales Orders`),
    ...snapshot.roots.flatMap((row) =>
      placeProblems(row, {
        cleared: cleared.has(row.orderId),
        imported: salesOrders.has(row.orderId),
        exceptions: exceptions.get(row.orderId) ?? [],
      }).map((problem) => `${row.orderId}: ${row.place}, but ${problem}`),
    ),
  ];
}

function placeProblems(
  row: RootRow,
  has: {
    readonly cleared: boolean;
    readonly imported: boolean;
    readonly exceptions: readonly ExceptionSeen[];
  },
): string[] {
  const blocking = has.exceptions.some(
    ({ severity, status }) => severity === 'blocking' && status === 'open',
  );
  const letGo = has.exceptions.some(
    ({ code, status }) => code === 'deleted-in-dynamics' && status === 'accepted',
  );
  const unimported = has.cleared && !has.imported && !letGo;
  const problems: readonly (readonly [boolean, string])[] = [
    [row.place === 'done' && row.dueOn !== null, 'it is due again'],
    [row.place === 'done' && unimported, 'it has no Sales Order'],
    [row.place !== 'done' && row.dueOn === null, 'it is never due'],
    [row.place === 'waiting' && (row.reason ?? '') === '', 'it has no reason'],
    [row.place === 'exception' && !blocking, 'nothing blocks it'],
    [row.place !== 'exception' && blocking, 'a blocking exception is open'],
  ];
  return problems.filter(([holds]) => holds).map(([, text]) => text);
}

/** Exceptions that are the name of a difference between the two totals. */
const namesOfDifferences = new Set([
  'totals-differ-in-dynamics',
  'changed-after-import',
  'cancelled-after-import',
  'unreadable-order',
]);

function ordersThatDiffer(exceptions: readonly ExceptionSeen[]): ReadonlySet<string> {
  return new Set(
    exceptions
      .filter(({ code, status }) => namesOfDifferences.has(code) && status !== 'closed')
      .map(({ orderId }) => orderId),
  );
}

/** 2: both systems have the same total, or the difference has a name that is open or was accepted. */
export function totalsAgree({ seen, roots, salesOrders, exceptions }: Snapshot): readonly string[] {
  const named = ordersThatDiffer(exceptions);
  const waiting = new Set(roots.filter(({ place }) => place === 'waiting').map(({ orderId }) => orderId));
  const totals = new Map(seen.map(({ orderId, total }) => [orderId, total]));
  return salesOrders
    .map(({ orderId, cancelled, total }) => ({ orderId, counts: cancelled ? 0 : total }))
    .filter(
      ({ orderId, counts }) => totals.get(orderId) !== counts && !named.has(orderId) && !waiting.has(orderId),
    )
    .map(
      ({ orderId, counts }) =>
        `${orderId}: ${counts} in Dynamics, ${totals.get(orderId) ?? 'nothing'} on the marketplace`,
    );
}

/** 8: seen = done + waiting + exception, order by order. */
export function countsAddUp({ seen, roots }: Snapshot): readonly string[] {
  const seenIds = new Set(seen.map(({ orderId }) => orderId));
  const rows = grouped(roots);
  return [
    ...[...seenIds].filter((id) => !rows.has(id)).map((id) => `${id}: seen, but in no place`),
    ...[...rows].filter(([, all]) => all.length > 1).map(([id, all]) => `${id}: in ${all.length} places`),
    ...[...rows.keys()].filter((id) => !seenIds.has(id)).map((id) => `${id}: in a place, but never seen`),
  ];
}

/** 9: the same facts give the same decision, byte for byte, in whatever order their products were read. */
export function decidesAlike(facts: OrderFacts): readonly string[] {
  const first = JSON.stringify(decideOrder(facts));
  const again = JSON.stringify(decideOrder({ ...facts, products: new Map([...facts.products].reverse()) }));
  return first === again ? [] : [`${facts.order.id}: decided twice, differently`];
}

/** 10: a Sales Order is whole and its row knows it; a row's Sales Order exists or its deletion is an exception. */
export function nothingIsHalfWritten({ roots, salesOrders, exceptions }: Snapshot): readonly string[] {
  const linked = new Set(roots.map(({ salesOrderId }) => salesOrderId));
  const existing = new Set(salesOrders.map(({ id }) => id));
  const explained = new Set(
    exceptions
      .filter(({ code, status }) => status !== 'closed' && code === 'deleted-in-dynamics')
      .map(({ orderId }) => orderId),
  );
  return [
    ...salesOrders
      .filter(({ id }) => !linked.has(id))
      .map(({ id }) => `${id}: a Sales Order that no row knows`),
    ...salesOrders
      .filter(
        ({ total, lineTotals }) => lineTotals.length === 0 || lineTotals.reduce((a, b) => a + b, 0) !== total,
      )
      .map(({ id }) => `${id}: its lines are not its total`),
    ...roots
      .filter(
        ({ orderId, salesOrderId }) =>
          salesOrderId !== null && !existing.has(salesOrderId) && !explained.has(orderId),
      )
      .map(({ orderId }) => `${orderId}: its Sales Order is missing without an exception`),
  ];
}

/**
 * 11: commission and its VAT are the sums of the expected fees, the net payout is the total less refunds and those, and
 * the VAT is that of the Sales Order, as long as no difference of the two has a name.
 */
export function figuresAddUp({ roots, salesOrders, exceptions }: Snapshot): readonly string[] {
  const differ = ordersThatDiffer(exceptions);
  const taxes = new Map(
    salesOrders
      .filter(({ orderId, cancelled }) => !cancelled && !differ.has(orderId))
      .map(({ orderId, tax }) => [orderId, tax]),
  );
  return roots.flatMap(({ orderId, place, figures }) => {
    const { total, tax, refunded, commission, commissionTax, net, fees } = figures;
    // A body that Dynamics did not take in columns shows no figures; its lines may stand all the same.
    if (total === null) return [];
    const kept = (commission ?? 0) + (commissionTax ?? 0);
    const imported = place === 'waiting' ? undefined : taxes.get(orderId);
    const problems: readonly (readonly [string, Minor | null, Minor])[] = [
      ['commission', commission, sum(fees.map(({ amount }) => amount))],
      ['VAT on commission', commissionTax, sum(fees.map((fee) => fee.tax))],
      ['net payout', net, total - (refunded ?? 0) - kept],
      ...(imported === undefined ? [] : [['VAT', tax, imported] as const]),
      ...(tax !== null && tax > total ? [['VAT', tax, total] as const] : []),
    ];
    return problems
      .filter(([, stands, wanted]) => stands !== wanted)
      .map(([what, stands, wanted]) => `${orderId}: ${what} is ${stands ?? 'unknown'}, not ${wanted}`);
  });
}

function numbered(number: number, problems: readonly string[]): string[] {
  return problems.map((problem) => `invariant ${number}: ${problem}`);
}

function grouped<T extends { readonly orderId: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(item.orderId, [...(groups.get(item.orderId) ?? []), item]);
  return groups;
}
