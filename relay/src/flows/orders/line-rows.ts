/**
 * The lines of a marketplace order and their expected fees as rows. A later reading writes what differs from the rows that
 * stand, and nothing else: a line of which no column changed costs no operation, and a fee that is gone becomes zero.
 */
import { choice, relationshipName, type ReadRow, type t, type WriteRow } from '@marketplace-bridge/solution';
import type { Operation } from '../../dataverse/client.ts';
import { sum } from '../../domain/money.ts';
import { lineFees } from '../../domain/orders/expected-fees.ts';
import { refundedOf } from '../../domain/orders/figures.ts';
import type { MarketplaceOrder, MarketplaceOrderLine } from '../../domain/orders/marketplace-order.ts';
import { openQuantity } from '../../domain/orders/open-quantity.ts';
import { goodsVat, sameVatBasis, vatInTotal, type RateOf } from '../../domain/orders/vat-in-total.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { dataverseTime } from '../time.ts';
import { cut, inCurrency, lineRowId, moneyOf, ownedBy, type OrderWrite } from './rows.ts';

const lineColumnNames = [
  'mpb_orderlineid',
  'mpb_name',
  'mpb_lineid',
  'mpb_lineindex',
  'mpb_sku',
  'mpb_title',
  'mpb_statetext',
  'mpb_quantity',
  'mpb_cancelledquantity',
  'mpb_openquantity',
  'mpb_shippedon',
  'mpb_unitprice',
  'mpb_price',
  'mpb_tax',
  'mpb_taxrate',
  'mpb_shipping',
  'mpb_refunded',
] as const;
const feeColumnNames = ['mpb_feeid', 'mpb_basis', 'mpb_amount', 'mpb_tax'] as const;

export type FeeRow = Pick<ReadRow<typeof t.fee>, (typeof feeColumnNames)[number]>;
export type LineRow = Pick<ReadRow<typeof t.orderline>, (typeof lineColumnNames)[number]> & {
  readonly mpb_fee_mpb_orderlineid: readonly FeeRow[];
};

const linesOfOrder = relationshipName('mpb_orderline', 'mpb_orderid');
const feesOfLine = relationshipName('mpb_fee', 'mpb_orderlineid');

/** The lines of a root row with their fees, read with it. */
export const expandLines = `${linesOfOrder}($select=${lineColumnNames.join(',')};$expand=${feesOfLine}($select=${feeColumnNames.join(',')}))`;

/** The lines of a new order with their expected fees, for a deep insert. */
export function newLines(order: MarketplaceOrder, marketplace: Marketplace) {
  return {
    [linesOfOrder]: order.lines.map((line) => ({
      mpb_orderlineid: lineRowId(order.id, line.id, marketplace),
      ...lineColumns(order, line, { marketplace, rateOf: noRate }),
      ...inCurrency(marketplace),
      ...ownedBy(marketplace),
      [feesOfLine]: feeRows(order, line, marketplace),
    })),
  };
}

/** What differs between the rows that stand and a later reading; every line where it is not known what stands. */
export function lineWrites(
  rowId: string,
  order: MarketplaceOrder,
  { marketplace, known }: { readonly marketplace: Marketplace; readonly known: readonly LineRow[] },
): Operation[] {
  const rows = new Map(known.map((row) => [row.mpb_orderlineid, row]));
  const rateOf = ratesOf(order, known, marketplace);
  const shown = new Set(order.lines.map((line) => lineRowId(order.id, line.id, marketplace)));
  return [
    ...order.lines.flatMap((line) => {
      const id = lineRowId(order.id, line.id, marketplace);
      const row = rows.get(id);
      const columns = lineColumns(order, line, { marketplace, rateOf });
      return [
        ...(row && agrees(row, columns) ? [] : [lineWrite(id, rowId, { columns, marketplace })]),
        ...feeWrites(id, feeRows(order, line, marketplace), row?.mpb_fee_mpb_orderlineid ?? []),
      ];
    }),
    ...known.filter((row) => !shown.has(row.mpb_orderlineid)).flatMap(gone),
  ];
}

/** VAT in the total, where a later reading may have changed it. `previous` is null where it cannot be read. */
export function vatColumn(
  order: MarketplaceOrder,
  previous: MarketplaceOrder | null,
  { marketplace, known }: { readonly marketplace: Marketplace; readonly known: readonly LineRow[] },
): Pick<OrderWrite, 'mpb_tax'> {
  if (previous !== null && sameVatBasis(previous, order)) return {};
  const vat = vatInTotal(order, ratesOf(order, known, marketplace));
  return { mpb_tax: moneyOf(order, marketplace)(vat) };
}

/** Nothing is imported yet, so that no rate was decided. */
const noRate: RateOf = () => null;

/** The rate that each line was imported with stands on its row, in per cent. */
function ratesOf(order: MarketplaceOrder, known: readonly LineRow[], marketplace: Marketplace): RateOf {
  const rates = new Map(known.map((row) => [row.mpb_orderlineid, row.mpb_taxrate]));
  return (lineId) => {
    const rate = rates.get(lineRowId(order.id, lineId, marketplace)) ?? null;
    return rate === null ? null : Math.round(rate * 10_000);
  };
}

type LineColumns = Pick<
  WriteRow<typeof t.orderline>,
  Exclude<(typeof lineColumnNames)[number], 'mpb_orderlineid' | 'mpb_taxrate'>
>;

function lineColumns(
  order: MarketplaceOrder,
  line: MarketplaceOrderLine,
  { marketplace, rateOf }: { readonly marketplace: Marketplace; readonly rateOf: RateOf },
): LineColumns {
  const money = moneyOf(order, marketplace);
  const { open, shippedOn } = openQuantity(order, line);
  return {
    mpb_name: cut(line.title ?? line.sku ?? line.id, 300) ?? line.id,
    mpb_lineid: cut(line.id, 200),
    mpb_lineindex: line.index,
    mpb_sku: cut(line.sku, 200),
    mpb_title: cut(line.title, 500),
    mpb_statetext: cut(line.state, 100),
    mpb_quantity: line.quantity,
    mpb_cancelledquantity: sum(line.cancellations.map(({ quantity }) => quantity ?? 0)),
    mpb_openquantity: open,
    mpb_shippedon: shippedOn === null ? null : dataverseTime(shippedOn),
    mpb_unitprice: money(line.unitPrice),
    mpb_price: money(line.price),
    mpb_tax: money(goodsVat(order, line, rateOf(line.id))),
    mpb_shipping: money(line.shipping),
    mpb_refunded: money(refundedOf(line.refunds, order.taxMode)),
  };
}

/** Made where it is missing. */
function lineWrite(
  id: string,
  rowId: string,
  { columns, marketplace }: { readonly columns: LineColumns; readonly marketplace: Marketplace },
): Operation {
  return {
    method: 'PATCH',
    path: `mpb_orderlines(${id})`,
    body: {
      ...columns,
      'mpb_orderid@odata.bind': `/mpb_orders(${rowId})`,
      ...inCurrency(marketplace),
      ...ownedBy(marketplace),
    },
  };
}

/** A line that the marketplace no longer shows: nothing of it is sold or kept any more. */
function gone(row: LineRow): Operation[] {
  const nothing = {
    mpb_statetext: null,
    mpb_quantity: 0,
    mpb_openquantity: 0,
    mpb_price: 0,
    mpb_tax: 0,
    mpb_shipping: 0,
  };
  const fees = feeWrites(row.mpb_orderlineid, [], row.mpb_fee_mpb_orderlineid);
  if (agrees(row, nothing)) return fees;
  return [
    { method: 'PATCH', path: `mpb_orderlines(${row.mpb_orderlineid})`, ifMatch: '*', body: nothing },
    ...fees,
  ];
}

function feeRows(order: MarketplaceOrder, line: MarketplaceOrderLine, marketplace: Marketplace) {
  if (order.currency !== marketplace.facts.currency) return [];
  const money = moneyOf(order, marketplace);
  return lineFees(order, line).map((fee) => ({
    mpb_feeid: marketplace.ids.id('fee', `${order.id}|${line.id}|${fee.type}|expected`),
    mpb_name: `${fee.type}, expected`,
    mpb_type: cut(fee.type, 100),
    mpb_basis: choice.feeBasis.values.expected,
    mpb_amount: money(fee.amount),
    mpb_tax: money(fee.tax),
    ...inCurrency(marketplace),
    ...ownedBy(marketplace),
  })) satisfies WriteRow<typeof t.fee>[];
}

function feeWrites(
  lineId: string,
  wanted: ReturnType<typeof feeRows>,
  known: readonly FeeRow[],
): Operation[] {
  const rows = new Map(
    known
      .filter((row) => row.mpb_basis === choice.feeBasis.values.expected)
      .map((row) => [row.mpb_feeid, row]),
  );
  const ids = new Set(wanted.map(({ mpb_feeid: id }) => id));
  const nothing = { mpb_amount: 0, mpb_tax: 0 };
  return [
    ...wanted
      .filter(({ mpb_feeid: id, mpb_amount, mpb_tax }) => {
        const row = rows.get(id);
        return row === undefined || !agrees(row, { mpb_amount, mpb_tax });
      })
      .map(({ mpb_feeid: id, ...fee }) => ({
        method: 'PATCH' as const,
        path: `mpb_fees(${id})`,
        body: { ...fee, 'mpb_orderlineid@odata.bind': `/mpb_orderlines(${lineId})` },
      })),
    ...[...rows.values()]
      .filter((row) => !ids.has(row.mpb_feeid) && !agrees(row, nothing))
      .map((row) => ({
        method: 'PATCH' as const,
        path: `mpb_fees(${row.mpb_feeid})`,
        ifMatch: '*' as const,
        body: nothing,
      })),
  ];
}

function agrees(row: object, columns: object): boolean {
  const stands = row as Readonly<Record<string, unknown>>;
  return Object.entries(columns).every(([name, value]) => (stands[name] ?? null) === (value ?? null));
}
