/** From what was read to what the domain decides; the same observation gives the same decision. Pure. */
import type { ImportedOrder, OrderDecision } from '../../domain/orders/decision.ts';
import { decideOrder } from '../../domain/orders/decide-order.ts';
import { minorFromWire } from '../../domain/money.ts';
import { unreadableOrder } from '../../domain/exception-catalogue.ts';
import type { MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import type { ExceptionRow, Facts, SalesOrderRow } from './facts.ts';
import { observeStored, type Reading } from './observation.ts';
import type { OrderRow } from './rows.ts';
import { isSettledByPerson } from '../exceptions/rows.ts';

export interface Observed {
  readonly row: OrderRow;
  readonly reading: Reading;
  readonly salesOrder: SalesOrderRow | null;
  readonly exceptions: readonly ExceptionRow[];
}

export interface Judged extends Observed {
  readonly decision: OrderDecision;
}

export function observedOf(row: OrderRow, facts: Facts): Observed {
  return {
    row,
    reading: observeStored(row.mpb_observation ?? 'null'),
    salesOrder: facts.salesOrders.get(row.mpb_orderid) ?? null,
    exceptions: facts.exceptions.get(row.mpb_orderid) ?? [],
  };
}

export function judge(observed: Observed, facts: Facts, marketplace: Marketplace, now: Date): Judged {
  return { ...observed, decision: decide(observed, facts, marketplace, now) };
}

function decide(observed: Observed, facts: Facts, marketplace: Marketplace, now: Date): OrderDecision {
  const { reading, row } = observed;
  if (!reading.ok) {
    return {
      kind: 'hold',
      exceptions: [unreadableOrder({ orderId: row.mpb_name ?? '', problems: reading.problems })],
    };
  }
  return decideOrder({
    now: now.toISOString(),
    order: reading.order,
    marketplace: marketplace.facts,
    products: facts.products,
    taxRules: marketplace.taxRules,
    imported: importedOf(observed, reading.order, marketplace),
  });
}

/** Null while no Sales Order was ever made: the link on the root row is what says that one was. */
function importedOf(
  observed: Observed,
  order: MarketplaceOrder,
  marketplace: Marketplace,
): ImportedOrder | null {
  const { row, salesOrder } = observed;
  if (row._mpb_salesorderid_value === null && salesOrder === null) return null;
  const baseline = row.mpb_baseline === null ? null : observeStored(row.mpb_baseline);
  return {
    salesOrderExists: salesOrder !== null,
    salesOrderNumber: salesOrder?.ordernumber ?? null,
    editable: salesOrder?.statecode === 0,
    total:
      salesOrder?.totalamount == null
        ? null
        : minorFromWire(salesOrder.totalamount, marketplace.facts.currency),
    previous: baseline?.ok ? baseline.order : order,
    verified: row.mpb_verifiedon !== null,
    writtenBack: row.mpb_writtenbackon !== null,
    acceptedDifferences: observed.exceptions
      .filter(isSettledByPerson)
      .map((exception) => exception.mpb_causekey ?? ''),
  };
}

/** SKUs to look up; those of readable orders only. */
export function skusOf(readings: readonly Reading[]): string[] {
  const skus = readings.flatMap((reading) => (reading.ok ? reading.order.lines.map((line) => line.sku) : []));
  return [...new Set(skus.filter((sku): sku is string => sku !== null && sku !== ''))];
}
