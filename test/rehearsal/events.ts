/**
 * How the pretend Dynamics tells the relay what people did: through a pretend Service Bus, through the relay's webhook, or
 * not at all. Set up as an administrator would: the add-on imported, then address and key written into its endpoint.
 * Both ways can be taken down while they run; the relay must then find everything by its sweep.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { SandboxClock } from '../sandbox/clock.ts';
import type { DataverseSandbox } from '../sandbox/dataverse/dataverse.ts';
import type { EndpointPoster } from '../sandbox/dataverse/events/poster.ts';
import { queuePoster } from '../sandbox/dataverse/events/queue-poster.ts';
import { webhookPoster } from '../sandbox/dataverse/events/webhook-poster.ts';
import { asyncDelay, type DelayProfile } from '../sandbox/dataverse/profiles/async-delay.ts';
import { ServiceBusSandbox, type ListeningServiceBus } from '../sandbox/service-bus/service-bus.ts';

export const eventWays = ['bus', 'webhook', 'none'] as const;
export type EventWay = (typeof eventWays)[number];

export interface RelayEventSettings {
  readonly SERVICEBUS_CONNECTION?: string;
  readonly SERVICEBUS_QUEUE?: string;
  readonly WEBHOOK_KEY?: string;
  readonly PORT?: string;
}

const queue = 'marketplace-events';
const keyName = 'dataverse-send';
const sandboxKey = 'c2FuZGJveC1zZXJ2aWNlLWJ1cy1rZXktb2Ytbm9ib2R5';
const namespace = 'sandbox-marketplace.servicebus.windows.net';
const webhookKey = 'sandbox-webhook-key-of-nobody';
const webhookHeader = 'x-mpb-webhook-key';

export class EventsOfWorld {
  readonly way: Exclude<EventWay, 'none'>;
  /** Where the sandbox of Dataverse posts to. */
  readonly poster: EndpointPoster;
  readonly serviceBus: ServiceBusSandbox | null;
  /** How long the asynchronous service takes; may be changed at any time. */
  profile: DelayProfile;
  #down = false;
  #listening: ListeningServiceBus | null = null;

  constructor(way: Exclude<EventWay, 'none'>, clock: SandboxClock, profile: DelayProfile = 'fast') {
    this.way = way;
    this.profile = profile;
    this.serviceBus =
      way === 'bus' ? new ServiceBusSandbox({ queues: { [queue]: {} }, keyName, key: sandboxKey }) : null;
    const delays = { immediate: asyncDelay('immediate'), fast: asyncDelay('fast'), slow: asyncDelay('slow') };
    const inner = way === 'bus' ? this.#busPoster() : this.#webhookPoster();
    this.poster = {
      post: async (endpoint, message) => {
        await clock.sleep(delays[this.profile]());
        return inner.post(endpoint, message);
      },
    };
  }

  get isDown(): boolean {
    return this.#down;
  }

  /** Takes the way down, or up again. A bus that is down neither takes nor hands out anything. */
  set isDown(down: boolean) {
    this.#down = down;
    if (down) {
      this.serviceBus?.freeze();
      this.serviceBus?.dropConnections();
    } else this.serviceBus?.thaw();
  }

  /** Opens the way and writes its address and key into the endpoint; answers what the relay has to be told. */
  async open(dataverse: DataverseSandbox): Promise<RelayEventSettings> {
    const endpoint = dataverse.rows('serviceendpoint')[0];
    if (!endpoint) throw new Error('No add-on for events is imported.');
    const set = (columns: Record<string, unknown>) => {
      dataverse.patchAs({}, 'serviceendpoint', String(endpoint.serviceendpointid), columns);
    };
    if (this.serviceBus) {
      this.#listening = await this.serviceBus.listen();
      set({ namespaceaddress: `sb://${namespace}/`, saskeyname: keyName, saskey: sandboxKey });
      return { SERVICEBUS_CONNECTION: this.#listening.connectionString, SERVICEBUS_QUEUE: queue };
    }
    const port = await freePort();
    set({
      url: `http://127.0.0.1:${port}/webhooks/dataverse`,
      authvalue: `<settings><setting name="${webhookHeader}" value="${webhookKey}" /></settings>`,
    });
    return { WEBHOOK_KEY: webhookKey, PORT: String(port) };
  }

  async close(): Promise<void> {
    await this.#listening?.close();
  }

  #busPoster(): EndpointPoster {
    return queuePoster({
      keyOf: (place) =>
        place.host === namespace && place.queue === queue && place.keyName === keyName
          ? sandboxKey
          : undefined,
      enqueue: (name, message) => {
        if (this.#down) throw new Error('The namespace does not answer.');
        this.serviceBus?.enqueue(name, message);
      },
    });
  }

  #webhookPoster(): EndpointPoster {
    const poster = webhookPoster();
    return {
      post: (endpoint, message) => (this.#down ? Promise.resolve('failed') : poster.post(endpoint, message)),
    };
  }
}

/** The relay is told its port before it starts, because Dynamics has to know it too. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
