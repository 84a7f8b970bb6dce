/**
 * The way in where a customer has no Service Bus: a plug-in step posts its context here. Dataverse waits 60 seconds at
 * most, repeats only after 502, 503 and 504, and once (dataverse.md 11); so the body is taken, answered at once and
 * worked on later. What gets lost on the way is found by the sweep.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { EventIntake } from '../event-port.ts';

export const webhookPath = '/webhooks/dataverse';
/** The header that the endpoint in Dynamics is registered with (authentication type HttpHeader). */
export const webhookKeyHeader = 'x-mpb-webhook-key';
/** Contexts have at most 256 KB; with more, Dataverse cuts them down to size by itself. */
const longestBody = 1_048_576;

export interface WebhookParts {
  readonly key: string;
  readonly intake: EventIntake;
  /** Told of each answer, for the counts. */
  readonly answered?: (kind: WebhookAnswer) => void;
}

export type WebhookAnswer = 'taken' | 'full' | 'wrong-key';

/** Adds the route; the raw body stays as it came, because the decoder reads it. */
export function webhook(server: FastifyInstance, { key, intake, answered }: WebhookParts): void {
  const right = digest(key);
  void server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => {
      parsed(null, body);
    });
    scope.post(
      webhookPath,
      {
        bodyLimit: longestBody,
        // Before the body is read: whoever has no key fills no memory.
        onRequest: async (request, reply) => {
          const given = request.headers[webhookKeyHeader];
          if (typeof given === 'string' && timingSafeEqual(digest(given), right)) return;
          answered?.('wrong-key');
          // The rest of the body is not waited for: who sends it slowly, or never, would keep the connection.
          await reply
            .code(401)
            .header('connection', 'close')
            .send({ error: `The header ${webhookKeyHeader} has no or another key.` });
        },
      },
      async (request, reply) => {
        const taken = intake.post(request.body instanceof Buffer ? request.body : Buffer.alloc(0));
        answered?.(taken ? 'taken' : 'full');
        if (taken) return reply.code(202).send();
        return reply
          .code(503)
          .header('retry-after', '5')
          .send({ error: 'Too much waits already; the sweep finds what this message would have said.' });
      },
    );
    done();
  });
}

/** Digests have one length, so that comparing them tells nothing about the key, not even how long it is. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
