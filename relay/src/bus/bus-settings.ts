/** Which of the settings say where the queue is, and what is wrong with them. */

export interface BusSettings {
  readonly queue: string;
  readonly signIn:
    | { readonly kind: 'connection-string'; readonly connectionString: string }
    /** With the identity that signs in to Dataverse. */
    | { readonly kind: 'passwordless'; readonly namespace: string };
}

export interface BusEnvironment {
  readonly SERVICEBUS_CONNECTION?: string | undefined;
  readonly SERVICEBUS_NAMESPACE?: string | undefined;
  readonly SERVICEBUS_QUEUE?: string | undefined;
}

export const usualQueue = 'marketplace-events';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/** Null: there is no queue, and events come by webhook or are found by the sweep. */
export function busSettings(env: BusEnvironment, problems: string[]): BusSettings | null {
  const { SERVICEBUS_CONNECTION: connectionString, SERVICEBUS_NAMESPACE: namespace } = env;
  if (connectionString === undefined) {
    if (namespace === undefined) return null;
    if (!/^[a-z0-9.-]+(:\d+)?$/i.test(namespace)) {
      problems.push('SERVICEBUS_NAMESPACE: must be a host name, such as contoso.servicebus.windows.net');
    }
    return {
      queue: env.SERVICEBUS_QUEUE ?? usualQueue,
      signIn: { kind: 'passwordless', namespace },
    };
  }
  if (namespace !== undefined) {
    problems.push('SERVICEBUS_NAMESPACE: not together with SERVICEBUS_CONNECTION');
  }
  const parts = partsOf(connectionString);
  problems.push(...problemsOf(parts));
  const own = parts.get('entitypath');
  if (own !== undefined && own !== (env.SERVICEBUS_QUEUE ?? own)) {
    // The client throws at the first message otherwise, which would end the process at each start.
    problems.push('SERVICEBUS_QUEUE: is not the queue that SERVICEBUS_CONNECTION belongs to (EntityPath)');
  }
  return {
    queue: env.SERVICEBUS_QUEUE ?? parts.get('entitypath') ?? usualQueue,
    signIn: { kind: 'connection-string', connectionString },
  };
}

function problemsOf(parts: ReadonlyMap<string, string>): string[] {
  const missing = ['Endpoint', 'SharedAccessKeyName', 'SharedAccessKey'].filter(
    (name) => (parts.get(name.toLowerCase()) ?? '') === '',
  );
  if (missing.length > 0) return [`SERVICEBUS_CONNECTION: has no ${missing.join(', no ')}`];
  if (parts.has('')) return ['SERVICEBUS_CONNECTION: has a part that is not name=value'];
  const host = /^sb:\/\/([a-z0-9.-]+(?::\d+)?|\[::1\](?::\d+)?)\/?$/i.exec(parts.get('endpoint') ?? '')?.[1];
  if (host === undefined) {
    return ['SERVICEBUS_CONNECTION: its Endpoint must be like sb://contoso.servicebus.windows.net/'];
  }
  // That word switches encryption off.
  if (parts.get('usedevelopmentemulator') === 'true' && !loopback.test(host)) {
    return ['SERVICEBUS_CONNECTION: UseDevelopmentEmulator only for this machine itself'];
  }
  return [];
}

/** Names in lower case, an empty one where a part has none; a value may hold further equals signs. */
function partsOf(connectionString: string): ReadonlyMap<string, string> {
  return new Map(
    connectionString
      .split(';')
      .filter((pair) => pair.trim() !== '')
      .map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, Math.max(at, 0)).trim().toLowerCase(), pair.slice(at + 1).trim()] as const;
      }),
  );
}
