/** What every step of a look has at hand: the ports, the marketplace as set up now, the slot of OR04, the lease. */
import type { OrderDecision } from '../../domain/orders/decision.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import type { Ports } from '../ports.ts';
import type { Slot } from '../slot.ts';

/** What a look does with the slot of OR04. */
export type WriteBackSlot = Pick<
  Slot,
  'wait' | 'ready' | 'know' | 'take' | 'shutFor' | 'calling' | 'move' | 'moved'
>;

export interface LookContext {
  readonly ports: Ports;
  readonly marketplace: Marketplace;
  /** Throws when the lease ran out; called before every write. */
  readonly assertHeld: () => void;
  readonly writeBackSlot: WriteBackSlot;
  /** Told which order needs fresh facts from the marketplace that no change announces. */
  readonly readBack: (orderId: string) => void;
  /** Told of every judgement, for the counts of the hour. */
  readonly judged: (rowId: string, kind: OrderDecision['kind']) => void;
  /** Told what became of a record that was held up, for the counts of a replay. */
  readonly decided: (rowId: string, outcome: 'held' | 'cleared') => void;
  /** Told of a listing that somebody asked to look at again, where anybody listens; change tracking tells as well. */
  readonly listingDue?: (rowId: string) => void;
  /** Renews the lease when it is time; throws when it was lost. */
  readonly keepLease: () => Promise<void>;
  /** Waits while the lease is kept; throws when it ran out. */
  readonly pause: (milliseconds: number) => Promise<void>;
}
