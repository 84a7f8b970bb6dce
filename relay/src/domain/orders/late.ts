import { earliest, instant, plusMinutes } from '../instant.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';

/**
 * By when somebody must have acted on an order: so many hours after it was paid (placed, where that is not known), but
 * never later than its dispatch deadline. Depends on the order alone, so that looking again does not move it.
 */
export function actBy(order: MarketplaceOrder, hours: number | null): string | null {
  if (hours === null) return null;
  const start = earliest([order.debitedAt]) ?? earliest([order.createdAt]);
  return earliest([start === null ? null : plusMinutes(start, hours * 60), order.shipBy]);
}

/** Whether the dispatch deadline has passed. */
export function isLate(order: MarketplaceOrder, now: string): boolean {
  const shipBy = instant(order.shipBy);
  return shipBy !== null && shipBy < Date.parse(now);
}
