/**
 * What an order comes to as it is now, for the people who look at it. Every figure is a sum over the lines that stand,
 * and they fit together: total less refunds, commission and its VAT is the net payout, to the penny. Fees that the
 * marketplace adds to the total are not ours and stand in none of them.
 */
import { sum } from '../money.ts';
import type { Minor } from '../money.ts';
import { lineFees, taxOf } from './expected-fees.ts';
import { isCancelled, liveLines } from './live-lines.ts';
import type { LineRefund, MarketplaceOrder } from './marketplace-order.ts';
import { customerTotal, deliveryByLine } from './totals.ts';

export interface Figures {
  /** With VAT: what the Sales Order comes to. */
  readonly total: Minor;
  /** As stated, with or without VAT by the tax mode. */
  readonly delivery: Minor;
  /** With VAT. */
  readonly refunded: Minor;
  /** Without VAT, less what comes back with refunds: the sum of the expected fees. */
  readonly commission: Minor;
  readonly commissionTax: Minor;
  /** What should reach the bank. */
  readonly net: Minor;
}

export function figuresOf(order: MarketplaceOrder): Figures {
  const standing = isCancelled(order) ? { ...order, lines: [] } : order;
  const fees = order.lines.flatMap((line) => lineFees(order, line));
  const total = customerTotal(standing);
  const refunded = sum(liveLines(standing).map((line) => refundedOf(line.refunds, order.taxMode)));
  const commission = sum(fees.map(({ amount }) => amount));
  const commissionTax = sum(fees.map(({ tax }) => tax));
  return {
    total,
    delivery: sum(deliveryByLine(standing)),
    refunded,
    commission,
    commissionTax,
    net: total - refunded - commission - commissionTax,
  };
}

/** What went back to the customer, with VAT. */
export function refundedOf(refunds: readonly LineRefund[], mode: MarketplaceOrder['taxMode']): Minor {
  const onTop = mode === 'TAX_EXCLUDED';
  return sum(
    refunds.map(
      ({ amount, shipping, taxes, shippingTaxes }) =>
        amount + shipping + (onTop ? taxOf(taxes) + taxOf(shippingTaxes) : 0),
    ),
  );
}
