/** A way in for events: what the composition root, the status page and the tests see of it. */
import type { Decoded } from '@marketplace-bridge/plugins-bridge';
import type { Clock } from '../clock.ts';
import type { EventHandler } from '../event-port.ts';

export interface Bus {
  start(): void;
  /** Takes nothing more, finishes what is in hand, lets go of the connection. Resolves in any case, within a limit. */
  stop(): Promise<void>;
  status(): BusStatus;
}

export interface BusStatus {
  readonly connected: boolean;
  /** ISO 8601; null before the first message. */
  readonly lastMessageOn: string | null;
  readonly inHand: number;
  /** Events that were handled, and messages that were rightly none (another organisation, our own doing). */
  readonly handled: number;
  readonly ignored: number;
  /** Given back, to be tried again. */
  readonly abandoned: number;
  /** No event, and put aside as such. */
  readonly refused: number;
  readonly deadLettered: number;
  /** How often a client was replaced by a new one, planned or not. */
  readonly newClients: number;
  /** Plain English, null when all is well. The sweep does everything meanwhile, later. */
  readonly trouble: string | null;
}

/** Structured log; records carry ids and codes, never a message body and never a key. */
export interface BusLog {
  info(record: object, message: string): void;
  warn(record: object, message: string): void;
  error(record: object, message: string): void;
}

export interface BusPorts {
  readonly decode: (body: Uint8Array) => Decoded;
  readonly handler: EventHandler;
  /** Real time: the broker keeps its own, at any rehearsal speed. */
  readonly clock: Clock;
  readonly log: BusLog;
}
