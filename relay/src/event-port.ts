/** Between the ways in (queue, webhook) and the flows: what was decoded, and what could not be. */
import type { BusinessEvent, Refusal } from '@marketplace-bridge/plugins-bridge';

export interface EventHandler {
  /**
   * Looks at the rows that the event names. Resolves when that is done, or when it is left to the sweep (trouble
   * outside, no allowance within 10 s): what is due stands in the rows, so that the message may be completed either
   * way (PROTOCOL, Look). Rejects for programmer errors only.
   */
  handle(event: BusinessEvent): Promise<void>;
  /** A message that is no event: one counted exception for each reason. */
  refuse(refusal: Refusal): Promise<void>;
}

/** Where messages are put that wait for their turn inside the process. */
export interface EventIntake {
  /** Takes the message as it came; false when too much waits already, and then nothing was taken. Never throws. */
  post(body: Uint8Array): boolean;
}

/** How a way in for events is doing, for the status page. */
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

/** Null: not configured. */
export interface WaysInStatus {
  readonly queue: BusStatus | null;
  readonly webhook: BusStatus | null;
}
