/**
 * One client's life at the queue: it subscribes, hands each message to the treatment, settles, and closes in the order
 * that loses nothing. What it can not get over is told by `probe`; then the consumer makes another one.
 */
import type {
  MessageHandlers,
  ServiceBusReceivedMessage,
  ServiceBusReceiver,
  ServiceBusClient,
} from '@azure/service-bus';
import type { Clock } from '../clock.ts';
import type { BusLog } from './bus.ts';
import { errorCode } from './error-code.ts';
import { keepLocked } from './lock-renewal.ts';
import { pauseBeforeAbandon } from './pause-before-abandon.ts';
import { SettleGate } from './settle-gate.ts';
import type { Disposition, Treatment } from './treatment.ts';
import { OutOfTime, within } from './within.ts';

export interface LinkOptions {
  readonly queue: string;
  readonly concurrency: number;
  readonly limits: LinkLimits;
}

/** Milliseconds of real time. */
export interface LinkLimits {
  readonly settleMs: number;
  readonly probeMs: number;
  /** Of each step of closing; what is in hand gets longer. */
  readonly closeMs: number;
  readonly drainMs: number;
}

export interface LinkPorts {
  readonly client: ServiceBusClient;
  readonly treatment: Treatment;
  readonly clock: Clock;
  readonly log: BusLog;
  /** A message arrived. */
  readonly onMessage: () => void;
  /** It was put aside at the broker. */
  readonly onDeadLettered: () => void;
  /** More is in hand than was asked for: this client has to go. */
  readonly onOverfull: () => void;
  /** Something failed that the client tries again by itself, over and over. */
  readonly onTrouble: (code: string, source: string) => void;
}

type SequenceNumber = ServiceBusReceivedMessage['sequenceNumber'];

export class QueueLink {
  readonly #options: LinkOptions;
  readonly #ports: LinkPorts;
  readonly #receiver: ServiceBusReceiver;
  readonly #gate = new SettleGate();
  readonly #inHand = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  readonly #subscription: { close(): Promise<void> };
  /** Nothing stands in the queue before this. */
  #floor: SequenceNumber;

  constructor(options: LinkOptions, ports: LinkPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#receiver = ports.client.createReceiver(options.queue, {
      // Locks are renewed by lock-renewal.ts, bodies are read by the decoder.
      maxAutoLockRenewalDurationInMs: 0,
      skipParsingBodyAsJson: true,
    });
    this.#subscription = this.#receiver.subscribe(this.#handlers(), {
      autoCompleteMessages: false,
      maxConcurrentCalls: options.concurrency,
    });
  }

  get inHand(): number {
    return this.#inHand.size;
  }

  /**
   * After a lost connection the client asks for the full number of messages again, and for one more with each message
   * that was in hand when it was lost. So the number grows with every loss, and nothing ever lowers it.
   */
  get overfull(): boolean {
    return this.#inHand.size > this.#options.concurrency;
  }

  /** The first message in the queue, locked or not; null = none. Rejects when the broker does not answer in time. */
  async probe(): Promise<string | null> {
    // A peek goes on where the last one ended, unless it is told where to begin.
    const from = this.#floor === undefined ? {} : { fromSequenceNumber: this.#floor };
    const peek = this.#receiver.peekMessages(1, from);
    const [first] = await within(this.#ports.clock, this.#options.limits.probeMs, peek);
    this.#floor = first?.sequenceNumber ?? this.#floor;
    return first?.sequenceNumber?.toString() ?? null;
  }

  /**
   * No more messages; what is in hand finishes and settles; then receiver and client go (service-bus.md 4, shutdown).
   * The receiver first would make late settlements fail and leave locks to expire. A close may hang on a dead connection.
   */
  async close(): Promise<void> {
    this.#closing.abort();
    const { closeMs, drainMs } = this.#options.limits;
    await this.#step('subscription', closeMs, () => this.#subscription.close());
    await this.#step('messages in hand', drainMs, async () => {
      while (this.#inHand.size > 0) await Promise.all(this.#inHand);
    });
    await this.#step('receiver', closeMs, () => this.#receiver.close());
    await this.#step('client', closeMs, () => this.#ports.client.close());
  }

  async #step(what: string, ms: number, close: () => Promise<unknown>): Promise<void> {
    try {
      await within(this.#ports.clock, ms, close());
    } catch (error) {
      this.#ports.log.warn(
        { what, code: errorCode(error) },
        'a part of the Service Bus client did not close',
      );
    }
  }

  #handlers(): MessageHandlers {
    return {
      processMessage: (message) => {
        const work: Promise<void> = this.#attend(message).finally(() => this.#inHand.delete(work));
        this.#inHand.add(work);
        if (this.overfull) this.#ports.onOverfull();
        return work;
      },
      processError: ({ error, errorSource }) => {
        // A new link is being made by the client itself.
        this.#ports.onTrouble(errorCode(error), errorSource);
        return Promise.resolve();
      },
    };
  }

  /** Never rejects: what the client would do about it, abandon at once, is not wanted. */
  async #attend(message: ServiceBusReceivedMessage): Promise<void> {
    const { clock, treatment, onMessage } = this.#ports;
    onMessage();
    const done = new AbortController();
    void keepLocked(message, (held) => this.#receiver.renewMessageLock(held), clock, done.signal);
    try {
      const disposition = await treatment.treat({ body: bytesOf(message.body), key: keyOf(message) });
      if (disposition.kind === 'abandon') {
        await pauseBeforeAbandon(message.deliveryCount ?? 0, clock, this.#closing.signal);
      }
      await this.#settle(message, disposition);
    } finally {
      done.abort();
    }
  }

  async #settle(message: ServiceBusReceivedMessage, disposition: Disposition): Promise<void> {
    const { clock, log, onDeadLettered } = this.#ports;
    const settled = this.#gate.run(() => this.#settlement(message, disposition));
    try {
      await within(clock, this.#options.limits.settleMs, settled);
      if (disposition.kind === 'dead-letter') onDeadLettered();
    } catch (error) {
      const code = error instanceof OutOfTime ? 'no-answer' : errorCode(error);
      // It comes again, here or elsewhere, and finds its row done: events say "look at this row", no more.
      log.info({ message: keyOf(message), code, wanted: disposition.kind }, 'a message was not settled');
    }
  }

  #settlement(message: ServiceBusReceivedMessage, disposition: Disposition): Promise<void> {
    switch (disposition.kind) {
      case 'complete':
        return this.#receiver.completeMessage(message);
      case 'abandon':
        return this.#receiver.abandonMessage(message);
      case 'dead-letter':
        return this.#receiver.deadLetterMessage(message, {
          deadLetterReason: disposition.refusal.reason,
          // A long description can push the message over the size limit (service-bus.md 4, dead letter).
          deadLetterErrorDescription: disposition.refusal.text.slice(0, 512),
        });
    }
  }
}

/** By sequence number, which every message has; a message id may be missing. */
function keyOf(message: ServiceBusReceivedMessage): string {
  return message.sequenceNumber?.toString() ?? message.lockToken ?? 'unknown';
}

/** A data section arrives as bytes; an AMQP value section, which other senders use, as text. */
function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : '');
}
