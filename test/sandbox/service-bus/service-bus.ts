/**
 * A pretend Azure Service Bus: AMQP 1.0 on a socket of this machine, served to the unmodified `@azure/service-bus`.
 * Real time, nothing on disk. What is served and what is not: README.md beside this file.
 */
import type { AddressInfo, Server, Socket } from 'node:net';
import { Broker } from './broker.ts';
import { Connections } from './connections.ts';
import { FaultScript } from './faults.ts';
import type { ScriptedFault } from './faults.ts';
import { Queue } from './queue.ts';
import type { QueueRules } from './queue.ts';
import { brokerContainer } from './rhea-peer.ts';
import type { PeerLink } from './rhea-peer.ts';
import { amqpMessageOf } from './wire-message.ts';
import type { PlainMessage } from './wire-message.ts';

const HOST = '127.0.0.1';

/** How often locks are checked for their end. */
const TICK_MS = 50;

export interface ServiceBusOptions {
  readonly queues: Readonly<Record<string, Partial<QueueRules>>>;
  readonly keyName: string;
  readonly key: string;
  /** Tokens of Microsoft Entra ID that are taken; none unless given. */
  readonly acceptsJwt?: (token: string) => boolean;
  /** With a certificate it speaks TLS, as the client wants it for a token credential. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface ListeningServiceBus {
  readonly port: number;
  readonly connectionString: string;
  readonly close: () => Promise<void>;
}

/** One message of a dead-letter queue. */
export interface DeadLetter {
  readonly messageId: string | null;
  readonly reason: string | null;
  readonly description: string | null;
}

export class ServiceBusSandbox {
  readonly #options: ServiceBusOptions;
  readonly #queues = new Map<string, Queue<PeerLink>>();
  readonly #script = new FaultScript();
  readonly #connections = new Connections();
  readonly #broker: Broker;

  constructor(options: ServiceBusOptions) {
    this.#options = options;
    const { keyName: name, key, acceptsJwt = () => false } = options;
    this.#broker = new Broker({
      cbs: { key: { name, key }, acceptsJwt },
      script: this.#script,
      now: Date.now,
    });
    for (const [queue, rules] of Object.entries(options.queues)) {
      const made = new Queue<PeerLink>(queue, rules);
      this.#queues.set(queue.toLowerCase(), made);
      this.#broker.add(made);
    }
  }

  /** @param port any free one unless given */
  async listen(port = 0): Promise<ListeningServiceBus> {
    const container = brokerContainer();
    container.sasl_server_mechanisms.enable_anonymous();
    this.#broker.listen(container);
    const tls = this.#options.tls === undefined ? {} : { transport: 'tls', ...this.#options.tls };
    const server = container.listen({
      host: HOST,
      port,
      idle_time_out: 240_000,
      max_frame_size: 65_536,
      tcp_no_delay: true,
      ...tls,
    });
    server.on(this.#options.tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
      this.#connections.watch(socket);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', reject);
    });
    const timer = setInterval(() => {
      if (!this.#connections.frozen) this.#broker.tick();
    }, TICK_MS);
    const bound = (server.address() as AddressInfo).port;
    return {
      port: bound,
      connectionString: this.#connectionString(bound),
      close: () => {
        clearInterval(timer);
        this.#connections.thaw();
        this.#connections.dropAll();
        return closed(server);
      },
    };
  }

  /** As a system posts that is no AMQP client of ours. */
  enqueue(queue: string, message: PlainMessage): void {
    this.#queue(queue).enqueue(amqpMessageOf(message), Date.now());
    if (!this.#connections.frozen) this.#broker.pump();
  }

  counts(queue: string): { readonly active: number; readonly locked: number; readonly deadLettered: number } {
    return this.#queue(queue).counts;
  }

  deadLetters(queue: string): readonly DeadLetter[] {
    const messages = this.#queue(queue).deadLetters?.peek(0, Infinity) ?? [];
    return messages.map(({ content }) => ({
      messageId: textOrNull(content.message_id),
      reason: textOrNull(content.application_properties?.DeadLetterReason),
      description: textOrNull(content.application_properties?.DeadLetterErrorDescription),
    }));
  }

  /** Scripts faults of the operations to come. */
  script(...faults: readonly ScriptedFault[]): void {
    for (const fault of faults) this.#script.add(fault);
  }

  /** Scripted faults that have not happened yet. */
  get faultsLeft(): number {
    return this.#script.left;
  }

  /** Kills every connection without a goodbye. */
  dropConnections(): void {
    this.#connections.dropAll();
  }

  /** Delivers nothing more on the links that there are now, without telling their clients. */
  forgetReceivers(queue: string): void {
    this.#broker.forgetReceivers(queue);
  }

  freeze(): void {
    this.#connections.freeze();
  }

  thaw(): void {
    this.#connections.thaw();
  }

  #queue(name: string): Queue<PeerLink> {
    const queue = this.#queues.get(name.toLowerCase());
    if (queue === undefined) throw new Error(`The Service Bus sandbox has no queue ${name}.`);
    return queue;
  }

  #connectionString(port: number): string {
    const { keyName, key } = this.#options;
    return (
      `Endpoint=sb://${HOST}:${port};SharedAccessKeyName=${keyName};SharedAccessKey=${key};` +
      'UseDevelopmentEmulator=true'
    );
  }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
