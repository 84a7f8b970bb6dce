/**
 * The one mapping of orders to columns and ids (DESIGN D2). Money becomes a decimal number only here; observations are
 * kept as the marketplace sent them.
 */
import { choice, type ReadRow, type t, type WriteRow } from '@marketplace-bridge/solution';
import { figuresOf } from '../../domain/orders/figures.ts';
import type { MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
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

/** Amounts of an order as numbers on the wire; null in a currency that is not the marketplace's own. */
export function moneyOf(
  { currency }: MarketplaceOrder,
  { facts }: Marketplace,
): (amount: Minor | null) => number | null {
  return (amount) => (amount === null || currency !== facts.currency ? null : wireMoney(amount, currency));
}

const states = choice.orderState.values as Readonly<Record<string, OrderWrite['mpb_state'] & number>>;

/** Everything on the root row that follows the marketplace. Amounts in a foreign currency are left empty: the row carries ours. */
export function movingColumns(order: MarketplaceOrder, marketplace: Marketplace): OrderWrite {
  const money = moneyOf(order, marketplace);
  const figures = figuresOf(order);
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
    mpb_total: money(figures.total),
    mpb_shipping: money(figures.delivery),
    mpb_commission: money(figures.commission),
    mpb_commissiontax: money(figures.commissionTax),
    mpb_expectednet: money(figures.net),
    mpb_refunded: money(figures.refunded),
    mpb_hasincident: order.hasIncident,
  };
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
