/** What the pricing engine made of an import, compared with the marketplace to the penny (PROTOCOL, Verify after write). */
import type { ExceptionDraft } from '../../domain/exception.ts';
import { minorFromWire } from '../../domain/money.ts';
import type { MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import { verifyTotals } from '../../domain/orders/verify-totals.ts';
import type { SalesOrderRow } from './facts.ts';

export function verify(order: MarketplaceOrder, computed: SalesOrderRow): ExceptionDraft[] {
  const minor = (amount: number | null) => (amount === null ? null : minorFromWire(amount, order.currency));
  return verifyTotals(order, {
    salesOrderNumber: computed.ordernumber,
    total: minor(computed.totalamount),
    tax: minor(computed.totaltax),
    lineTotals: computed.order_details.map((line) => minor(line.extendedamount)),
  });
}
