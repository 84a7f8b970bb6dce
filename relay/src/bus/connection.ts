/** From settings to a client, and how long that client may live. */
import { ServiceBusClient } from '@azure/service-bus';
import type { TokenCredential } from '@azure/identity';
import type { Clock } from '../clock.ts';
import { retryOptions } from './client-options.ts';

export type BusCredential =
  | { readonly kind: 'connection-string'; readonly connectionString: string }
  | { readonly kind: 'passwordless'; readonly namespace: string; readonly identity: TokenCredential };

export interface Connection {
  readonly client: ServiceBusClient;
  /** From now, until a new client should take over. */
  readonly lifeLeftMs: () => number;
}

/** With a key the client renews its tokens after 45 minutes for the first time. */
const LIFE_WITH_KEY_MS = 40 * 60_000;

/** A token of Microsoft Entra ID is renewed two minutes before its end. */
const BEFORE_EXPIRY_MS = 5 * 60_000;

/** However short a token lives, clients do not follow one another faster. */
const SHORTEST_LIFE_MS = 60_000;

/**
 * A client never lives to see its token renewed. In version 7.9.5 a renewal is tried once, and after a failure the link
 * stays open and silently does nothing (service-bus.md 5.6).
 */
export function connect(credential: BusCredential, clock: Pick<Clock, 'monotonic' | 'now'>): Connection {
  const born = clock.monotonic();
  const lived = (): number => clock.monotonic() - born;
  if (credential.kind === 'connection-string') {
    const client = new ServiceBusClient(credential.connectionString, { retryOptions });
    return { client, lifeLeftMs: () => LIFE_WITH_KEY_MS - lived() };
  }
  let expiry: number | null = null;
  const watched: TokenCredential = {
    async getToken(scopes, options) {
      const token = await credential.identity.getToken(scopes, options);
      if (token !== null) expiry = Math.min(expiry ?? Infinity, token.expiresOnTimestamp);
      return token;
    },
  };
  const client = new ServiceBusClient(hostOf(credential.namespace), watched, { retryOptions });
  return {
    client,
    lifeLeftMs: () => {
      const untilExpiry = expiry === null ? LIFE_WITH_KEY_MS : expiry - clock.now().getTime();
      return Math.max(untilExpiry - BEFORE_EXPIRY_MS, SHORTEST_LIFE_MS - lived());
    },
  };
}

/** `contoso`, `contoso.servicebus.windows.net` and the address with its protocol all mean the same. */
function hostOf(namespace: string): string {
  const host = namespace.replace(/^[a-z]+:\/\//, '').replace(/\/$/, '');
  return /[.:]/.test(host) || host === 'localhost' ? host : `${host}.servicebus.windows.net`;
}
