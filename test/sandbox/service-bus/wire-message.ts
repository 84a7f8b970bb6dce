/** Between what travels and what is stored. */
import { codec, types } from './rhea-peer.ts';
import type { AmqpMessage, Lock, StoredMessage } from './stored-message.ts';

/** The message format of a batch: each data section holds one encoded message (service-bus.md 1). */
const BATCH_FORMAT = 0x80013700;

/** What a program hands to the queue without a client. */
export interface PlainMessage {
  readonly body: string | Uint8Array;
  readonly contentType?: string;
  /** Application properties. */
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly messageId?: string;
  readonly correlationId?: string;
}

export function amqpMessageOf(plain: PlainMessage): AmqpMessage {
  return {
    body: codec.data_section(Buffer.from(plain.body)),
    application_properties: { ...plain.properties },
    ...(plain.contentType === undefined ? {} : { content_type: plain.contentType }),
    ...(plain.messageId === undefined ? {} : { message_id: plain.messageId }),
    ...(plain.correlationId === undefined ? {} : { correlation_id: plain.correlationId }),
  };
}

interface DataSection {
  readonly content: Buffer | readonly Buffer[];
  readonly multiple?: boolean;
}

/** The messages in one transfer, and its size as the service measures it. */
export function unpack(
  message: AmqpMessage | Buffer,
  format: number,
): { readonly messages: readonly AmqpMessage[]; readonly bytes: number } {
  if (format !== BATCH_FORMAT || !Buffer.isBuffer(message)) {
    const single = Buffer.isBuffer(message) ? codec.decode(message) : message;
    return { messages: [single], bytes: codec.encode(single).length };
  }
  const sections = codec.decode(message).body as DataSection | readonly DataSection[];
  const parts = (Array.isArray(sections) ? (sections as readonly DataSection[]) : [sections as DataSection])
    .flatMap(({ content }) => content)
    .map((bytes) => codec.decode(bytes));
  return { messages: parts, bytes: message.length };
}

/** As it is handed out, with what the broker adds (service-bus.md 1). */
export function encodeLocked({ message, until }: Lock<unknown>): Buffer {
  return encode(message, { 'x-opt-locked-until': types.wrap_timestamp(until) });
}

/** As it is shown by peek. */
export function encodePeeked(message: StoredMessage): Buffer {
  return encode(message, {});
}

function encode(message: StoredMessage, more: Record<string, unknown>): Buffer {
  return codec.encode({
    ...message.content,
    delivery_count: message.deliveryCount,
    message_annotations: {
      ...message.content.message_annotations,
      'x-opt-sequence-number': types.wrap_long(message.sequence),
      'x-opt-enqueued-time': types.wrap_timestamp(message.enqueuedOn),
      ...more,
    },
  });
}
