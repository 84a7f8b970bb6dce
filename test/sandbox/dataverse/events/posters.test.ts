import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serve, type SandboxRequest } from '../../http.ts';
import { ask } from '../test-support.ts';
import { byContract, type PostedMessage } from './poster.ts';
import { queuePoster } from './queue-poster.ts';
import {
  eventsEnvironment,
  eventsZip,
  QUEUE_ENDPOINT,
  WEBHOOK_ENDPOINT,
  type EventsEnvironment,
} from './test-support.ts';
import { webhookPoster } from './webhook-poster.ts';

const KEY = 'c2FuZGJveC1rZXktb2YtZm9ydHktZm91ci1jaGFyYWN0ZXJzISE=';

/** What an administrator does after the import; answers whether it was taken. */
async function setUp(environment: EventsEnvironment, endpoint: string, row: object): Promise<void> {
  const { sandbox, seeded, as } = environment;
  const answer = await ask(sandbox, `PATCH serviceendpoints(${endpoint})`, row, as(seeded.users.admin));
  assert.equal(answer.status, 204, answer.text);
}

describe('posting to a queue', () => {
  function bus(): { queue: PostedMessage[]; down: { value: boolean }; environment: EventsEnvironment } {
    const queue: PostedMessage[] = [];
    const down = { value: false };
    const poster = queuePoster({
      enqueue: (name, message) => {
        if (down.value || name !== 'marketplace-events') throw new Error('no such entity');
        queue.push(message);
      },
      keyOf: ({ host, keyName }) =>
        host === 'sandbox.servicebus.windows.net' && keyName === 'dataverse' ? KEY : undefined,
    });
    const environment = eventsEnvironment([{ message: 'Create', table: 'account' }], {
      events: { poster: byContract({ queue: poster, webhook: poster }), retryGaps: [1_000] },
    });
    return { queue, down, environment };
  }

  it('waits for the key that no solution carries, and goes on when it is set', async () => {
    const { queue, environment } = bus();
    const { sandbox, clock } = environment;
    sandbox.createAs({}, 'account', { name: 'A' });
    await sandbox.asyncJobsDone();
    assert.deepEqual(
      sandbox.asyncJobs().map(({ state }) => state),
      ['waiting'],
    );
    await setUp(environment, QUEUE_ENDPOINT, { saskey: 'wrong' });
    await clock.advance(1_000);
    assert.equal(queue.length, 0);
    await setUp(environment, QUEUE_ENDPOINT, { saskey: KEY });
    await clock.advance(2_000);
    assert.equal(queue.length, 1);
    assert.equal(queue[0]?.contentType, 'application/json');
    assert.equal(queue[0].properties['http://schemas.microsoft.com/xrm/2011/Claims/RequestName'], 'Create');
  });

  it('waits while the namespace is down or another', async () => {
    const { queue, down, environment } = bus();
    const { sandbox, clock } = environment;
    await setUp(environment, QUEUE_ENDPOINT, {
      saskey: KEY,
      namespaceaddress: 'sb://other.servicebus.windows.net/',
    });
    sandbox.createAs({}, 'account', { name: 'A' });
    await sandbox.asyncJobsDone();
    down.value = true;
    await setUp(environment, QUEUE_ENDPOINT, { namespaceaddress: 'sb://sandbox.servicebus.windows.net/' });
    await clock.advance(3_000);
    assert.equal(queue.length, 0);
    down.value = false;
    await clock.advance(1_000);
    assert.equal(queue.length, 1);
  });
});

describe('posting to a webhook', () => {
  async function hook(
    statuses: number[],
    row: object,
    run: (environment: EventsEnvironment, requests: SandboxRequest[]) => Promise<void>,
  ): Promise<void> {
    const requests: SandboxRequest[] = [];
    const server = await serve({
      handle: (request) => {
        requests.push(request);
        return Promise.resolve({ status: statuses.shift() ?? 200, headers: {}, body: '' });
      },
    });
    const poster = webhookPoster();
    const environment = eventsEnvironment([{ message: 'Create', table: 'account', contract: 'webhook' }], {
      events: { poster: byContract({ queue: poster, webhook: poster }) },
    });
    try {
      await setUp(environment, WEBHOOK_ENDPOINT, { url: `${server.origin}/webhooks/dataverse`, ...row });
      await run(environment, requests);
    } finally {
      await server.close();
    }
  }
  const header = {
    authtype: 5,
    authvalue: '<settings><setting name="x-mpb-webhook-key" value="a&amp;b" /></settings>',
  };

  it('is a POST of the same JSON with its own headers and the header of the administrator', async () => {
    await hook([], header, async ({ sandbox }, requests) => {
      sandbox.createAs({}, 'account', { name: 'A' });
      await sandbox.asyncJobsDone();
      const [request] = requests;
      assert.deepEqual([request?.method, request?.url], ['POST', '/webhooks/dataverse']);
      const names = ['x-mpb-webhook-key', 'x-ms-dynamics-entity-name', 'x-ms-dynamics-request-name'];
      assert.deepEqual(
        names.map((name) => request?.headers[name]),
        ['a&b', 'account', 'Create'],
      );
      const context = JSON.parse(request?.body.toString() ?? '') as Record<string, unknown>;
      assert.equal(context.CorrelationId, request?.headers['x-ms-correlation-request-id']);
      assert.equal(sandbox.asyncJobs()[0]?.state, 'succeeded');
    });
  });

  it('puts a webhook key or a query string into the address', async () => {
    await hook([], { authtype: 4, authvalue: 's3 cret' }, async (environment, requests) => {
      const { sandbox } = environment;
      sandbox.createAs({}, 'account', { name: 'A' });
      await sandbox.asyncJobsDone();
      const query = { authtype: 6, authvalue: '<settings><setting name="key" value="k1"/></settings>' };
      await setUp(environment, WEBHOOK_ENDPOINT, query);
      sandbox.createAs({}, 'account', { name: 'B' });
      await sandbox.asyncJobsDone();
      assert.deepEqual(
        requests.map(({ url }) => url),
        ['/webhooks/dataverse?code=s3+cret', '/webhooks/dataverse?key=k1'],
      );
    });
  });

  it('is tried once more after 502, 503 and 504, and after nothing else', async () => {
    for (const [statuses, posts, state] of [
      [[503, 200], 2, 'succeeded'],
      [[502, 504, 200], 2, 'failed'],
      [[500, 200], 1, 'failed'],
      [[429, 200], 1, 'failed'],
    ] as const) {
      await hook([...statuses], header, async ({ sandbox, clock }, requests) => {
        sandbox.createAs({}, 'account', { name: 'A' });
        await sandbox.asyncJobsDone();
        await clock.advance(60_000);
        // The second post is on a real socket: it takes a moment of real time.
        for (let turn = 0; turn < 500 && sandbox.asyncJobs()[0]?.state !== state; turn++)
          await new Promise((resolve) => setTimeout(resolve, 10));
        assert.deepEqual([requests.length, sandbox.asyncJobs()[0]?.state], [posts, state], String(statuses));
      });
    }
  });

  it('has failed when nobody listens', async () => {
    const gone = await serve({ handle: () => Promise.reject(new Error('never asked')) });
    await gone.close();
    await hook([], { ...header, url: gone.origin }, async ({ sandbox }, requests) => {
      sandbox.createAs({}, 'account', { name: 'A' });
      await sandbox.asyncJobsDone();
      assert.deepEqual([requests.length, sandbox.asyncJobs()[0]?.state], [0, 'failed']);
    });
  });
});

describe('what an administrator sees of endpoints and steps', () => {
  it('is everything but the secrets, of which it says only that they are set', async () => {
    const environment = eventsEnvironment([{ message: 'Create', table: 'account' }]);
    const { sandbox, seeded, as } = environment;
    const address = `serviceendpoints(${QUEUE_ENDPOINT})`;
    const before = await ask(sandbox, `GET ${address}`, undefined, as(seeded.users.admin));
    assert.deepEqual(
      [before.json.name, before.json.path, before.json.contract, before.json.issaskeyset],
      ['Bus', 'marketplace-events', 6, false],
    );
    await setUp(environment, QUEUE_ENDPOINT, { saskey: KEY });
    const after = await ask(sandbox, `GET ${address}`, undefined, as(seeded.users.admin));
    assert.equal(after.json.issaskeyset, true);
    assert.equal(after.text.includes(KEY), false);
    const asked = await ask(sandbox, `GET ${address}?$select=saskey`, undefined, as(seeded.users.admin));
    assert.equal(asked.status, 400);
    const steps = await ask(
      sandbox,
      `GET sdkmessageprocessingsteps?$select=name,statecode&$filter=_eventhandler_value eq ${QUEUE_ENDPOINT}`,
      undefined,
      as(seeded.users.admin),
    );
    assert.deepEqual(
      steps.value.map(({ name }) => name),
      ['Create of account'],
    );
  });

  it('is closed to everybody else', async () => {
    const { sandbox, seeded, as } = eventsEnvironment([], {
      environment: { roles: { users: { sales: ['Salesperson'] } } },
    });
    const read = await ask(sandbox, 'GET serviceendpoints', undefined, as(seeded.users.sales));
    assert.equal(read.status, 403);
  });

  it('survives a newer version of the solution', async () => {
    const environment = eventsEnvironment([{ message: 'Create', table: 'account' }]);
    const { sandbox, clock, seeded, as } = environment;
    await setUp(environment, WEBHOOK_ENDPOINT, { url: 'https://mine.example/hook' });
    sandbox.importSolution(eventsZip([{ message: 'Create', table: 'account' }]));
    const read = await ask(
      sandbox,
      `GET serviceendpoints(${WEBHOOK_ENDPOINT})`,
      undefined,
      as(seeded.users.admin),
    );
    assert.equal(read.json.url, 'https://mine.example/hook');
    sandbox.createAs({}, 'account', { name: 'Still enabled' });
    await clock.advance(0);
    assert.equal(environment.poster.posted.length, 1);
  });
});
