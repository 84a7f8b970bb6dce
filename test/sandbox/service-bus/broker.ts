/** The broker between the sockets and the queues: what each AMQP event of a client means. */
import { breakOffNextWrite } from './broken-off.ts';
import { putToken } from './cbs.ts';
import type { CbsRules } from './cbs.ts';
import { lockLost, notFound, notImplemented, tooLarge } from './conditions.ts';
import type { FaultScript, Operation } from './faults.ts';
import { tokenOfTag } from './lock-token.ts';
import { manage, managementOperation } from './management.ts';
import { outcomeOfDisposition } from './outcome-of-disposition.ts';
import type { Disposition } from './outcome-of-disposition.ts';
import { perform } from './perform.ts';
import { acknowledgePromptly } from './prompt-acknowledgement.ts';
import { ReceiverLinks } from './receiver-links.ts';
import { ReplyLinks } from './request-response.ts';
import type { Answer } from './request-response.ts';
import { codec } from './rhea-peer.ts';
import type { PeerContainer, PeerContext, PeerDelivery, PeerLink } from './rhea-peer.ts';
import type { Queue } from './queue.ts';
import type { AmqpMessage } from './stored-message.ts';
import { unpack } from './wire-message.ts';

const requestNode = /\$(cbs|management)$/i;
const MANAGEMENT = '/$management';

export class Broker {
  readonly #cbs: CbsRules;
  readonly #script: FaultScript;
  readonly #now: () => number;
  readonly #links = new Map<string, ReceiverLinks>();
  readonly #replies = new ReplyLinks();

  constructor(parts: { readonly cbs: CbsRules; readonly script: FaultScript; readonly now: () => number }) {
    this.#cbs = parts.cbs;
    this.#script = parts.script;
    this.#now = parts.now;
  }

  add(queue: Queue<PeerLink>): void {
    this.#links.set(
      queue.name.toLowerCase(),
      new ReceiverLinks(queue, (link) => {
        this.#delivered(link);
      }),
    );
    if (queue.deadLetters !== null) this.add(queue.deadLetters);
  }

  /** Hands out what waits, of every queue; after expiring locks, from time to time. */
  tick(): void {
    const now = this.#now();
    for (const { queue } of this.#links.values()) queue.expire(now);
    this.pump();
  }

  pump(): void {
    for (const links of this.#links.values()) links.pump(this.#now());
  }

  /** As if the receivers of a queue had stopped without a word. */
  forgetReceivers(queue: string): void {
    this.#find(queue)?.forget();
  }

  listen(container: PeerContainer): void {
    const links = (link: PeerLink | undefined): ReceiverLinks | undefined =>
      link && [...this.#links.values()].find((candidate) => candidate.has(link));
    const gone = (link: PeerLink): void => {
      links(link)?.remove(link);
      this.pump();
    };
    const down = ({ connection }: PeerContext): void => {
      (connection as unknown as PeerContext['session']).each_sender(gone);
    };
    container.on('connection_open', ({ connection }) => {
      acknowledgePromptly(connection);
    });
    container.on('disconnected', down);
    container.on('connection_close', down);
    container.on('session_close', ({ session }) => {
      session.each_sender(gone);
    });
    container.on('sender_close', ({ sender }) => {
      gone(sender);
    });
    container.on('sender_flow', ({ sender }) => links(sender)?.pump(this.#now()));
    container.on('sender_draining', ({ sender }) => links(sender)?.drain(sender, this.#now()));
    container.on('receiver_open', ({ receiver }) => {
      this.#attachSender(receiver);
    });
    container.on('sender_open', ({ sender }) => {
      this.#attachReceiver(sender);
    });
    container.on('message', (context) => {
      this.#message(context);
    });
    for (const disposition of ['accepted', 'released', 'rejected', 'modified'] as const) {
      container.on(disposition, ({ delivery }) => {
        this.#settle(disposition, delivery);
      });
    }
    // What a client does wrong closes its own link or connection; nobody else has to hear of it.
    for (const kind of ['error', 'connection_error', 'protocol_error', 'session_error']) {
      container.on(kind, () => undefined);
    }
    for (const kind of ['sender_error', 'receiver_error']) container.on(kind, () => undefined);
  }

  /** A client that sends. */
  #attachSender(link: PeerLink): void {
    const address = link.remote.attach.target?.address ?? '';
    const node = this.#find(address);
    link.set_target({ address });
    link.set_source({ address: link.remote.attach.source?.address ?? '' });
    if (requestNode.test(address)) return;
    if (node !== undefined) link.local.attach.max_message_size = node.queue.rules.maxMessageBytes;
    perform(this.#script, 'attach', link.connection, {
      act: () => undefined,
      answer: () => {
        if (node === undefined) link.close(notFound(address));
      },
      refuse: (error) => {
        link.close(error);
      },
    });
  }

  /** A client that receives. */
  #attachReceiver(link: PeerLink): void {
    const { attach } = link.remote;
    const address = attach.source?.address ?? '';
    const node = this.#find(address);
    if (attach.snd_settle_mode !== undefined) link.local.attach.snd_settle_mode = attach.snd_settle_mode;
    if (attach.rcv_settle_mode !== undefined) link.local.attach.rcv_settle_mode = attach.rcv_settle_mode;
    link.set_target({ address: attach.target?.address ?? '' });
    if (requestNode.test(address)) {
      link.set_source({ address });
      this.#replies.add(link);
      return;
    }
    perform(this.#script, 'attach', link.connection, {
      act: () => undefined,
      answer: () => {
        if (node === undefined) {
          link.close(notFound(address));
        } else if (attach.snd_settle_mode === 1) {
          link.close(notImplemented('Receive and delete is not served here.'));
        } else {
          link.set_source({ address });
          node.add(link);
        }
      },
      // An attach without a source, and the detach with its error in the same breath, is how a refusal looks.
      refuse: (error) => {
        link.close(error);
      },
    });
  }

  #message({ connection, receiver, delivery, message }: PeerContext): void {
    const address = receiver.remote.attach.target?.address ?? '';
    const request = message as AmqpMessage;
    if (/\$cbs$/i.test(address)) {
      delivery.accept();
      const operation = { name: 'put-token' as const, run: () => putToken(request, this.#cbs, this.#now()) };
      this.#request(connection, request, operation);
    } else if (address.toLowerCase().endsWith(MANAGEMENT)) {
      delivery.accept();
      const node = this.#find(address.slice(0, -MANAGEMENT.length));
      const run = (): Answer =>
        node === undefined
          ? { status: 404, error: notFound(address) }
          : manage(request, node.queue, this.#now());
      this.#request(connection, request, { name: managementOperation(request) as Operation, run });
      this.pump();
    } else {
      this.#take(this.#find(address)?.queue, delivery, message);
    }
  }

  #request(
    connection: PeerContext['connection'],
    request: AmqpMessage,
    operation: { readonly name: Operation; readonly run: () => Answer },
  ): void {
    perform(this.#script, operation.name, connection, {
      act: operation.run,
      answer: (answer) => {
        this.#replies.answer(connection, request, answer);
      },
      refuse: (error) => {
        this.#replies.answer(connection, request, { status: 500, error });
      },
    });
  }

  /** A message, or a batch of them, that a client sends. */
  #take(queue: Queue<PeerLink> | undefined, delivery: PeerDelivery, sent: AmqpMessage | Buffer): void {
    if (queue === undefined) return;
    const { messages, bytes } = unpack(sent, delivery.format);
    const most = queue.rules.maxMessageBytes;
    if (bytes > most) {
      delivery.reject(tooLarge(bytes, most));
      return;
    }
    perform(this.#script, 'send', delivery.link.connection, {
      act: () => {
        for (const message of messages) queue.enqueue(message, this.#now());
      },
      answer: () => {
        delivery.accept();
      },
      refuse: (error) => {
        delivery.reject(error);
      },
    });
    this.pump();
  }

  /** Settlement takes two steps: what the client wants, and our word that it is so (service-bus.md 1). */
  #settle(disposition: Disposition, delivery: PeerDelivery): void {
    const queue = [...this.#links.values()].find((links) => links.has(delivery.link))?.queue;
    if (queue === undefined || delivery.remote_settled) return;
    const reply = (state: { described(): object }): void => {
      delivery.update(true, state.described());
      // The client has said its last word; without this the slot of the delivery would never be free again.
      delivery.remote_settled = true;
    };
    const outcome = outcomeOfDisposition(disposition, delivery);
    perform(this.#script, 'settle', delivery.link.connection, {
      act: () => outcome !== null && queue.settle(tokenOfTag(delivery.tag), outcome, this.#now()),
      answer: (done) => {
        const error = outcome === null ? notImplemented('Deferral is not served here.') : lockLost;
        // An accepted and a rejected one in the same turn would leave as one frame (service-bus.md 3, fault 1).
        if (done) reply(codec.accepted());
        else setImmediate(reply, codec.rejected({ error }));
      },
      refuse: (error) => {
        setImmediate(reply, codec.rejected({ error }));
      },
    });
    this.pump();
  }

  #delivered(link: PeerLink): void {
    if (this.#script.meet('deliver') !== null) breakOffNextWrite(link.connection.socket);
  }

  #find(address: string): ReceiverLinks | undefined {
    return this.#links.get(address.toLowerCase().replace(/^\//, ''));
  }
}
