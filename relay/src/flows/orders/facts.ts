/**
 * What a look reads besides the root rows themselves: the Sales Orders made from them, their exceptions, the products
 * and mappings of their SKUs. The Sales Order's id is a function of the root row's, so that all of it is one request.
 */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import type { ProductMatch } from '../../domain/orders/decision.ts';
import { rowsOf } from '../answers.ts';
import { among, pointsAtAny } from '../filters.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { matchProducts, productQueries } from './products.ts';

export interface SalesOrderRow {
  readonly '@odata.etag': string;
  readonly salesorderid: string;
  readonly ordernumber: string | null;
  readonly statecode: number;
  readonly totalamount: number | null;
  readonly totaltax: number | null;
  readonly order_details: readonly {
    readonly salesorderdetailid: string;
    readonly extendedamount: number | null;
    readonly tax: number | null;
  }[];
}

export const exceptionColumns = [
  'mpb_exceptionid',
  'mpb_code',
  'mpb_causekey',
  'mpb_severity',
  'mpb_cause',
  'statecode',
  'statuscode',
  '_mpb_orderid_value',
] as const;
export type ExceptionRow = Pick<ReadRow<typeof t.exception>, (typeof exceptionColumns)[number]>;

export interface Facts {
  /** By root row id. */
  readonly salesOrders: ReadonlyMap<string, SalesOrderRow>;
  readonly exceptions: ReadonlyMap<string, readonly ExceptionRow[]>;
  readonly products: ReadonlyMap<string, ProductMatch>;
}

export function salesOrderId(rowId: string, marketplace: Pick<Marketplace, 'ids'>): string {
  return marketplace.ids.id('salesorder', rowId);
}

export function salesOrderQuery(rowIds: readonly string[], marketplace: Marketplace): Operation {
  return {
    method: 'GET',
    path:
      'salesorders?$select=ordernumber,statecode,totalamount,totaltax&$expand=order_details($select=extendedamount,tax)' +
      `&$filter=${among(
        'salesorderid',
        rowIds.map((id) => salesOrderId(id, marketplace)),
      )}`,
  };
}

export function factQueries(
  rowIds: readonly string[],
  skus: readonly string[],
  marketplace: Marketplace,
): Operation[] {
  return [
    salesOrderQuery(rowIds, marketplace),
    {
      method: 'GET',
      path: `mpb_exceptions?$select=${exceptionColumns.join(',')}&$filter=${pointsAtAny('mpb_orderid', rowIds)}`,
    },
    ...productQueries(skus, marketplace.id),
  ];
}

/** Reads the answers to `factQueries`, in their order. */
export function factsOf(
  rowIds: readonly string[],
  skus: readonly string[],
  marketplace: Marketplace,
  answers: readonly BatchAnswer[],
): Facts {
  const bySalesOrderId = new Map(rowIds.map((id) => [salesOrderId(id, marketplace), id]));
  const exceptions = new Map<string, ExceptionRow[]>();
  for (const row of rowsOf<ExceptionRow>(answers[1])) {
    const orderId = row._mpb_orderid_value ?? '';
    exceptions.set(orderId, [...(exceptions.get(orderId) ?? []), row]);
  }
  return {
    salesOrders: salesOrdersOf(answers[0], bySalesOrderId),
    exceptions,
    products: matchProducts(skus, answers.slice(2), marketplace.priceListId),
  };
}

export function salesOrdersOf(
  answer: BatchAnswer | undefined,
  rowIdOf: ReadonlyMap<string, string>,
): Map<string, SalesOrderRow> {
  return new Map(
    rowsOf<SalesOrderRow>(answer).map((row) => [rowIdOf.get(row.salesorderid) ?? row.salesorderid, row]),
  );
}

export function isOpen(row: ExceptionRow): boolean {
  return row.statecode === 0;
}
