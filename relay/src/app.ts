/** Composition root: settings and ports in, a relay out. Never listens, never reads the environment. */
import type { FastifyInstance } from 'fastify';
import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { azureTokens, clientCredentials, type TokenSource } from './dataverse/auth.ts';
import { dataverseClient } from './dataverse/http-client.ts';
import { published, shareOf, type PacerLimits } from './dataverse/pacer.ts';
import { createEventHandler, type EventHandling } from './flows/events/event-handler.ts';
import { idsOf } from './flows/ids.ts';
import type { Log, Ports } from './flows/ports.ts';
import { MarketplaceFlows } from './flows/marketplace-flows.ts';
import { httpServer } from './http/server.ts';
import type { HttpPort } from './http-port.ts';
import { miraklClient } from './mirakl/http-client.ts';
import { OperatingError } from './errors.ts';
import { webhook } from './http/webhook.ts';
import { webhookTrouble } from './http/webhook-trouble.ts';
import { waysIn } from './ways-in.ts';

export interface AppPorts {
  readonly http: HttpPort;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
}

export interface App {
  readonly server: FastifyInstance;
  readonly ports: Ports;
  /** Asks Dataverse who we are and sets up the flows; rejects when stopped before that. */
  connect(): Promise<MarketplaceFlows>;
  /** Connects and works until `stop`. */
  run(): Promise<void>;
  /** Finishes what is under way, hands over the lease. */
  stop(): Promise<void>;
  /** Null until Dataverse has said who we are. */
  flows(): MarketplaceFlows | null;
  /** What takes the events of the queue and the webhook; null until Dataverse has said who we are. */
  events(): EventHandling | null;
}

export function build(config: Config, given: AppPorts): App {
  const { http, clock, chance, log } = given;
  const mirakl = miraklClient(
    {
      origin: config.mirakl.origin,
      apiKey: config.mirakl.apiKey,
      ...(config.mirakl.shopId === null ? {} : { shopId: config.mirakl.shopId }),
    },
    { http, clock, chance },
  );
  const dataverse = dataverseClient(
    { origin: config.dataverse.origin, limits: limitsOf(config) },
    { http, clock, chance, tokens: tokensOf(config, { http, clock }) },
  );
  const ports: Ports = { clock, chance, mirakl, dataverse, log };
  const ways = waysIn(
    { bus: config.bus, webhookKey: config.webhookKey, credential: config.dataverse.credential },
    { clock, chance, log },
  );
  const stopping = new AbortController();
  let flows: MarketplaceFlows | null = null;
  let events: EventHandling | null = null;
  let running: Promise<void> = Promise.resolve();

  async function connect(): Promise<MarketplaceFlows> {
    const { organizationId, userId } = await whoWeAre(ports, stopping.signal);
    const ids = idsOf(config.mirakl.host, config.mirakl.shopId);
    const shop = { host: config.mirakl.host, shopId: config.mirakl.shopId, ids, organizationId };
    flows = new MarketplaceFlows(ports, shop, { name: config.copy.name });
    events = createEventHandler(ports, shop, flows.stock);
    if (!stopping.signal.aborted) ways.start(events, { organizationId, relayUserId: userId });
    return flows;
  }

  async function run(): Promise<void> {
    try {
      const connected = await connect();
      if (!stopping.signal.aborted) await connected.run();
    } catch (error) {
      if (!stopping.signal.aborted) throw error;
    }
  }

  const server = httpServer({
    flows: () => flows?.status() ?? null,
    ways: () => ways.status(),
    dataverse,
    log,
  });
  if (config.webhookKey !== null) {
    const answered = webhookTrouble(clock, log);
    webhook(server, { key: config.webhookKey, intake: ways.intake, answered });
  }

  return {
    ports,
    server,
    flows: () => flows,
    events: () => events,
    connect,
    run: () => (running = run()),
    async stop() {
      stopping.abort();
      flows?.stop();
      await Promise.all([running, ways.stop()]);
      await events?.drain();
    },
  };
}

/** The published limits, with the allowance that this environment really has. */
function limitsOf({ copy, dataverse }: Config): PacerLimits {
  return shareOf(copy.copies, { ...published, operations: dataverse.allowance });
}

function tokensOf(config: Config, ports: Pick<AppPorts, 'http' | 'clock'>): TokenSource {
  const { credential, origin } = config.dataverse;
  if (credential.kind !== 'token-url') return azureTokens(credential, origin);
  const { url, clientId, clientSecret } = credential;
  return clientCredentials({ tokenUrl: url, clientId, clientSecret, scope: `${origin}/.default` }, ports);
}

/** Who we are, asked until Dataverse answers. */
async function whoWeAre(
  ports: Ports,
  signal: AbortSignal,
): Promise<{ organizationId: string; userId: string }> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await ports.dataverse.whoAmI();
    } catch (error) {
      if (!(error instanceof OperatingError)) throw error;
      ports.log.warn({ code: error.code, message: error.message }, 'Dataverse does not answer yet');
      await ports.clock.sleep(Math.max(error.retryAfterMs ?? 0, 15_000), signal);
    }
  }
}
