import { earliest, londonDate } from '../instant.ts';
import type { MarketplaceOrder } from '../orders/marketplace-order.ts';

/**
 * The day whose rates apply, `YYYY-MM-DD` in London: the earliest of the customer's debit and the first dispatch
 * (ACCOUNTING, Recognition; a VAT invoice of ours never comes before the import). Where the marketplace states
 * neither, the day on which the order was placed; null where not even that can be read.
 */
export function taxPointOf(order: MarketplaceOrder): string | null {
  const event = earliest([order.debitedAt, ...order.lines.map((line) => line.shippedAt)]);
  const moment = event ?? earliest([order.createdAt]);
  return moment === null ? null : londonDate(moment);
}
