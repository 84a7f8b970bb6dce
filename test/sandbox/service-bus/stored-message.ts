/** A message as the queue keeps it: its AMQP sections as they came, and what the broker knows about it. */

/** The sections of an AMQP 1.0 message in the names of rhea; the queue looks at the few that are spelled out. */
export interface AmqpMessage {
  message_id?: unknown;
  application_properties?: Record<string, unknown>;
  message_annotations?: Record<string, unknown>;
  body?: unknown;
  [section: string]: unknown;
}

export interface StoredMessage {
  readonly sequence: number;
  readonly enqueuedOn: number;
  readonly content: AmqpMessage;
  /** How often it was handed out and came back: by abandon or by an expired lock (service-bus.md 4). */
  deliveryCount: number;
}

/** A message in somebody's hands. */
export interface Lock<Holder> {
  readonly token: string;
  readonly message: StoredMessage;
  readonly holder: Holder;
  until: number;
}

/** What the holder of a lock may want of the queue. */
export type Outcome =
  | { readonly kind: 'complete' }
  /** Back to the queue, counted as one delivery. */
  | { readonly kind: 'abandon'; readonly properties?: Record<string, unknown> }
  /** Back to the queue, not counted: the AMQP outcome `released`. */
  | { readonly kind: 'release' }
  | {
      readonly kind: 'dead-letter';
      readonly reason?: string;
      readonly description?: string;
      readonly properties?: Record<string, unknown>;
    };
