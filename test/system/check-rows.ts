/**
 * What the invariants leave to the rows: each order once, whole, linked, with an unbroken history, and known to the
 * marketplace by its Sales Order number. Each check answers its violations in words, none when all is well.
 */
import type { World } from '../rehearsal/world.ts';
import type { Row } from '../sandbox/dataverse/model.ts';

type Stored = Readonly<Row>;

/** At any moment, even between two requests of a run. */
export function problemsOfRows(world: World): string[] {
  return [...duplicates(world), ...unlinkedLines(world), ...brokenHistories(world)];
}

/** Sales Orders that the relay made; others may live beside them. */
function ours({ dataverse }: World): Stored[] {
  return dataverse.rows('salesorder').filter((row) => row.mpb_orderkey != null);
}

/** One row per order, one Sales Order per order, one open exception per order, code and cause. */
function duplicates(world: World): string[] {
  const { dataverse } = world;
  const exceptions = dataverse.rows('mpb_exception').filter((row) => row.statecode === 0);
  return [
    ...repeated('Sales Orders of one order', ours(world), (row) => String(row.mpb_orderkey)),
    ...repeated('rows of one order', dataverse.rows('mpb_order'), (row) => String(row.mpb_name)),
    ...repeated('open exceptions of one cause', exceptions, (row) =>
      [row.mpb_recordkey, row.mpb_code, row.mpb_causekey].join(' | '),
    ),
    ...repeated('rows of one order line', dataverse.rows('mpb_orderline'), (row) =>
      [row.mpb_orderid, row.mpb_lineid].join(' | '),
    ),
  ];
}

/** Every line that was imported points at a line of its own Sales Order. */
function unlinkedLines({ dataverse }: World): string[] {
  const lines = grouped(dataverse.rows('mpb_orderline'), 'mpb_orderid');
  return dataverse.rows('mpb_order').flatMap((row) => {
    const salesOrderId = text(row.mpb_salesorderid);
    // One that a person deleted is told by its exception.
    if (salesOrderId === null || !dataverse.get('salesorder', salesOrderId)) return [];
    const linked = (lines.get(String(row.mpb_orderid)) ?? []).flatMap(
      (line) => text(line.mpb_salesorderdetailid) ?? [],
    );
    const foreign = linked.filter(
      (id) => dataverse.get('salesorderdetail', id)?.salesorderid !== salesOrderId,
    );
    return [
      ...(linked.length === 0
        ? [`${String(row.mpb_name)}: imported, but no line knows its Sales Order line`]
        : []),
      ...foreign.map((id) => `${String(row.mpb_name)}: points at ${id}, which is no line of its Sales Order`),
    ];
  });
}

/** The history of an order is 1, 2, 3, ... up to what its row says. */
function brokenHistories({ dataverse }: World): string[] {
  const events = grouped(dataverse.rows('mpb_event'), 'mpb_orderid');
  return dataverse.rows('mpb_order').flatMap((row) => {
    const numbers = (events.get(String(row.mpb_orderid)) ?? []).map((event) => Number(event.mpb_seq));
    const wanted = Array.from({ length: Number(row.mpb_seq ?? 0) }, (_, index) => index + 1);
    const found = numbers.sort((one, other) => one - other);
    return found.join() === wanted.join()
      ? []
      : [`${String(row.mpb_name)}: its history is ${found.join()}, but its row says ${wanted.length}`];
  });
}

/** OR04: the marketplace knows the number of each finished Sales Order, and no other number. */
export function unknownNumbers({ dataverse, mirakl }: World): string[] {
  const rows = new Map(dataverse.rows('mpb_order').map((row) => [String(row.mpb_name), row]));
  const refused = new Set(
    dataverse
      .rows('mpb_exception')
      .filter((row) => row.mpb_code === 'write-back-refused' && row.statecode === 0)
      .map((row) => String(row.mpb_orderid)),
  );
  return mirakl.orders.flatMap((order) => {
    const row = rows.get(order.order_id);
    const salesOrderId = text(row?.mpb_salesorderid);
    const salesOrder = salesOrderId === null ? undefined : dataverse.get('salesorder', salesOrderId);
    const given = order.references.order_reference_for_seller;
    const number = text(salesOrder?.ordernumber);
    if (given !== null && salesOrderId === null)
      return [`${order.order_id}: the marketplace has the number ${given} of no Sales Order`];
    if (!salesOrder || refused.has(String(row?.mpb_orderid))) return [];
    const finished = row?.mpb_place === 927_130_002;
    return given === number || (given === null && !finished)
      ? []
      : [`${order.order_id}: is ${number ?? 'without number'}, the marketplace has ${given ?? 'none'}`];
  });
}

function repeated<T>(what: string, items: readonly T[], keyOf: (item: T) => string): string[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([key, count]) => `${count} ${what}: ${key}`);
}

function grouped(rows: readonly Stored[], column: string): Map<string, Stored[]> {
  const groups = new Map<string, Stored[]>();
  for (const row of rows) {
    const key = String(row[column]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
