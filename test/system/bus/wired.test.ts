/** The whole relay with a queue and a webhook in its settings: what arrives there reaches the flows, and is shown. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { HttpFailure, build, readConfig, systemChance, systemClock } from '@marketplace-bridge/relay';
import type { App } from '@marketplace-bridge/relay';
import type { ListeningServiceBus, ServiceBusSandbox } from '../../sandbox/service-bus/service-bus.ts';
import { portOf } from '../ports.ts';
import { QUEUE, sandboxOf } from './bus-under-test.ts';

const webhookKey = 'a-key-of-at-least-24-characters';
const dataverse = 'http://127.0.0.1:1';
let sandbox: ServiceBusSandbox;
let listening: ListeningServiceBus;
let app: App;

/** Dataverse says who we are and is then away. */
const whoWeAre = portOf((request) => {
  const json = (value: unknown) =>
    Promise.resolve({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(value)) });
  if (request.url.endsWith('/token')) return json({ access_token: 't', expires_in: 3600 });
  if (request.url.endsWith('/WhoAmI')) {
    return json({
      UserId: '00000000-0000-4000-8000-000000000001',
      BusinessUnitId: '00000000-0000-4000-8000-000000000002',
      OrganizationId: '00000000-0000-4000-8000-000000000003',
    });
  }
  return Promise.reject(new HttpFailure('unreachable', false));
});

before(async () => {
  sandbox = sandboxOf();
  listening = await sandbox.listen();
  const config = readConfig({
    MIRAKL_URL: 'http://127.0.0.1:2',
    MIRAKL_API_KEY: 'key',
    DATAVERSE_URL: dataverse,
    DATAVERSE_TOKEN_URL: `${dataverse}/token`,
    DATAVERSE_CLIENT_ID: 'client',
    DATAVERSE_CLIENT_SECRET: 'secret',
    SERVICEBUS_CONNECTION: listening.connectionString,
    SERVICEBUS_QUEUE: QUEUE,
    WEBHOOK_KEY: webhookKey,
  });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  app = build(config, { http: whoWeAre, clock: systemClock(), chance: systemChance(), log: silent });
});
after(async () => {
  await app.stop();
  await listening.close();
});

interface Shown {
  readonly events: Record<
    'queue' | 'webhook',
    { connected: boolean; deadLettered: number; abandoned: number } | null
  >;
}
let shown: Shown;
async function look(): Promise<void> {
  shown = (await app.server.inject({ url: '/status' })).json();
}

describe('a relay with a queue and a webhook', () => {
  it('keeps what the webhook posts before Dataverse said who we are', async () => {
    const answer = await app.server.inject({
      method: 'POST',
      url: '/webhooks/dataverse',
      headers: { 'x-mpb-webhook-key': webhookKey },
      payload: 'no context',
    });
    assert.equal(answer.statusCode, 202);
    await look();
    assert.equal(shown.events.webhook?.deadLettered, 0);
  });

  it('works on both once it is connected, and shows them', async () => {
    await app.connect();
    sandbox.enqueue(QUEUE, { body: 'no context', messageId: 'm1' });
    // Dataverse is away, so that nobody can count them: both are given back and put aside only once they are counted.
    const both = () => [shown.events.queue, shown.events.webhook].every((way) => (way?.abandoned ?? 0) > 0);
    for (let looks = 0; looks < 6000 && !both(); looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await look();
    }
    assert.ok(both(), JSON.stringify(shown));
    assert.equal(shown.events.queue?.connected, true);
    assert.equal(sandbox.counts(QUEUE).deadLettered, 0);
  });
});
