import type { MarketplaceOrder, MarketplaceOrderLine } from './marketplace-order.ts';

/** Lines that are still to be delivered and paid; refunds do not end a line's sale (mirakl.md 2.3, 2.5). */
export function liveLines(order: MarketplaceOrder): readonly MarketplaceOrderLine[] {
  return order.lines.filter(isLive);
}

export function isLive(line: MarketplaceOrderLine): boolean {
  return line.state !== 'CANCELED' && line.state !== 'REFUSED' && line.quantity !== 0;
}

/** Nothing of an order is left that anybody pays for, whatever its lines still show. */
export function isCancelled(order: MarketplaceOrder): boolean {
  return order.state === 'CANCELED' || order.state === 'REFUSED' || liveLines(order).length === 0;
}

/** A line of which the customer pays something. */
export function isPayable(order: MarketplaceOrder, line: MarketplaceOrderLine): boolean {
  return isLive(line) && !isCancelled(order);
}
