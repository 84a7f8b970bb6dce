import { earliest, instant, plusMinutes } from '../instant.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';

/**
 * By when somebody must have acted on an order: so many hours after it was paid (placed, where that is not known), but
 * never later than its dispatch deadline. Depends on the order alone, so that looking again does not move it.
 */
export function actBy(order: MarketplaceOrder, hours: number | null): string | null {
  const start = earliest([order.debitedAt]) ?? earliest([order.createdAt]);
  return hours === null ? null : earliest([hoursAfter(start, hours), order.shipBy]);
}

/** The same for something that came with the order's last update. */
export function actAfterUpdate(order: MarketplaceOrder, hours: number | null): string | null {
  return hours === null ? null : hoursAfter(order.updatedAt, hours);
}

function hoursAfter(text: string | null, hours: number): string | null {
  return text === null || instant(text) === null ? null : plusMinutes(text, hours * 60);
}
