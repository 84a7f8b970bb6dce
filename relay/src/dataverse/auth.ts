import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
} from '@azure/identity';
import type { TokenCredential } from '@azure/identity';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { OperatingError } from '../errors.ts';
import { HttpFailure } from '../http-port.ts';
import type { HttpPort } from '../http-port.ts';

/** Where the bearer token of each call comes from. */
export interface TokenSource {
  /** @param renew the last token was not accepted: get a new one, whatever is cached. Rejects with `OperatingError`. */
  token(renew?: boolean): Promise<string>;
}

/** Which credential of `@azure/identity` to use; named, because DefaultAzureCredential tries eight and takes the first. */
export type Credential =
  | {
      readonly kind: 'client-secret';
      readonly tenantId: string;
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | {
      readonly kind: 'certificate';
      readonly tenantId: string;
      readonly clientId: string;
      readonly certificatePath: string;
    }
  | { readonly kind: 'managed-identity'; readonly clientId: string };

/**
 * Tokens of Microsoft Entra ID. The library caches and renews them early by itself (dataverse.md 8); only a new credential
 * object forgets what it cached.
 * @param resource origin of the Dataverse environment
 */
export function azureTokens(
  credential: Credential,
  resource: string,
  make: (credential: Credential) => TokenCredential = azureCredential,
): TokenSource {
  const scope = `${new URL(resource).origin}/.default`;
  let current = make(credential);
  return {
    async token(renew = false) {
      if (renew) current = make(credential);
      try {
        const token = await current.getToken(scope);
        if (token) return token.token;
      } catch (error) {
        throw noToken(error);
      }
      throw noToken();
    },
  };
}

export function azureCredential(credential: Credential): TokenCredential {
  switch (credential.kind) {
    case 'client-secret':
      return new ClientSecretCredential(credential.tenantId, credential.clientId, credential.clientSecret);
    case 'certificate':
      return new ClientCertificateCredential(
        credential.tenantId,
        credential.clientId,
        credential.certificatePath,
      );
    case 'managed-identity':
      return new ManagedIdentityCredential({ clientId: credential.clientId });
  }
}

/** A token is renewed this long before it expires, or at half its life when it lives shorter. */
const RENEW_BEFORE_MS = 5 * 60_000;
const TIMEOUT_MS = 20_000;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
}

/** OAuth 2 client credentials by a plain form post through the HTTP port, for a token service that is not Microsoft's. */
export function clientCredentials(
  settings: ClientCredentials,
  ports: { readonly http: HttpPort; readonly clock: Clock },
): TokenSource {
  let cached: { token: string; goodUntil: number } | null = null;
  let underway: Promise<string> | null = null;

  async function acquire(): Promise<string> {
    const asked = ports.clock.monotonic();
    const { token, lifeMs } = await askForToken(settings, ports);
    cached = { token, goodUntil: asked + Math.max(lifeMs - RENEW_BEFORE_MS, lifeMs / 2) };
    return token;
  }

  return {
    token(renew = false) {
      if (!renew && cached !== null && ports.clock.monotonic() < cached.goodUntil) {
        return Promise.resolve(cached.token);
      }
      // Calls that wait for a token at the same time share one request.
      underway ??= acquire().finally(() => (underway = null));
      return underway;
    },
  };
}

async function askForToken(
  settings: ClientCredentials,
  ports: { readonly http: HttpPort; readonly clock: Clock },
): Promise<{ token: string; lifeMs: number }> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: settings.clientId,
    client_secret: settings.clientSecret,
    scope: settings.scope,
  });
  const answer = await ports.http
    .send(
      {
        method: 'POST',
        url: settings.tokenUrl,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: form.toString(),
      },
      ports.clock.deadline(TIMEOUT_MS),
    )
    .catch((error: unknown) => {
      throw error instanceof HttpFailure ? noToken(error) : error;
    });
  if (answer.status !== 200) throw noToken(undefined, answer.status);
  const parsed = tokenAnswer.safeParse(jsonOrNull(answer.body));
  if (!parsed.success) throw noToken(undefined, answer.status);
  return { token: parsed.data.access_token, lifeMs: parsed.data.expires_in * 1000 };
}

function jsonOrNull(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    return null;
  }
}

/** Refused credentials need a person; a token service that cannot be reached or fails passes by itself. */
function noToken(cause?: unknown, status = statusOf(cause)): OperatingError {
  const refused = status !== undefined && status >= 400 && status < 500 && status !== 429;
  return new OperatingError(
    refused ? 'dataverse.no-token' : 'dataverse.sign-in-failing',
    `status ${status ?? 'none'}`,
    {
      cause,
      ...(status === undefined ? {} : { status }),
    },
  );
}

/** `AuthenticationError` of @azure/identity carries one. */
function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
