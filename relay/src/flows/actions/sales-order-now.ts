/** The Sales Order as it stands in Dynamics, in as much detail as changing it needs. */
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import { minorFromWire, type Minor } from '../../domain/money.ts';
import type { SalesOrderNow } from '../../domain/orders/apply-difference.ts';
import type { PresentLine } from '../../domain/orders/apply-difference-lines.ts';
import type { MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import { rowsOf } from '../answers.ts';
import { among } from '../filters.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { salesOrderId } from '../orders/facts.ts';
import { salesOrderLineId } from '../orders/sales-order.ts';

interface LineRow {
  readonly '@odata.etag': string;
  readonly salesorderdetailid: string;
  readonly productname: string | null;
  readonly quantity: number | null;
  readonly priceperunit: number | null;
  readonly manualdiscountamount: number | null;
  readonly tax: number | null;
  readonly quantityshipped: number | null;
  readonly lineitemnumber: number | null;
  readonly _productid_value: string | null;
  readonly _uomid_value: string | null;
}

export interface SalesOrderDetail {
  readonly '@odata.etag': string;
  readonly salesorderid: string;
  readonly ordernumber: string | null;
  readonly statecode: number;
  readonly order_details: readonly LineRow[];
}

const lineColumns = [
  'productname',
  'quantity',
  'priceperunit',
  'manualdiscountamount',
  'tax',
  'quantityshipped',
  'lineitemnumber',
  '_productid_value',
  '_uomid_value',
];

export function salesOrderDetailsQuery(rowIds: readonly string[], marketplace: Marketplace): Operation {
  const ids = rowIds.map((id) => salesOrderId(id, marketplace));
  return {
    method: 'GET',
    path: `salesorders?$select=ordernumber,statecode&$expand=order_details($select=${lineColumns.join(',')})&$filter=${among('salesorderid', ids)}`,
  };
}

/** By id of the marketplace order's row; one that has no Sales Order is absent. */
export function salesOrderDetailsOf(
  rowIds: readonly string[],
  answer: BatchAnswer | undefined,
  marketplace: Marketplace,
): ReadonlyMap<string, SalesOrderDetail> {
  const byId = new Map(rowsOf<SalesOrderDetail>(answer).map((row) => [row.salesorderid, row]));
  return new Map(
    rowIds.flatMap((id) => {
      const detail = byId.get(salesOrderId(id, marketplace));
      return detail === undefined ? [] : [[id, detail] as const];
    }),
  );
}

/** dataverse.md 9, State/status. */
const states = ['active', 'submitted', 'cancelled', 'fulfilled', 'invoiced'] as const;

export function salesOrderNow(
  detail: SalesOrderDetail,
  rowId: string,
  readings: readonly MarketplaceOrder[],
  marketplace: Marketplace,
): SalesOrderNow {
  const keys = keysById(rowId, readings, marketplace);
  return {
    number: detail.ordernumber,
    state: states[detail.statecode] ?? 'submitted',
    lines: detail.order_details.map((line) =>
      presentLine(
        line,
        keys.get(line.salesorderdetailid) ?? oldDeliveryKey(line, marketplace),
        marketplace.facts.currency,
      ),
    ),
  };
}

function presentLine(line: LineRow, key: string | null, currency: string): PresentLine {
  const minor = (amount: number | null): Minor | null => minorFromWire(amount ?? 0, currency);
  return {
    id: line.salesorderdetailid,
    key,
    name: line.productname ?? 'a line without a product',
    productId: line._productid_value,
    unitId: line._uomid_value,
    quantity: line.quantity ?? 0,
    unitPrice: line.priceperunit,
    discount: minor(line.manualdiscountamount),
    tax: minor(line.tax),
    shipped: line.quantityshipped ?? 0,
  };
}

/**
 * Delivery that was imported under a rate or tax code which no rule has any more: its key can not be told, but Dynamics
 * gives no line of its own making an id of our kind.
 */
function oldDeliveryKey(line: LineRow, { facts }: Marketplace): string | null {
  const isOurs = /^.{14}5/.test(line.salesorderdetailid);
  const isDelivery =
    facts.shippingProduct !== null && line._productid_value === facts.shippingProduct.productId;
  return isOurs && isDelivery ? `delivery:${line.salesorderdetailid}` : null;
}

/** Ids are functions of keys (DESIGN D4), so a line that came from the marketplace is known by its id. */
function keysById(
  rowId: string,
  readings: readonly MarketplaceOrder[],
  marketplace: Marketplace,
): ReadonlyMap<string, string> {
  const goods = readings.flatMap((order) => order.lines.map((line) => line.id));
  const delivery = marketplace.taxRules.flatMap(({ rate, taxCode }) => [
    `delivery:${rate}`,
    ...(taxCode === null ? [] : [`delivery:${rate}:${taxCode}`]),
  ]);
  const keys = [...goods, ...delivery].flatMap((key) => [key, `${key}#2`]);
  return new Map(keys.map((key) => [salesOrderLineId(rowId, key, marketplace), key]));
}
