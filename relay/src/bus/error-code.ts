/**
 * The service's reason for a failure. After more than one try the client throws an AggregateError, which has no code of
 * its own (service-bus.md 3, fault 6): the last of its errors has it.
 */
export function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors.at(-1));
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error.name;
}

/** In words for the status page; the code itself is in the log. */
export function troubleOf(code: string): string {
  switch (code) {
    case 'UnauthorizedAccess':
      return 'Service Bus refuses the key or the role of the relay.';
    case 'MessagingEntityNotFound':
      return 'Service Bus has no queue of that name.';
    case 'MessagingEntityDisabled':
      return 'The queue is disabled.';
    case 'ServiceBusy':
      return 'Service Bus asks for patience: the namespace is used to its limit.';
    default:
      return 'Service Bus does not answer.';
  }
}
