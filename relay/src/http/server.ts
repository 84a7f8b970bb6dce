/**
 * The relay's own HTTP side: is it alive, is it ready, what does it count, where does it stand. No personal data, no
 * secrets, nothing that changes anything.
 */
import Fastify, { type FastifyInstance } from 'fastify';
import { Gauge, Registry } from 'prom-client';
import type { BusStatus, WaysInStatus } from '../event-port.ts';
import type { OrderFlow } from '../flows/orders/order-flow.ts';
import type { Log } from '../flows/ports.ts';

export interface ServerParts {
  readonly flow: () => OrderFlow | null;
  /** Queue and webhook. They make it fast, the sweep makes it right: their trouble is shown and fails no readiness. */
  readonly ways: () => WaysInStatus;
  /** Since the start: HTTP requests to Dataverse, and operations in them. */
  readonly dataverse: { counts(): { requests: number; operations: number } };
  readonly log: Log;
}

export function httpServer(parts: ServerParts): FastifyInstance {
  // Without a limit of its own Fastify waits for ever for the rest of a request.
  const server = Fastify({ logger: false, bodyLimit: 256 * 1024, requestTimeout: 30_000 });
  const registry = metrics(parts);

  server.get('/health/live', () => ({ status: 'live' }));

  server.get('/health/ready', async (_request, reply) => {
    const status = parts.flow()?.status() ?? null;
    const reasons = [
      ...(status === null ? ['Dataverse has not answered yet.'] : []),
      ...(status?.trouble == null ? [] : [status.trouble]),
      ...(status?.hold == null ? [] : [status.hold]),
    ];
    const queueTrouble = parts.ways().queue?.trouble ?? null;
    return reply.code(reasons.length === 0 ? 200 : 503).send({
      status: reasons.length === 0 ? 'ready' : 'not ready',
      reasons,
      notes: queueTrouble === null ? [] : [`${queueTrouble} What people ask for waits for the sweep.`],
    });
  });

  server.get('/status', () => ({
    orders: parts.flow()?.status() ?? null,
    dataverse: parts.dataverse.counts(),
    events: parts.ways(),
  }));

  server.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );

  server.setErrorHandler((error, request, reply) => {
    parts.log.error({ url: request.url, error: String(error) }, 'a request to the relay failed');
    return reply.code(500).send({ error: 'The relay could not answer; its log says why.' });
  });
  return server;
}

function metrics(parts: ServerParts): Registry {
  const registry = new Registry();
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('mpb_leading', '1 when this copy runs the periodic work', () =>
    parts.flow()?.status().leading ? 1 : 0,
  );
  gauge(
    'mpb_orders_served',
    'Different orders that the marketplace served in this hour',
    () => parts.flow()?.status().servedThisHour ?? 0,
  );
  gauge(
    'mpb_dataverse_requests',
    'HTTP requests to Dataverse since the start',
    () => parts.dataverse.counts().requests,
  );
  gauge(
    'mpb_dataverse_operations',
    'Operations in those requests',
    () => parts.dataverse.counts().operations,
  );
  gauge('mpb_trouble', '1 while something outside keeps the flow from working', () =>
    parts.flow()?.status().trouble == null ? 0 : 1,
  );
  eventMetrics(parts, registry);
  return registry;
}

/** Of the ways in that are configured. */
function eventMetrics(parts: ServerParts, registry: Registry): void {
  const each = (show: (way: string, status: BusStatus) => void) => {
    for (const [way, status] of Object.entries(parts.ways()))
      if (status !== null) show(way, status as BusStatus);
  };
  new Gauge({
    name: 'mpb_events_connected',
    help: '1 while events can arrive this way',
    labelNames: ['way'],
    registers: [registry],
    collect() {
      each((way, status) => {
        this.set({ way }, status.connected ? 1 : 0);
      });
    },
  });
  new Gauge({
    name: 'mpb_events',
    help: 'Messages since the start by what became of them, and those in hand now',
    labelNames: ['way', 'what'],
    registers: [registry],
    collect() {
      each((way, { handled, ignored, abandoned, refused, deadLettered, inHand }) => {
        const counts = { handled, ignored, abandoned, refused, dead_lettered: deadLettered, in_hand: inHand };
        for (const [what, count] of Object.entries(counts)) this.set({ way, what }, count);
      });
    },
  });
}
