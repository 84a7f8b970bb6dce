/**
 * The one mapping of orders to columns and ids (DESIGN D2). Money becomes a decimal number only here; observations are
 * kept as the marketplace sent them.
 */
import { choice, relationshipName, type ReadRow, type t, type WriteRow } from '@marketplace-bridge/solution';
import type { Operation } from '../../dataverse/client.ts';
import { expectedNet, lineFees } from '../../domain/orders/expected-fees.ts';
import type { MarketplaceOrder, MarketplaceOrderLine, Tax } from '../../domain/orders/marketplace-order.ts';
import { minorDigits, type Minor } from '../../domain/money.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { dataverseTime } from '../time.ts';

export type OrderWrite = WriteRow<typeof t.order>;

/** The columns of a root row that a look reads. */
export const orderColumns = [
  'mpb_orderid',
  'mpb_name',
  'mpb_orderkey',
  'mpb_observation',
  'mpb_baseline',
  'mpb_sourceversion',
  'mpb_bodyhash',
  'mpb_place',
  'mpb_reason',
  'mpb_dueon',
  'mpb_attempts',
  'mpb_seq',
  'mpb_verifiedon',
  'mpb_writtenbackon',
  'mpb_milestones',
  '_mpb_salesorderid_value',
  'createdon',
] as const;
export type OrderRow = Pick<ReadRow<typeof t.order>, (typeof orderColumns)[number]> & {
  '@odata.etag': string;
};

/** Minor units -> the decimal number on the wire. Exact: at most 15 digits, so that the text of the double is the amount. */
export function wireMoney(amount: Minor, currency: string): number {
  return Number((amount / 10 ** minorDigits(currency)).toFixed(minorDigits(currency)));
}

const states = choice.orderState.values as Readonly<Record<string, OrderWrite['mpb_state'] & number>>;

/** Everything on the root row that follows the marketplace. Amounts in a foreign currency are left empty: the row carries ours. */
export function movingColumns(order: MarketplaceOrder, marketplace: Marketplace): OrderWrite {
  const own = order.currency === marketplace.facts.currency;
  const money = (amount: Minor) => (own ? wireMoney(amount, order.currency) : null);
  const sum = (of: (line: MarketplaceOrderLine) => Minor) =>
    order.lines.reduce((total, line) => total + of(line), 0);
  return {
    mpb_commercialid: cut(order.commercialId, 200),
    mpb_state:
      (Object.hasOwn(states, order.state) ? states[order.state] : null) ??
      choice.orderState.values.unrecognised,
    mpb_statetext: cut(order.state, 100),
    mpb_placedon: dataverseTime(order.createdAt),
    mpb_debitedon: order.debitedAt === null ? null : dataverseTime(order.debitedAt),
    mpb_shipby: order.shipBy === null ? null : dataverseTime(order.shipBy),
    mpb_updatedon: dataverseTime(order.updatedAt),
    mpb_total: money(order.total),
    mpb_shipping: money(order.shipping),
    mpb_commission: money(sum((line) => line.commission)),
    mpb_commissiontax: money(sum((line) => taxSum(line.commissionTaxes))),
    mpb_expectednet: money(expectedNet(order)),
    mpb_refunded: money(
      sum((line) => line.refunds.reduce((total, refund) => total + refund.amount + refund.shipping, 0)),
    ),
    mpb_hasincident: order.hasIncident,
  };
}

/** A line of the marketplace order with its expected fees, for a deep insert. */
export function lineRow(order: MarketplaceOrder, line: MarketplaceOrderLine, marketplace: Marketplace) {
  const row = { ...lineColumns(order, line, marketplace), ...ownedBy(marketplace) };
  return {
    ...row,
    mpb_orderlineid: lineRowId(order.id, line.id, marketplace),
    [relationshipName('mpb_fee', 'mpb_orderlineid')]: feeRows(order, line, marketplace),
  };
}

export function lineColumns(
  order: MarketplaceOrder,
  line: MarketplaceOrderLine,
  marketplace: Marketplace,
): WriteRow<typeof t.orderline> {
  const own = order.currency === marketplace.facts.currency;
  const money = (amount: Minor) => (own ? wireMoney(amount, order.currency) : null);
  return {
    mpb_name: cut(line.title ?? line.sku ?? line.id, 300) ?? line.id,
    mpb_lineid: cut(line.id, 200),
    mpb_lineindex: line.index,
    mpb_sku: cut(line.sku, 200),
    mpb_title: cut(line.title, 500),
    mpb_statetext: cut(line.state, 100),
    mpb_quantity: line.quantity,
    mpb_cancelledquantity: line.cancellations.reduce((total, one) => total + (one.quantity ?? 0), 0),
    mpb_unitprice: money(line.unitPrice),
    mpb_price: money(line.price),
    mpb_shipping: money(line.shipping),
    mpb_refunded: money(line.refunds.reduce((total, refund) => total + refund.amount + refund.shipping, 0)),
    ...inCurrency(marketplace),
  };
}

export function feeRows(order: MarketplaceOrder, line: MarketplaceOrderLine, marketplace: Marketplace) {
  if (order.currency !== marketplace.facts.currency) return [];
  return lineFees(line).map((fee) => ({
    mpb_feeid: marketplace.ids.id('fee', `${order.id}|${line.id}|${fee.type}|expected`),
    mpb_name: `${fee.type}, expected`,
    mpb_type: cut(fee.type, 100),
    mpb_basis: choice.feeBasis.values.expected,
    mpb_amount: wireMoney(fee.amount, order.currency),
    mpb_tax: wireMoney(fee.tax, order.currency),
    ...inCurrency(marketplace),
    ...ownedBy(marketplace),
  })) satisfies WriteRow<typeof t.fee>[];
}

/** The lines of a row that is there already, with their expected fees: made where they are missing. */
export function lineWrites(rowId: string, order: MarketplaceOrder, marketplace: Marketplace): Operation[] {
  return order.lines.flatMap((line) => {
    const lineId = lineRowId(order.id, line.id, marketplace);
    return [
      {
        method: 'PATCH' as const,
        path: `mpb_orderlines(${lineId})`,
        body: {
          ...lineColumns(order, line, marketplace),
          'mpb_orderid@odata.bind': `/mpb_orders(${rowId})`,
          ...ownedBy(marketplace),
        },
      },
      ...feeRows(order, line, marketplace).map(({ mpb_feeid, ...fee }) => ({
        method: 'PATCH' as const,
        path: `mpb_fees(${mpb_feeid})`,
        body: { ...fee, 'mpb_orderlineid@odata.bind': `/mpb_orderlines(${lineId})` },
      })),
    ];
  });
}

export function lineRowId(orderId: string, lineId: string, marketplace: Marketplace): string {
  return marketplace.ids.id('orderline', `${orderId}|${lineId}`);
}

/** Owner of every row of an order (TENANT 4); nothing where no team is named, so that Dynamics takes the relay's user. */
export function ownedBy(marketplace: Marketplace): { 'ownerid@odata.bind'?: string } {
  const owner = marketplace.ownerOf('orders');
  return owner === null ? {} : { 'ownerid@odata.bind': owner };
}

/** Every money row names its currency (TENANT 10); a marketplace that has none yet imports nothing. */
export function inCurrency({ currencyId }: Marketplace): { 'transactioncurrencyid@odata.bind'?: string } {
  return currencyId === ''
    ? {}
    : { 'transactioncurrencyid@odata.bind': `/transactioncurrencies(${currencyId})` };
}

export function taxSum(taxes: readonly Tax[]): Minor {
  return taxes.reduce((total, tax) => total + tax.amount, 0);
}

export function cut(text: string | null, length: number): string | null {
  // By code point, so that a cut never leaves half a character behind.
  if (text === null || text.length <= length) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return kept;
}
