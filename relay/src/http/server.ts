/**
 * The relay's own HTTP side: is it alive, is it ready, what does it count, where does it stand. No personal data, no
 * secrets, nothing that changes anything.
 */
import Fastify, { type FastifyInstance } from 'fastify';
import { Gauge, Registry } from 'prom-client';
import type { BusStatus, WaysInStatus } from '../event-port.ts';
import type { OrderFlowStatus } from '../flows/orders/order-flow.ts';
import type { Census } from '../flows/stock/census/census.ts';
import type { StockStatus } from '../flows/stock/stock-status.ts';
import type { Log } from '../flows/ports.ts';

export interface FlowsStatus {
  readonly orders: OrderFlowStatus;
  readonly stock: StockStatus;
  readonly census: ReturnType<Census['status']>;
}

export interface ServerParts {
  /** Null before Dataverse has answered. */
  readonly flows: () => FlowsStatus | null;
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
    const status = parts.flows()?.orders ?? null;
    const stock = parts.flows()?.stock ?? null;
    const reasons = [
      ...(status === null ? ['Dataverse has not answered yet.'] : []),
      ...(status?.trouble == null ? [] : [status.trouble]),
      ...(status?.hold == null ? [] : [status.hold]),
    ];
    const queueTrouble = parts.ways().queue?.trouble ?? null;
    return reply.code(reasons.length === 0 ? 200 : 503).send({
      status: reasons.length === 0 ? 'ready' : 'not ready',
      reasons,
      notes: [
        ...(queueTrouble === null ? [] : [`${queueTrouble} What people ask for waits for the sweep.`]),
        ...(stock?.trouble == null ? [] : [`Stock: ${stock.trouble}`]),
        ...(stock?.hold == null ? [] : [`Stock: ${stock.hold}`]),
      ],
    });
  });

  server.get('/status', () => ({
    orders: parts.flows()?.orders ?? null,
    stock: parts.flows()?.stock ?? null,
    census: parts.flows()?.census ?? null,
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
    parts.flows()?.orders.leading ? 1 : 0,
  );
  gauge(
    'mpb_orders_served',
    'Different orders that the marketplace served in this hour',
    () => parts.flows()?.orders.servedThisHour ?? 0,
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
    parts.flows()?.orders.trouble == null ? 0 : 1,
  );
  stockMetrics(parts, registry);
  eventMetrics(parts, registry);
  return registry;
}

/** How far the marketplace is behind, and what waits. */
function stockMetrics(parts: ServerParts, registry: Registry): void {
  new Gauge({
    name: 'mpb_stock_lines',
    help: 'Listings whose change waits for the next stock file, and lines that are not answered yet',
    labelNames: ['what'],
    registers: [registry],
    collect() {
      const stock = parts.flows()?.stock;
      if (stock === undefined) return;
      this.set({ what: 'waiting' }, stock.waiting);
      this.set({ what: 'on_its_way' }, stock.onItsWay);
    },
  });
  new Gauge({
    name: 'mpb_stock_latency_seconds',
    help: 'From a change in Dynamics to its line accepted by the marketplace, of late',
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      const latency = parts.flows()?.stock.latency;
      if (latency == null) return;
      this.set({ quantile: '0.5' }, latency.medianMs / 1000);
      this.set({ quantile: '0.99' }, latency.p99Ms / 1000);
    },
  });
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
