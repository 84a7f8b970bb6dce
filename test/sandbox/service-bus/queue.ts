/**
 * One queue as a state machine: no sockets, and time is an argument. Peek-lock only.
 *
 *   enqueue -> waiting -> locked -> gone (complete)
 *                 ^          |----> waiting (abandon and expired lock: counted; release: not counted)
 *                 |__________|----> dead-letter queue (asked for, or counted to the maximum)
 *
 * The dead-letter queue is a queue of the same kind without a maximum (service-bus.md 4, dead letter).
 */
import { randomBytes } from 'node:crypto';
import { DuplicateWindow } from './duplicate-window.ts';
import type { AmqpMessage, Lock, Outcome, StoredMessage } from './stored-message.ts';
import { WaitingLine } from './waiting-line.ts';

export interface QueueRules {
  /** Default 60 seconds, at most five minutes on the real service (service-bus.md 4). */
  readonly lockDurationMs: number;
  readonly maxDeliveryCount: number;
  /** 0 = no duplicate detection. */
  readonly duplicateWindowMs: number;
  /** Of one message; 256 KB on Standard. */
  readonly maxMessageBytes: number;
  /**
   * What becomes of a lock when the link that holds it is lost. The documentation says both, nobody measured it
   * (service-bus.md 6): `hold` until it expires, or `release` at once, counted. Tests run both.
   */
  readonly onLinkLoss: 'hold' | 'release';
}

export const usualRules: QueueRules = {
  lockDurationMs: 60_000,
  maxDeliveryCount: 10,
  duplicateWindowMs: 0,
  maxMessageBytes: 262_144,
  onLinkLoss: 'hold',
};

export class Queue<Holder> {
  readonly name: string;
  readonly rules: QueueRules;
  /** Null on a dead-letter queue. */
  readonly deadLetters: Queue<Holder> | null;
  readonly #waiting = new WaitingLine();
  readonly #locks = new Map<string, Lock<Holder>>();
  readonly #duplicates: DuplicateWindow;
  #sequence = 0;

  constructor(name: string, rules: Partial<QueueRules> = {}, isDeadLetterQueue = false) {
    this.name = name;
    this.rules = { ...usualRules, ...rules };
    this.#duplicates = new DuplicateWindow(this.rules.duplicateWindowMs);
    const own = { ...this.rules, maxDeliveryCount: Infinity, duplicateWindowMs: 0 };
    this.deadLetters = isDeadLetterQueue ? null : new Queue(`${name}/$deadletterqueue`, own, true);
  }

  get counts(): { readonly active: number; readonly locked: number; readonly deadLettered: number } {
    return {
      active: this.#waiting.size,
      locked: this.#locks.size,
      deadLettered: this.deadLetters?.counts.active ?? 0,
    };
  }

  /** Whether it was kept: a duplicate is not, and its sender is not told. */
  enqueue(content: AmqpMessage, now: number): boolean {
    // A message without an id is never a duplicate and stays without one, as the client's lock renewer must learn.
    const id = idOf(content.message_id);
    if (id !== null && this.#duplicates.isDuplicate(id, now)) return false;
    this.#sequence += 1;
    this.#waiting.append({ sequence: this.#sequence, enqueuedOn: now, content, deliveryCount: 0 });
    return true;
  }

  /** Hands out the next message under a lock. */
  take(holder: Holder, now: number): Lock<Holder> | null {
    const message = this.#waiting.take();
    if (message === null) return null;
    const token = randomBytes(16).toString('hex');
    const lock = { token, message, holder, until: now + this.rules.lockDurationMs };
    this.#locks.set(token, lock);
    return lock;
  }

  /** False when the lock is not there any more: expired, settled, or never given. */
  settle(token: string, outcome: Outcome, now: number): boolean {
    const lock = this.#locks.get(token);
    if (lock === undefined || lock.until <= now) return false;
    this.#locks.delete(token);
    switch (outcome.kind) {
      case 'complete':
        break;
      case 'abandon':
        change(lock.message, outcome.properties);
        this.#comesBack(lock.message);
        break;
      case 'release':
        this.#waiting.giveBack(lock.message);
        break;
      case 'dead-letter':
        change(lock.message, outcome.properties);
        this.#bury(lock.message, outcome.reason, outcome.description);
        break;
    }
    return true;
  }

  /** The new end of the lock; null when it is not there any more. */
  renew(token: string, now: number): number | null {
    const lock = this.#locks.get(token);
    if (lock === undefined || lock.until <= now) return null;
    lock.until = now + this.rules.lockDurationMs;
    // Locks stand in the order in which they end; `expire` relies on it.
    this.#locks.delete(token);
    this.#locks.set(token, lock);
    return lock.until;
  }

  /** Takes back what was held for too long; true when there was any. */
  expire(now: number): boolean {
    let any = false;
    for (const lock of this.#locks.values()) {
      if (lock.until > now) break;
      this.#locks.delete(lock.token);
      this.#comesBack(lock.message);
      any = true;
    }
    return any;
  }

  /** The link of a holder is lost. */
  holderGone(holder: Holder): void {
    if (this.rules.onLinkLoss === 'hold') return;
    for (const lock of this.#locks.values()) {
      if (lock.holder !== holder) continue;
      this.#locks.delete(lock.token);
      this.#comesBack(lock.message);
    }
  }

  /** Waiting and locked messages alike, as the service shows them, by sequence number. */
  peek(fromSequence: number, count: number): readonly StoredMessage[] {
    return [...this.#waiting, ...[...this.#locks.values()].map(({ message }) => message)]
      .filter((message) => message.sequence >= fromSequence)
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, count);
  }

  #comesBack(message: StoredMessage): void {
    message.deliveryCount += 1;
    if (message.deliveryCount < this.rules.maxDeliveryCount) {
      this.#waiting.giveBack(message);
      return;
    }
    const times = `after ${this.rules.maxDeliveryCount} delivery attempts`;
    this.#bury(message, 'MaxDeliveryCountExceeded', `Message could not be consumed ${times}.`);
  }

  #bury({ content, enqueuedOn }: StoredMessage, reason?: string, description?: string): void {
    const grave = this.deadLetters;
    if (grave === null) return;
    content.application_properties = {
      ...content.application_properties,
      ...(reason === undefined ? {} : { DeadLetterReason: reason }),
      ...(description === undefined ? {} : { DeadLetterErrorDescription: description }),
    };
    content.message_annotations = { ...content.message_annotations, 'x-opt-deadletter-source': this.name };
    grave.enqueue(content, enqueuedOn);
  }
}

function change(message: StoredMessage, properties: Record<string, unknown> | undefined): void {
  if (properties === undefined) return;
  message.content.application_properties = { ...message.content.application_properties, ...properties };
}

/** Ids are text on this service; the protocol would allow others. */
function idOf(id: unknown): string | null {
  return typeof id === 'string' && id !== '' ? id : null;
}
