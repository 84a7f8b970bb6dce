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
