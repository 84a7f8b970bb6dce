/** What the marketplace is expected to keep and to pay, from its own figures at import (mirakl.md 2.3). */
import { sum } from '../money.ts';
import type { Minor } from '../money.ts';
import { liveLines } from './live-lines.ts';
import type { MarketplaceOrder, MarketplaceOrderLine, Tax } from './marketplace-order.ts';
import { customerTotal } from './totals.ts';

export interface ExpectedFee {
  /** The transaction type under which the settlement will show it (mirakl.md 7.2). */
  readonly type: 'COMMISSION_FEE';
  /** Without VAT; positive is what the marketplace keeps. */
  readonly amount: Minor;
  readonly tax: Minor;
}

/** The fees of a line; none where the marketplace takes no commission. */
export function lineFees(line: MarketplaceOrderLine): readonly ExpectedFee[] {
  const tax = taxOf(line.commissionTaxes);
  return line.commission === 0 && tax === 0 ? [] : [{ type: 'COMMISSION_FEE', amount: line.commission, tax }];
}

/**
 * What should reach the bank for an order: what customers pay, less refunds, less commission and its VAT, plus the
 * commission that comes back with refunds. Fees on top of the total are not ours and are left out.
 */
export function expectedNet(order: MarketplaceOrder): Minor {
  const lines = liveLines(order);
  const onTop = order.taxMode === 'TAX_EXCLUDED';
  const kept = sum(lines.flatMap(lineFees).map(({ amount, tax }) => amount + tax));
  const refunds = lines.flatMap((line) => line.refunds);
  const refunded = sum(
    refunds.map(
      ({ amount, shipping, taxes, shippingTaxes }) =>
        amount + shipping + (onTop ? taxOf(taxes) + taxOf(shippingTaxes) : 0),
    ),
  );
  const returned = sum(refunds.map(({ commission, commissionTaxes }) => commission + taxOf(commissionTaxes)));
  return customerTotal(order) - kept - refunded + returned;
}

function taxOf(taxes: readonly Tax[]): Minor {
  return sum(taxes.map((tax) => tax.amount));
}
