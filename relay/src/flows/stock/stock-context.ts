/** What every part of the stock flow is handed: the world, the marketplace as set up now, and leave to write. */
import type { StockPolicy } from '../../domain/stock/policy.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import type { Ports } from '../ports.ts';

export interface StockContext {
  readonly ports: Ports;
  readonly marketplace: Marketplace;
  readonly policy: StockPolicy;
  /** Before every call and every write. Throws `LeaseLost`. */
  readonly assertHeld: () => void;
  /** Told of a file of which nobody can say whether it arrived. */
  readonly outcomeUnknown?: () => void;
}
