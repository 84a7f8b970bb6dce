/** The error conditions of the service, in its own words where they are known (service-bus.md 1, 4). */
export interface AmqpError {
  readonly condition: string;
  readonly description: string;
}

const condition = (name: string, description: string): AmqpError => ({ condition: name, description });

export const lockLost = condition(
  'com.microsoft:message-lock-lost',
  'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
);

export const serverBusy = condition(
  'com.microsoft:server-busy',
  'The request was terminated because the entity is being throttled. Error code: 50009. ' +
    'Please wait 2 seconds and try again.',
);

export const badSignature = condition(
  'amqp:unauthorized-access',
  'InvalidSignature: The token has an invalid signature.',
);

export const notFound = (name: string): AmqpError =>
  condition('amqp:not-found', `The messaging entity 'sb://${name}' could not be found.`);

export const notImplemented = (what: string): AmqpError => condition('amqp:not-implemented', what);

export const tooLarge = (size: number, most: number): AmqpError =>
  condition(
    'amqp:link:message-size-exceeded',
    `The received message (size:${size} bytes) exceeds the limit (${most} bytes) currently allowed on the link.`,
  );
