/**
 * How much of a line still takes goods from stock (mirakl.md 2.5), for the stock flow:
 *
 *   cancelled, refused             -> nothing, and nothing was taken
 *   dispatched or later            -> nothing, taken when it was dispatched
 *   refunded without a dispatch    -> nothing; whether it was taken nobody says, so as if at the last change
 *   else, paid or not              -> all that is not cancelled
 *
 * Whether a line was dispatched in part is not in OR11; until all of it is, all of it counts.
 */
import { isCancelled, isLive } from './live-lines.ts';
import type { MarketplaceOrder, MarketplaceOrderLine } from './marketplace-order.ts';

export interface OpenQuantity {
  readonly open: number;
  /** ISO 8601; null while something is open, and where nothing was ever taken. */
  readonly shippedOn: string | null;
}

const afterDispatch = new Set(['SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED', 'REFUNDED']);

export function openQuantity(order: MarketplaceOrder, line: MarketplaceOrderLine): OpenQuantity {
  if (isCancelled(order) || !isLive(line)) return { open: 0, shippedOn: null };
  const dispatched =
    line.shippedAt !== null || afterDispatch.has(line.state) || afterDispatch.has(order.state);
  return dispatched
    ? { open: 0, shippedOn: line.shippedAt ?? order.updatedAt }
    : { open: line.quantity, shippedOn: null };
}
