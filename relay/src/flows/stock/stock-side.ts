/** What the stock flow needs of the rest of the relay: who leads, and the marketplace as it is set up now. */
import type { Leadership } from '../leadership.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';

export interface StockSide {
  readonly leadership: Leadership;
  /** Read again whenever people change it; null while it is not known. */
  marketplace(): Marketplace | null;
  /** Told when it is not known what became of a file, so that the marketplace's own numbers are looked at soon. */
  outcomeUnknown?(): void;
}

/** A row that an event names (`stock-changed`); it only makes the leader look now. */
export interface StockHint {
  readonly productId: string | null;
  readonly table: string;
  readonly rowId: string;
}
