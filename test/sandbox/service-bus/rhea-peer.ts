/**
 * The parts of rhea 3.0.5 that a broker needs. Its published types leave out what a server has to touch (the attach
 * that came, the credit, the flow that answers a drain), so those are described here, once, as they are in its source.
 */
import type { Server, Socket } from 'node:net';
import rhea from 'rhea';
import type { AmqpError } from './conditions.ts';
import type { AmqpMessage } from './stored-message.ts';

export interface PeerAttach {
  snd_settle_mode?: number;
  rcv_settle_mode?: number;
  readonly source?: { readonly address?: string } | null;
  readonly target?: { readonly address?: string } | null;
}

/** An AMQP type wrapped for the wire. */
export type Wrapped = object;

interface DescribedOutcome {
  described(): Wrapped;
}

export interface PeerDelivery {
  readonly tag: Buffer;
  readonly link: PeerLink;
  /** How the message is laid out: 0, or a batch. */
  readonly format: number;
  remote_settled: boolean;
  readonly remote_state?: {
    readonly error?: { readonly info?: Record<string, unknown> };
    readonly undeliverable_here?: boolean;
    readonly message_annotations?: Record<string, unknown>;
  };
  update(settled: boolean, state: Wrapped): void;
  accept(): void;
  reject(error: AmqpError): void;
}

/** A link as its server sees it: a `sender` sends to the client, a `receiver` takes from it. */
export interface PeerLink {
  readonly name: string;
  readonly connection: PeerConnection;
  readonly session: { readonly outgoing: { available(): number }; _process(): void };
  readonly remote: { readonly attach: PeerAttach };
  readonly local: { readonly attach: PeerAttach & { max_message_size?: number } };
  credit: number;
  delivery_count: number;
  issue_flow: boolean;
  _get_drain?: () => boolean;
  set_source(source: { address: string }): void;
  set_target(target: { address: string }): void;
  close(error?: AmqpError): void;
  is_open(): boolean;
  send(payload: Buffer | AmqpMessage, tag?: Buffer, format?: number): PeerDelivery;
}

export interface PeerConnection {
  readonly socket: Socket;
  is_open(): boolean;
  /** Without arguments: an empty frame, which is a heartbeat. */
  _write_frame(): void;
}

export interface PeerContext {
  readonly connection: PeerConnection;
  readonly session: { each_sender(action: (link: PeerLink) => void): void };
  readonly sender: PeerLink;
  readonly receiver: PeerLink;
  readonly delivery: PeerDelivery;
  readonly message: AmqpMessage | Buffer;
}

export interface PeerContainer {
  readonly sasl_server_mechanisms: { enable_anonymous(): void };
  on(event: string, listener: (context: PeerContext) => void): void;
  listen(options: object): Server;
}

interface Codec {
  encode(message: AmqpMessage): Buffer;
  decode(bytes: Buffer): AmqpMessage;
  data_section(bytes: Buffer): unknown;
  accepted(): DescribedOutcome;
  rejected(fields: { error: AmqpError }): DescribedOutcome;
}

interface Types {
  wrap_long(value: number): Wrapped;
  wrap_int(value: number): Wrapped;
  wrap_timestamp(value: number): Wrapped;
  wrap_symbol(value: string): Wrapped;
  /** @param code the constructor of the elements, such as 0x83 for timestamps */
  wrap_array(values: readonly unknown[], code: number, descriptor?: unknown): Wrapped;
}

export const codec = rhea.message as unknown as Codec;
export const types = rhea.types as unknown as Types;

export function brokerContainer(): PeerContainer {
  const container = rhea.create_container({
    id: 'service-bus-sandbox',
    receiver_options: { autoaccept: false, credit_window: 1000 },
    sender_options: { treat_modified_as_released: false },
  });
  return container;
}
