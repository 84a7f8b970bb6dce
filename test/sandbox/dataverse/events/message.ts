/** A context as bytes: slashes escaped, cut down to size, with the properties and headers of its transport (dataverse.md 11). */
import { randomUUID } from 'node:crypto';
import type { Occurrence } from './occurrence.ts';
import type { RemoteContext } from './context.ts';
import type { PostedMessage, PostingEndpoint } from './poster.ts';

/** Bytes beyond which parts of the context are left out: 192 KB for Azure, 256 KB for webhooks. */
export const LIMITS: Readonly<Record<PostingEndpoint['contract'], number>> = {
  queue: 192 * 1024,
  webhook: 256 * 1024,
};
/** What a context loses then; the listener has to read the row. */
const LOST = ['ParentContext', 'InputParameters', 'PreEntityImages', 'PostEntityImages'] as const;

/** How what is lost looks: the references do not say. */
export type Stripping = 'emptied' | 'omitted';

const CLAIMS = 'http://schemas.microsoft.com/xrm/2011/Claims';

/** Undefined when even the rest is too large: "an error, not sent". */
export function buildMessage(
  contract: PostingEndpoint['contract'],
  context: RemoteContext,
  occurrence: Occurrence,
  options: { organizationName: string; stripping: Stripping },
): PostedMessage | undefined {
  const whole = serialize(context.json);
  const limit = LIMITS[contract];
  const tooLarge = Buffer.byteLength(whole) > limit;
  const body = tooLarge ? serialize(stripped(context.json, options.stripping)) : whole;
  if (Buffer.byteLength(body) > limit) return undefined;
  const { table, step, caller } = occurrence;
  return {
    body,
    contentType: 'application/json',
    properties: {
      [`${CLAIMS}/Organization`]: options.organizationName,
      [`${CLAIMS}/User`]: caller.userId,
      [`${CLAIMS}/InitiatingUser`]: caller.initiatingUserId,
      [`${CLAIMS}/EntityLogicalName`]: table.name,
      [`${CLAIMS}/RequestName`]: step.message,
      ...(tooLarge ? { MessageMaxSizeExceeded: true } : {}),
    },
    headers: {
      'x-ms-dynamics-organization': options.organizationName,
      'x-ms-dynamics-entity-name': table.name,
      'x-ms-dynamics-request-name': step.message,
      'x-ms-correlation-request-id': context.correlationId,
      ...(tooLarge ? { 'x-ms-dynamics-msg-size-exceeded': 'true' } : {}),
    },
    messageId: randomUUID(),
    correlationId: context.correlationId,
  };
}

/** The serialiser of .NET escapes every slash. */
function serialize(json: RemoteContext['json']): string {
  return JSON.stringify(json).replaceAll('/', '\\/');
}

function stripped(json: RemoteContext['json'], stripping: Stripping): RemoteContext['json'] {
  const entries = Object.entries(json).map(([name, value]) => {
    const lost = (LOST as readonly string[]).includes(name);
    return [name, lost ? (name === 'ParentContext' ? null : []) : value, lost] as const;
  });
  const kept = entries.filter(([, , lost]) => !lost || stripping === 'emptied');
  return Object.fromEntries(kept.map(([name, value]) => [name, value]));
}
