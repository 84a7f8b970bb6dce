/** A way in for events: what the composition root, the status page and the tests see of it. */
import type { Decoded } from '@marketplace-bridge/plugins-bridge';
import type { Clock } from '../clock.ts';
import type { BusStatus, EventHandler } from '../event-port.ts';

export type { BusStatus } from '../event-port.ts';

export interface Bus {
  start(): void;
  /** Takes nothing more, finishes what is in hand, lets go of the connection. Resolves in any case, within a limit. */
  stop(): Promise<void>;
  status(): BusStatus;
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
