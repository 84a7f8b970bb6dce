/** What the marketplace is expected to keep of each line, from its own figures (mirakl.md 2.3). */
import { sum } from '../money.ts';
import type { Minor } from '../money.ts';
import { isPayable } from './live-lines.ts';
import type { MarketplaceOrder, MarketplaceOrderLine, Tax } from './marketplace-order.ts';

export interface ExpectedFee {
  /** The transaction type under which the settlement will show it (mirakl.md 7.2). */
  readonly type: 'COMMISSION_FEE' | 'REFUND_COMMISSION_FEE';
  /** Without VAT; positive is what the marketplace keeps, negative what it gives back. */
  readonly amount: Minor;
  readonly tax: Minor;
}

/**
 * The fees of a line: its commission, and what of it comes back with refunds, each only where there is any. None once
 * the line is cancelled, whatever amounts it still shows.
 */
export function lineFees(order: MarketplaceOrder, line: MarketplaceOrderLine): readonly ExpectedFee[] {
  if (!isPayable(order, line)) return [];
  const { commission, commissionTaxes, refunds } = line;
  const returned = sum(refunds.map((refund) => refund.commission));
  const returnedTax = sum(refunds.map((refund) => taxOf(refund.commissionTaxes)));
  const fees: readonly ExpectedFee[] = [
    { type: 'COMMISSION_FEE', amount: commission, tax: taxOf(commissionTaxes) },
    { type: 'REFUND_COMMISSION_FEE', amount: 0 - returned, tax: 0 - returnedTax },
  ];
  return fees.filter(({ amount, tax }) => amount !== 0 || tax !== 0);
}

export function taxOf(taxes: readonly Tax[]): Minor {
  return sum(taxes.map((tax) => tax.amount));
}
