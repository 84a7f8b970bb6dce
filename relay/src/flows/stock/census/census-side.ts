/** What the census needs of the rest of the relay. */
import type { Leadership } from '../../leadership.ts';
import type { Marketplace } from '../../marketplace/marketplace.ts';
import type { StockContext } from '../stock-context.ts';
import type { StockFlow } from '../stock-flow.ts';

export interface CensusSide {
  readonly leadership: Leadership;
  marketplace(): Marketplace | null;
  /** ISO 8601: orders that were updated on the marketplace before this are in Dynamics. */
  ordersReadUntil(): string | null;
  readonly stock: Pick<StockFlow, 'force' | 'nowMoving' | 'status'>;
}

export interface CensusContext extends StockContext {
  readonly side: Pick<CensusSide, 'stock'>;
}

/** Work that gives way to everything else (PROTOCOL, Slot). */
export const lane = 'census';
