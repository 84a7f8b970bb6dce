/**
 * A difference as writes on the Sales Order. Each line is fenced by its own version: what a person changes on it in the
 * meantime is not overwritten, and a Sales Order that is closed in the meantime refuses all of it (0x80043b09).
 */
import type { Operation } from '../../dataverse/client.ts';
import type { ApplyOutcome } from '../../domain/orders/apply-difference.ts';
import type { PresentLine } from '../../domain/orders/apply-difference-lines.ts';
import type { SalesOrderLineDraft } from '../../domain/orders/decision.ts';
import { addressColumns, lineLinks, salesOrderLine, type Import } from '../orders/sales-order.ts';
import { lineRowId } from '../orders/rows.ts';
import type { SalesOrderDetail } from './sales-order-now.ts';

type Change = Extract<ApplyOutcome, { kind: 'change' }>;

export function cancellationOf(detail: SalesOrderDetail): Operation {
  return {
    method: 'POST',
    path: 'CancelSalesOrder',
    body: {
      OrderClose: {
        subject: 'Cancelled on the marketplace',
        'salesorderid@odata.bind': `/salesorders(${detail.salesorderid})`,
      },
      // The status that the organisation has as the default of its state.
      Status: -1,
    },
  };
}

/** `made` without its draft: where lines change, the plan has one. */
export function changesOf(plan: Change, detail: SalesOrderDetail, made: Omit<Import, 'draft'>): Operation[] {
  const addresses = {
    ...(plan.shipTo === null ? {} : addressColumns('shipto', plan.shipTo)),
    ...(plan.billTo === null ? {} : addressColumns('billto', plan.billTo)),
  };
  const header: Operation[] =
    Object.keys(addresses).length === 0
      ? []
      : [
          {
            method: 'PATCH',
            path: `salesorders(${detail.salesorderid})`,
            ifMatch: detail['@odata.etag'],
            body: addresses,
          },
        ];
  return plan.lines === null ? header : [...header, ...lineWrites(plan.lines, detail, made)];
}

function lineWrites(
  lines: NonNullable<Change['lines']>,
  detail: SalesOrderDetail,
  made: Omit<Import, 'draft'>,
): Operation[] {
  const whole: Import = { ...made, draft: lines.draft };
  const versions = new Map(
    detail.order_details.map((line) => [line.salesorderdetailid, line['@odata.etag']]),
  );
  const fence = ({ id }: PresentLine) => ({ ifMatch: versions.get(id) ?? '*' });
  const last = Math.max(0, ...detail.order_details.map((line) => line.lineitemnumber ?? 0));
  const links = lineLinks(whole);
  return [
    ...lines.remove.flatMap((line) => unlinked(line, made)),
    ...lines.remove.map((line) => ({
      method: 'DELETE' as const,
      path: `salesorderdetails(${line.id})`,
      ...fence(line),
    })),
    ...lines.change.map(({ present, draft }) => ({
      method: 'PATCH' as const,
      path: `salesorderdetails(${present.id})`,
      ...fence(present),
      body: changed(present, draft, whole),
    })),
    ...lines.add.map((draft, index) => ({
      method: 'POST' as const,
      path: 'salesorderdetails',
      body: {
        ...salesOrderLine(draft, last + index, whole),
        'salesorderid@odata.bind': `/salesorders(${detail.salesorderid})`,
      },
    })),
    ...(links === null ? [] : [links]),
  ];
}

/** Our line lets go of the Sales Order line first: a line that is pointed at cannot be deleted (Restrict). */
function unlinked({ key }: PresentLine, { order, marketplace }: Omit<Import, 'draft'>): Operation[] {
  if (key === null || key.startsWith('delivery:') || key.endsWith('#2')) return [];
  return [
    {
      method: 'PATCH',
      path: `mpb_orderlines(${lineRowId(order.id, key, marketplace)})`,
      ifMatch: '*',
      body: { 'mpb_salesorderdetailid@odata.bind': null },
    },
  ];
}

/** Only what follows the marketplace; what people keep on a line stays. */
function changed(present: PresentLine, draft: SalesOrderLineDraft, whole: Import): Record<string, unknown> {
  const body = salesOrderLine(draft, 0, whole);
  return {
    ispriceoverridden: true,
    quantity: body.quantity,
    priceperunit: body.priceperunit,
    manualdiscountamount: body.manualdiscountamount,
    tax: body.tax,
    ...(present.productId === draft.productId
      ? {}
      : { 'productid@odata.bind': body['productid@odata.bind'] }),
    ...(present.unitId === draft.unitId ? {} : { 'uomid@odata.bind': body['uomid@odata.bind'] }),
  };
}
