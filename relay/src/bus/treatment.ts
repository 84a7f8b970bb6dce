/**
 * What becomes of one message: decoded, handled within a deadline, and then completed, given back or put aside. The same
 * for messages of the queue and of the webhook.
 *
 *   event    -> handler -> complete; the handler throws or takes too long: abandon
 *   ignored  -> complete
 *   refused  -> counted as an exception, once -> dead-letter; cannot be counted now: abandon
 */
import type { Decoded, Refusal } from '@marketplace-bridge/plugins-bridge';
import type { BusPorts } from './bus.ts';
import { errorCode } from './error-code.ts';
import type { Tally } from './tally.ts';
import { within } from './within.ts';

export type Disposition =
  | { readonly kind: 'complete' }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'dead-letter'; readonly refusal: Refusal };

/** What is known of a message without reading it. */
export interface Incoming {
  readonly body: Uint8Array;
  /** Unique on its queue, the same at each delivery. */
  readonly key: string;
}

/** A handler that takes longer is given up: whoever holds a message for ever stops its link (service-bus.md 3, fault 2). */
export const HANDLER_DEADLINE_MS = 30_000;

/** Refusals that are remembered, so that a second delivery is not counted twice. */
const REMEMBERED = 1000;

export class Treatment {
  readonly #ports: BusPorts;
  readonly #tally: Tally;
  readonly #deadlineMs: number;
  readonly #refused = new Set<string>();

  constructor(ports: BusPorts, tally: Tally, deadlineMs = HANDLER_DEADLINE_MS) {
    this.#ports = ports;
    this.#tally = tally;
    this.#deadlineMs = deadlineMs;
  }

  async treat(incoming: Incoming): Promise<Disposition> {
    try {
      return await this.#treat(incoming, this.#ports.decode(incoming.body));
    } catch (error) {
      // The text of the error may quote the message, so only its code is told.
      this.#ports.log.error(
        { message: incoming.key, code: errorCode(error) },
        'an event could not be handled',
      );
      this.#tally.count('abandoned');
      return { kind: 'abandon' };
    }
  }

  async #treat(incoming: Incoming, decoded: Decoded): Promise<Disposition> {
    const { handler } = this.#ports;
    switch (decoded.kind) {
      case 'event':
        await this.#inTime(handler.handle(decoded.event));
        this.#tally.count('handled');
        return { kind: 'complete' };
      case 'ignored':
        this.#tally.count('ignored');
        return { kind: 'complete' };
      case 'refused':
        await this.#refuse(incoming.key, decoded.refusal);
        return { kind: 'dead-letter', refusal: decoded.refusal };
    }
  }

  /** Counted before it is put aside: what is put aside comes never again, so that nobody else would tell of it. */
  async #refuse(key: string, refusal: Refusal): Promise<void> {
    if (this.#refused.has(key)) return;
    await this.#inTime(this.#ports.handler.refuse(refusal));
    this.#tally.count('refused');
    this.#ports.log.warn({ message: key, reason: refusal.reason }, 'a message is no event');
    this.#refused.add(key);
    const [oldest] = this.#refused;
    if (this.#refused.size > REMEMBERED && oldest !== undefined) this.#refused.delete(oldest);
  }

  #inTime(work: Promise<void>): Promise<void> {
    return within(this.#ports.clock, this.#deadlineMs, work);
  }
}
