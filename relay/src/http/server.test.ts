import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BusStatus } from '../event-port.ts';
import type { OrderFlowStatus } from '../flows/orders/order-flow.ts';
import type { StockStatus } from '../flows/stock/stock-status.ts';
import { httpServer, type FlowsStatus } from './server.ts';

const working: OrderFlowStatus = {
  leading: true,
  marketplace: 'B&Q Marketplace',
  hold: null,
  servedThisHour: 7,
  lastWalk: '2026-11-23T12:00:00.000Z',
  backlog: null,
  replays: [],
  trouble: null,
};

const stock: StockStatus = {
  running: true,
  hold: null,
  nextFileOn: '2026-11-23T12:01:00.000Z',
  waiting: 3,
  onItsWay: 12,
  lastFile: null,
  latency: { medianMs: 31_000, p99Ms: 64_000 },
  sweep: null,
  trouble: null,
};
/** Handed on as it is. */
const census = { nextOn: null } as unknown as FlowsStatus['census'];

const away: BusStatus = {
  connected: false,
  lastMessageOn: null,
  inHand: 1,
  handled: 5,
  ignored: 0,
  abandoned: 0,
  refused: 2,
  deadLettered: 2,
  newClients: 3,
  trouble: 'Service Bus does not answer.',
};

function serverOf(
  status: OrderFlowStatus | (() => never) | null,
  queue: BusStatus | null = null,
  ofStock: StockStatus = stock,
) {
  const logged: object[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (record: object) => {
      logged.push(record);
    },
  };
  const server = httpServer({
    flows: () =>
      status === null
        ? null
        : { orders: typeof status === 'function' ? status() : status, stock: ofStock, census },
    ways: () => ({ queue, webhook: null }),
    dataverse: { counts: () => ({ requests: 3, operations: 12 }) },
    log,
  });
  return { server, logged };
}

const readiness = async (status: OrderFlowStatus | null) => {
  const answer = await serverOf(status).server.inject({ url: '/health/ready' });
  return { code: answer.statusCode, ...answer.json<{ status: string; reasons: string[] }>() };
};

describe('the HTTP side of the relay', () => {
  it('is alive whatever else is wrong', async () => {
    assert.equal((await serverOf(null).server.inject({ url: '/health/live' })).statusCode, 200);
  });

  it('is ready while the flow works, also as a copy that does not lead', async () => {
    assert.deepEqual(await readiness(working), { code: 200, status: 'ready', reasons: [], notes: [] });
    assert.equal((await readiness({ ...working, leading: false })).code, 200);
  });

  it('is not ready before Dataverse answered, in trouble, or while the marketplace is held, and says why', async () => {
    assert.deepEqual((await readiness(null)).reasons, ['Dataverse has not answered yet.']);
    const both = await readiness({ ...working, trouble: 'no way out', hold: 'not armed' });
    assert.deepEqual(both, {
      code: 503,
      status: 'not ready',
      reasons: ['no way out', 'not armed'],
      notes: [],
    });
  });

  it('counts what it does, by names that stay', async () => {
    const { body } = await serverOf({ ...working, trouble: 'x' }).server.inject({ url: '/metrics' });
    const values = Object.fromEntries(
      body
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => line.split(' ')),
    ) as Record<string, string>;
    assert.deepEqual(values, {
      mpb_leading: '1',
      mpb_orders_served: '7',
      mpb_dataverse_requests: '3',
      mpb_dataverse_operations: '12',
      mpb_trouble: '1',
      'mpb_stock_lines{what="waiting"}': '3',
      'mpb_stock_lines{what="on_its_way"}': '12',
      'mpb_stock_latency_seconds{quantile="0.5"}': '31',
      'mpb_stock_latency_seconds{quantile="0.99"}': '64',
    });
  });

  it('counts nothing before there is a flow', async () => {
    const { body } = await serverOf(null).server.inject({ url: '/metrics' });
    assert.match(body, /^mpb_leading 0$/m);
    assert.match(body, /^mpb_orders_served 0$/m);
  });

  it('says where it stands', async () => {
    const answer = await serverOf(working).server.inject({ url: '/status' });
    assert.deepEqual(answer.json(), {
      orders: working,
      stock,
      census,
      dataverse: { requests: 3, operations: 12 },
      events: { queue: null, webhook: null },
    });
  });

  it('is ready although the queue is away, and tells of it: the sweep does everything, later', async () => {
    const { server } = serverOf(working, away);
    const answer = await server.inject({ url: '/health/ready' });
    assert.deepEqual(answer.json(), {
      status: 'ready',
      reasons: [],
      notes: ['Service Bus does not answer. What people ask for waits for the sweep.'],
    });
    assert.equal(
      (await server.inject({ url: '/status' })).json<{ events: { queue: BusStatus } }>().events.queue.handled,
      5,
    );
  });

  it('is ready while stock is held, and says why nothing is published', async () => {
    const held = { ...stock, hold: 'The buffer value is missing.', trouble: 'no way out' };
    const answer = await serverOf(working, null, held).server.inject({ url: '/health/ready' });
    assert.deepEqual(answer.json(), {
      status: 'ready',
      reasons: [],
      notes: ['Stock: no way out', 'Stock: The buffer value is missing.'],
    });
  });

  it('counts the events of each way in that is configured', async () => {
    const { body } = await serverOf(working, away).server.inject({ url: '/metrics' });
    assert.match(body, /^mpb_events_connected\{way="queue"\} 0$/m);
    assert.match(body, /^mpb_events\{way="queue",what="dead_lettered"\} 2$/m);
    assert.doesNotMatch(body, /webhook/);
  });

  it('changes nothing: there is no other address and no other method', async () => {
    const { server } = serverOf(working);
    assert.equal((await server.inject({ url: '/admin' })).statusCode, 404);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
      assert.equal((await server.inject({ method, url: '/status' })).statusCode, 404);
  });

  it('waits for no request without end', () => {
    const { server } = serverOf(working);
    assert.ok(server.server.requestTimeout > 0 && server.server.headersTimeout > 0);
  });

  it('keeps what went wrong inside for its log', async () => {
    const { server, logged } = serverOf(() => {
      throw new Error('inner matters');
    });
    const answer = await server.inject({ url: '/status' });
    assert.equal(answer.statusCode, 500);
    assert.doesNotMatch(answer.body, /inner matters/);
    assert.equal(logged.length, 1);
  });
});
