/** `$management` of a queue: what is not a transfer or a disposition (service-bus.md 1). */
import { lockLost, notImplemented } from './conditions.ts';
import type { Queue } from './queue.ts';
import { types } from './rhea-peer.ts';
import type { Answer } from './request-response.ts';
import type { AmqpMessage, Outcome } from './stored-message.ts';
import { encodePeeked } from './wire-message.ts';

/** AMQP constructor code of a timestamp. */
const TIMESTAMP = 0x83;

export function managementOperation(request: AmqpMessage): string {
  return String(request.application_properties?.operation).replace('com.microsoft:', '');
}

export function manage(request: AmqpMessage, queue: Queue<unknown>, now: number): Answer {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const tokens = ((body['lock-tokens'] ?? []) as Buffer[]).map((bytes) => bytes.toString('hex'));
  const operation = managementOperation(request);
  switch (operation) {
    case 'renew-lock': {
      const ends = tokens.map((token) => queue.renew(token, now));
      if (ends.includes(null)) return { status: 410, error: lockLost };
      return { status: 200, body: { expirations: types.wrap_array(ends, TIMESTAMP) } };
    }
    case 'peek-message': {
      const found = queue.peek(Number(body['from-sequence-number']), Number(body['message-count']));
      if (found.length === 0) return { status: 204 };
      return {
        status: 200,
        body: { messages: found.map((message) => ({ message: encodePeeked(message) })) },
      };
    }
    case 'update-disposition': {
      const outcome = outcomeOf(body);
      if (outcome === null) return { status: 501, error: notImplemented(String(body['disposition-status'])) };
      const all = tokens.map((token) => queue.settle(token, outcome, now)).every(Boolean);
      return all ? { status: 200 } : { status: 410, error: lockLost };
    }
    default:
      return { status: 501, error: notImplemented(`operation ${operation}`) };
  }
}

function outcomeOf(body: Readonly<Record<string, unknown>>): Outcome | null {
  const properties = (body['properties-to-modify'] ?? {}) as Record<string, unknown>;
  switch (body['disposition-status']) {
    case 'completed':
      return { kind: 'complete' };
    case 'abandoned':
      return { kind: 'abandon', properties };
    case 'suspended':
      return {
        kind: 'dead-letter',
        properties,
        ...textAs('reason', body['deadletter-reason']),
        ...textAs('description', body['deadletter-description']),
      };
    default:
      return null;
  }
}

function textAs<Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> {
  return typeof value === 'string' ? ({ [name]: value } as Record<Name, string>) : {};
}
