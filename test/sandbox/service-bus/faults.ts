/**
 * What goes wrong, scripted: the next `times` operations of a kind meet a fault, then all is well again. Operations of
 * one kind meet the faults in the order in which they were scripted.
 */
import type { AmqpError } from './conditions.ts';
import { serverBusy } from './conditions.ts';

export type Operation =
  'put-token' | 'attach' | 'send' | 'deliver' | 'settle' | 'renew-lock' | 'peek-message';

export type Fault =
  /** Refused, nothing done. */
  | { readonly kind: 'refuse'; readonly error: AmqpError }
  /** Nothing done, nothing answered. */
  | { readonly kind: 'ignore' }
  /** Done, but the answer is lost. */
  | { readonly kind: 'lose-answer' }
  /** The socket dies before it is done ... */
  | { readonly kind: 'drop-before' }
  /** ... or after it was done and before the answer; a delivery breaks off in the middle of the message. */
  | { readonly kind: 'drop-after' };

export interface ScriptedFault {
  readonly on: Operation;
  readonly then: Fault | 'server-busy';
  /** Default 1. */
  readonly times?: number;
}

export class FaultScript {
  #scripted: { readonly on: Operation; readonly fault: Fault; left: number }[] = [];

  add({ on, then, times = 1 }: ScriptedFault): void {
    const fault: Fault = then === 'server-busy' ? { kind: 'refuse', error: serverBusy } : then;
    this.#scripted.push({ on, fault, left: times });
  }

  /** The fault that this operation meets. */
  meet(operation: Operation): Fault | null {
    const next = this.#scripted.find((scripted) => scripted.on === operation);
    if (next === undefined) return null;
    next.left -= 1;
    if (next.left <= 0) this.#scripted = this.#scripted.filter((scripted) => scripted !== next);
    return next.fault;
  }

  /** How many faults have not happened yet. */
  get left(): number {
    return this.#scripted.reduce((sum, { left }) => sum + left, 0);
  }
}
