/** Both pretend systems as the invariants of the domain want to see them, read from their rows. */
import type { Snapshot } from '@marketplace-bridge/relay';
import { places } from '../rehearsal/state-of-orders.ts';
import type { World } from '../rehearsal/world.ts';
import type { Row } from '../sandbox/dataverse/model.ts';
import { linesOf, type WireLine, type WireOrder } from '../sandbox/mirakl/order-shape.ts';

const clearedStates = new Set(['SHIPPING', 'SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED']);
const deadLines = new Set(['CANCELED', 'REFUSED']);
const expectedFee = 927_130_000;
const accepted = new Set([927_130_000, 927_130_001]);

export function snapshotOf(world: World): Snapshot {
  return { seen: seenOn(world), ...inDynamics(world) };
}

function seenOn({ mirakl }: World): Snapshot['seen'] {
  return mirakl.orders.map((order) => ({
    orderId: order.order_id,
    cleared: clearedStates.has(order.order_state) && liveLines(order).length > 0,
    total: totalOf(order),
  }));
}

/** The half of the snapshot that is Dynamics; cheap enough to be taken after every request. */
export function inDynamics({ dataverse }: World): Omit<Snapshot, 'seen'> {
  const orders = dataverse.rows('mpb_order');
  const lines = groupedBy('salesorderid', dataverse.rows('salesorderdetail'));
  const ownLines = groupedBy('mpb_orderid', dataverse.rows('mpb_orderline'));
  const fees = groupedBy(
    'mpb_orderlineid',
    dataverse.rows('mpb_fee').filter((fee) => fee.mpb_basis === expectedFee),
  );
  const nameOf = new Map(orders.map((row) => [String(row.mpb_orderid), String(row.mpb_name)]));
  return {
    roots: orders.map((row) => ({
      orderId: String(row.mpb_name),
      place: places[row.mpb_place as keyof typeof places],
      reason: textOrNull(row.mpb_reason),
      dueOn: textOrNull(row.mpb_dueon),
      salesOrderId: textOrNull(row.mpb_salesorderid),
      figures: {
        total: penceOrNull(row.mpb_total),
        tax: penceOrNull(row.mpb_tax),
        refunded: penceOrNull(row.mpb_refunded),
        commission: penceOrNull(row.mpb_commission),
        commissionTax: penceOrNull(row.mpb_commissiontax),
        net: penceOrNull(row.mpb_expectednet),
        fees: (ownLines.get(String(row.mpb_orderid)) ?? [])
          .flatMap((line) => fees.get(String(line.mpb_orderlineid)) ?? [])
          .map((fee) => ({ amount: pence(fee.mpb_amount), tax: pence(fee.mpb_tax) })),
      },
    })),
    salesOrders: dataverse.rows('salesorder').map((row) => ({
      id: String(row.salesorderid),
      orderId: String(row.mpb_marketplaceorderid),
      cancelled: row.statecode === 2,
      total: pence(row.totalamount),
      tax: pence(row.totaltax),
      lineTotals: (lines.get(String(row.salesorderid)) ?? []).map((line) => pence(line.extendedamount)),
    })),
    exceptions: dataverse.rows('mpb_exception').map((row) => ({
      orderId: nameOf.get(String(row.mpb_orderid)) ?? String(row.mpb_recordkey),
      code: String(row.mpb_code),
      severity: row.mpb_severity === 927_130_000 ? 'blocking' : 'advisory',
      status: row.statecode === 0 ? 'open' : accepted.has(Number(row.statuscode)) ? 'accepted' : 'closed',
    })),
  };
}

/** Goods and delivery of the lines that stand, in pence with VAT. */
function totalOf(order: WireOrder): number {
  const taxes = (line: WireLine) =>
    order.order_tax_mode === 'TAX_EXCLUDED'
      ? [...line.taxes, ...line.shipping_taxes].reduce((sum, tax) => sum + pence(tax.amount), 0)
      : 0;
  return liveLines(order).reduce(
    (sum, line) => sum + pence(line.price) + pence(line.shipping_price) + taxes(line),
    0,
  );
}

function liveLines(order: WireOrder): WireLine[] {
  return linesOf(order).filter((line) => !deadLines.has(line.order_line_state));
}

function groupedBy(column: string, rows: readonly Readonly<Row>[]): Map<string, Readonly<Row>[]> {
  const groups = new Map<string, Readonly<Row>[]>();
  for (const row of rows) {
    const id = String(row[column]);
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  return groups;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function penceOrNull(amount: unknown): number | null {
  return amount == null ? null : pence(amount);
}

function pence(amount: unknown): number {
  return Math.round(Number(amount) * 100);
}
