/**
 * The identity platform's client-credentials grant (dataverse.md 8), on the same server:
 * `POST /{tenant}/oauth2/v2.0/token`. Tokens are opaque to clients; here they are random-looking and remembered.
 */
import { createHmac } from 'node:crypto';
import type { SandboxRequest, SandboxResponse } from '../../http.ts';

export interface TokenSettings {
  tenantId: string;
  /** Client id -> secret. */
  clients: Readonly<Record<string, string>>;
  /** What the scope must name, without `/.default`; undefined accepts any origin (the port is not known beforehand). */
  resource?: string;
  /** Seconds a token lives. */
  lifetime: number;
}

/** Whom a token stands for. */
export type TokenSubject = { applicationId: string } | { userId: string };

export class TokenIssuer {
  readonly settings: TokenSettings;
  readonly #now: () => number;
  readonly #tokens = new Map<string, { subject: TokenSubject; expires: number }>();
  readonly #people = new Map<string, string>();
  #count = 0;

  constructor(settings: TokenSettings, now: () => number) {
    this.settings = settings;
    this.#now = now;
  }

  issue(subject: TokenSubject): string {
    for (const [token, { expires }] of this.#tokens) if (expires <= this.#now()) this.#tokens.delete(token);
    const signature = createHmac('sha256', this.settings.tenantId)
      .update(String(++this.#count))
      .digest('base64url');
    const token = `sandbox.${this.#count}.${signature}`;
    this.#tokens.set(token, { subject, expires: this.#now() + this.settings.lifetime * 1_000 });
    return token;
  }

  /** A person's token; one that is still good for half of its life is handed out again, as sign-in libraries do. */
  signIn(userId: string): string {
    const known = this.#people.get(userId);
    const expires = known === undefined ? 0 : (this.#tokens.get(known)?.expires ?? 0);
    if (known !== undefined && expires - this.#now() > this.settings.lifetime * 500) return known;
    const token = this.issue({ userId });
    this.#people.set(userId, token);
    return token;
  }

  /** The subject of a token that is known and has not expired. */
  subject(token: string): TokenSubject | undefined {
    const known = this.#tokens.get(token);
    return known && known.expires > this.#now() ? known.subject : undefined;
  }

  /** Answers a token request; undefined when the request is for something else. */
  route(request: SandboxRequest): SandboxResponse | undefined {
    const match = /^\/([^/?]+)\/oauth2\/v2\.0\/token(?:\?|$)/.exec(request.url);
    if (!match) return undefined;
    if (request.method !== 'POST')
      return this.#refuse(405, 'invalid_request', 900561, 'The endpoint only accepts POST requests.');
    return this.#grant(
      decodeURIComponent(match[1] ?? ''),
      new URLSearchParams(request.body.toString('utf8')),
    );
  }

  #grant(tenant: string, form: URLSearchParams): SandboxResponse {
    const { tenantId, clients, resource, lifetime } = this.settings;
    if (tenant !== tenantId)
      return this.#refuse(400, 'invalid_request', 90002, `Tenant '${tenant}' not found.`);
    if (form.get('grant_type') !== 'client_credentials') {
      return this.#refuse(
        400,
        'unsupported_grant_type',
        70003,
        `The app requested an unsupported grant type '${form.get('grant_type') ?? ''}'.`,
      );
    }
    const clientId = (form.get('client_id') ?? '').toLowerCase();
    const secret = clients[clientId];
    if (secret === undefined) {
      return this.#refuse(
        400,
        'unauthorized_client',
        700016,
        `Application with identifier '${clientId}' was not found in the directory.`,
      );
    }
    if (form.get('client_secret') !== secret)
      return this.#refuse(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
    const scope = form.get('scope') ?? '';
    const asked = /^(https?:\/\/[^/]+)\/+\.default$/.exec(scope)?.[1];
    if (asked === undefined) {
      return this.#refuse(
        400,
        'invalid_scope',
        1002012,
        `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.`,
      );
    }
    if (resource !== undefined && asked !== resource) {
      return this.#refuse(
        400,
        'invalid_resource',
        500011,
        `The resource principal named ${asked} was not found in the tenant.`,
      );
    }
    return json(200, {
      token_type: 'Bearer',
      expires_in: lifetime,
      ext_expires_in: lifetime,
      access_token: this.issue({ applicationId: clientId }),
    });
  }

  #refuse(status: number, error: string, code: number, text: string): SandboxResponse {
    const timestamp = new Date(this.#now()).toISOString();
    return json(status, {
      error,
      error_description: `AADSTS${code}: ${text} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
    });
  }
}

function json(status: number, body: unknown): SandboxResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}
