/** Claims-based security: each link begins with a token, put on `$cbs` (service-bus.md 1). */
import { badSignature } from './conditions.ts';
import type { Answer } from './request-response.ts';
import { sasTokenIsGood } from './sas-token.ts';
import type { SasKey } from './sas-token.ts';
import type { AmqpMessage } from './stored-message.ts';

export interface CbsRules {
  readonly key: SasKey;
  /** Which tokens of Microsoft Entra ID are taken; none unless given. */
  readonly acceptsJwt: (token: string) => boolean;
}

export function putToken(request: AmqpMessage, rules: CbsRules, now: number): Answer {
  const token = String(request.body);
  const good =
    request.application_properties?.type === 'jwt'
      ? rules.acceptsJwt(token)
      : sasTokenIsGood(token, rules.key, now);
  return good ? { status: 202 } : { status: 401, error: badSignature };
}
