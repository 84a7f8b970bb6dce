/**
 * The VAT that an order contains as it is now, by the same rules as at its import: as stated by the marketplace where it
 * states any, else computed at the line's rate. Null where neither is known; it is never guessed.
 */
import { sum } from '../money.ts';
import type { Minor } from '../money.ts';
import { vatOf } from '../vat/extract.ts';
import type { Rate } from '../vat/rate.ts';
import { deliveryGroups } from './delivery.ts';
import { taxOf } from './expected-fees.ts';
import { isCancelled, liveLines } from './live-lines.ts';
import type { MarketplaceOrder, MarketplaceOrderLine, Tax } from './marketplace-order.ts';
import { deliveryByLine } from './totals.ts';

/** The rate that a line was imported with; null where it never was. */
export type RateOf = (lineId: string) => Rate | null;

export function vatInTotal(order: MarketplaceOrder, rateOf: RateOf): Minor | null {
  if (isCancelled(order)) return 0;
  const goods = liveLines(order).map((line) => goodsVat(order, line, rateOf(line.id)));
  const delivery = deliveryVat(order, rateOf);
  const known = goods.filter((vat) => vat !== null);
  return known.length < goods.length || delivery === null ? null : sum(known) + delivery;
}

/** The VAT on the goods of one line. */
export function goodsVat(
  { taxMode }: Pick<MarketplaceOrder, 'taxMode'>,
  line: Pick<MarketplaceOrderLine, 'price' | 'taxes'>,
  rate: Rate | null,
): Minor | null {
  if (line.taxes.length > 0) return taxOf(line.taxes);
  if (line.price === 0) return 0;
  return rate === null || taxMode === null ? null : vatOf(line.price, rate, taxMode);
}

/** Whether anything that the VAT follows from differs between two readings. */
export function sameVatBasis(one: MarketplaceOrder, other: MarketplaceOrder): boolean {
  return JSON.stringify(basisOf(one)) === JSON.stringify(basisOf(other));
}

function basisOf(order: MarketplaceOrder) {
  if (isCancelled(order)) return 'cancelled';
  const delivery = deliveryByLine(order);
  return liveLines(order).map(({ id, price, taxes, shippingTaxes }, index) => [
    ...[order.taxMode, id, price, delivery[index]],
    ...[amountsOf(taxes), amountsOf(shippingTaxes)],
  ]);
}

function amountsOf(taxes: readonly Tax[]): Minor | null {
  return taxes.length === 0 ? null : taxOf(taxes);
}

function deliveryVat(order: MarketplaceOrder, rateOf: RateOf): Minor | null {
  const amounts = deliveryByLine(order);
  const lines = liveLines(order)
    .map(({ id, shippingTaxes }, index) => ({
      delivery: amounts[index] ?? 0,
      deliveryVat: amountsOf(shippingTaxes),
      rate: rateOf(id),
    }))
    .filter(({ delivery }) => delivery !== 0);
  const stated = lines.filter(({ rate }) => rate === null).map(({ deliveryVat: vat }) => vat);
  const ruled = lines.flatMap(({ rate, ...line }) =>
    rate === null ? [] : [{ ...line, rule: { rate, taxCode: null } }],
  );
  const known = stated.filter((vat) => vat !== null);
  if (known.length < stated.length) return null;
  if (ruled.length === 0) return sum(known);
  if (order.taxMode === null) return null;
  return sum(known) + sum(deliveryGroups(ruled, order.taxMode).map(({ amounts: { tax } }) => tax));
}
