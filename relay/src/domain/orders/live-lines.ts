import type { MarketplaceOrder, MarketplaceOrderLine } from './marketplace-order.ts';

/** Lines that are still to be delivered and paid; refunds do not end a line's sale (mirakl.md 2.3, 2.5). */
export function liveLines(order: MarketplaceOrder): readonly MarketplaceOrderLine[] {
  return order.lines.filter(isLive);
}

export function isLive(line: MarketplaceOrderLine): boolean {
  return line.state !== 'CANCELED' && line.state !== 'REFUSED' && line.quantity !== 0;
}
