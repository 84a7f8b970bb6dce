/** What the unmodified client makes of a broker that misbehaves. Only a pretend one can be told to. */
import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { RetryMode, ServiceBusClient, isServiceBusError } from '@azure/service-bus';
import type { ListeningServiceBus, ServiceBusSandbox } from '../../sandbox/service-bus/service-bus.ts';
import { QUEUE, sandboxOf, until } from './bus-under-test.ts';

let sandbox: ServiceBusSandbox;
let listening: ListeningServiceBus;
let client: ServiceBusClient;

beforeEach(async () => {
  sandbox = sandboxOf({ lockDurationMs: 2000, duplicateWindowMs: 60_000, maxDeliveryCount: 10 });
  listening = await sandbox.listen();
  client = new ServiceBusClient(listening.connectionString, {
    retryOptions: { mode: RetryMode.Exponential, timeoutInMs: 1000, retryDelayInMs: 50, maxRetries: 5 },
  });
});
afterEach(async () => {
  sandbox.thaw();
  await client.close();
  await listening.close();
});
// A client that met a fault keeps timers of its own (service-bus.md 3), for longer than a test should take.
after(() => {
  setTimeout(() => process.exit(), 1000).unref();
});

const send = (messageId: string, body: unknown = messageId) =>
  client.createSender(QUEUE).sendMessages({ body, messageId });
const codes = (error: unknown): string[] =>
  (error instanceof AggregateError ? error.errors : [error]).map((one) =>
    isServiceBusError(one) ? one.code : 'none',
  );

describe('the unmodified client', () => {
  it('sends again what was throttled', async () => {
    sandbox.script({ on: 'send', then: 'server-busy' });
    await send('a');
    assert.deepEqual(sandbox.counts(QUEUE), { active: 1, locked: 0, deadLettered: 0 });
    assert.equal(sandbox.faultsLeft, 0);
  });

  it('sends again what it got no answer for, and duplicate detection keeps one of them', async () => {
    sandbox.script({ on: 'send', then: { kind: 'lose-answer' } });
    await send('a');
    assert.equal(sandbox.counts(QUEUE).active, 1);
    sandbox.script({ on: 'send', then: { kind: 'drop-after' } });
    await send('b');
    assert.equal(sandbox.counts(QUEUE).active, 2);
  });

  it('is told at last that a frozen broker does not answer, in an error without a code of its own', async () => {
    await send('a');
    sandbox.freeze();
    await assert.rejects(send('b'), (error) => {
      assert.ok(error instanceof AggregateError && !('code' in error));
      assert.ok(codes(error).includes('ServiceTimeout'));
      return true;
    });
    sandbox.thaw();
    await send('c');
    assert.ok(sandbox.counts(QUEUE).active >= 2);
  });

  it('gets a message whole after the connection broke off in the middle of it', async () => {
    sandbox.script({ on: 'deliver', then: { kind: 'drop-after' } });
    const body = 'x'.repeat(150_000);
    const receiver = client.createReceiver(QUEUE);
    const bodies: unknown[] = [];
    const subscription = receiver.subscribe({
      processMessage: (message) => {
        bodies.push(message.body);
        return Promise.resolve();
      },
      processError: () => Promise.resolve(),
    });
    await send('large', body);
    await until('it arrives', () => bodies.length > 0 && sandbox.counts(QUEUE).locked === 0);
    assert.equal(sandbox.faultsLeft, 0);
    assert.deepEqual(bodies, [body]);
    await subscription.close();
  });

  it('goes on after its socket died while it attached, settled or received', async () => {
    const seen = new Set<unknown>();
    const receiver = client.createReceiver(QUEUE);
    const subscription = receiver.subscribe(
      {
        processMessage: (message) => {
          seen.add(message.body);
          return Promise.resolve();
        },
        processError: () => Promise.resolve(),
      },
      { maxConcurrentCalls: 8 },
    );
    let posted = 0;
    const post = (count: number) => {
      for (const end = posted + count; posted < end; posted += 1)
        sandbox.enqueue(QUEUE, { body: JSON.stringify(posted), messageId: `${posted}` });
    };
    for (const fault of ['attach', 'settle', 'deliver'] as const) {
      sandbox.script({ on: fault, then: { kind: 'drop-before' } });
      post(50);
      if (fault === 'attach') sandbox.dropConnections();
      await until(`${fault} was hit and all arrived`, () => sandbox.faultsLeft === 0 && seen.size === posted);
    }
    await until('the queue is empty', () => {
      const { active, locked } = sandbox.counts(QUEUE);
      return active + locked === 0;
    });
    await subscription.close();
  });

  it('shares a queue with another one', async () => {
    const other = new ServiceBusClient(listening.connectionString);
    const counts = [0, 0];
    const subscriptions = [client, other].map((one, at) =>
      one.createReceiver(QUEUE).subscribe(
        {
          processMessage: () => {
            counts[at] = (counts[at] ?? 0) + 1;
            return new Promise((resolve) => setTimeout(resolve, 2));
          },
          processError: () => Promise.resolve(),
        },
        { maxConcurrentCalls: 4 },
      ),
    );
    for (let n = 0; n < 200; n += 1) sandbox.enqueue(QUEUE, { body: `${n}`, messageId: `${n}` });
    await until('all are handled', () => (counts[0] ?? 0) + (counts[1] ?? 0) === 200);
    assert.ok(
      counts.every((count) => count > 20),
      counts.join(' and '),
    );
    await Promise.all(subscriptions.map((subscription) => subscription.close()));
    await other.close();
  });
});
