/** What `@azure/service-bus`, unmodified, does with a queue; the same against the sandbox and a real namespace. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ServiceBusClient, isServiceBusError } from '@azure/service-bus';
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { QUEUE, busUnderTest, rules } from './bus-under-test.ts';
import type { BusUnderTest } from './bus-under-test.ts';

let bus: BusUnderTest;
before(async () => {
  bus = await busUnderTest();
});
after(() => bus.close());

let count = 0;
const freshId = (): string => `${process.pid}-${Date.now()}-${(count += 1)}`;

async function receiveOne(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> {
  for (let tries = 0; tries < 10; tries += 1) {
    const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 5000 });
    if (message) return message;
  }
  throw new Error('no message arrived');
}

/** By a client of its own, because a client's peek goes on where its last one ended. */
async function isEmpty(): Promise<boolean> {
  const client = new ServiceBusClient(bus.connectionString);
  const left = await client.createReceiver(QUEUE).peekMessages(1);
  await client.close();
  return left.length === 0;
}

const hasCode = (code: string) => (error: unknown) => isServiceBusError(error) && error.code === code;

describe('the unmodified client', () => {
  it('sends, receives and completes a message with its properties intact', async () => {
    const messageId = freshId();
    await bus.sender.sendMessages({
      body: { text: 'é', number: 1 },
      messageId,
      correlationId: 'c1',
      contentType: 'application/json',
      applicationProperties: { 'http://schemas.microsoft.com/xrm/2011/Claims/RequestName': 'Create', n: 5 },
    });
    const message = await receiveOne(bus.receiver);
    assert.deepEqual(message.body, { text: 'é', number: 1 });
    assert.equal(message.messageId, messageId);
    assert.equal(message.correlationId, 'c1');
    assert.equal(message.contentType, 'application/json');
    assert.equal(message.applicationProperties?.n, 5);
    assert.equal(message.deliveryCount, 0);
    assert.match(message.lockToken ?? '', /^[0-9a-f-]{36}$/);
    assert.ok(message.enqueuedTimeUtc !== undefined && message.lockedUntilUtc !== undefined);
    assert.ok(message.lockedUntilUtc > message.enqueuedTimeUtc);
    await bus.receiver.completeMessage(message);
    assert.ok(await isEmpty());
  });

  it('sends a batch and an array, and receives each message once', async () => {
    const batch = await bus.sender.createMessageBatch();
    for (let n = 0; n < 20; n += 1) assert.ok(batch.tryAddMessage({ body: n, messageId: freshId() }));
    await bus.sender.sendMessages(batch);
    await bus.sender.sendMessages([20, 21, 22].map((body) => ({ body, messageId: freshId() })));
    const bodies = new Set<number>();
    while (bodies.size < 23) {
      const message = await receiveOne(bus.receiver);
      assert.ok(!bodies.has(message.body as number));
      bodies.add(message.body as number);
      await bus.receiver.completeMessage(message);
    }
    assert.ok(await isEmpty());
  });

  it('abandons with changed properties until the maximum, then finds the message among the dead letters', async () => {
    await bus.sender.sendMessages({ body: 'again', messageId: freshId() });
    const seen: (number | undefined)[] = [];
    for (let tried = 0; tried < rules.maxDeliveryCount; tried += 1) {
      const message = await receiveOne(bus.receiver);
      seen.push(message.deliveryCount);
      await bus.receiver.abandonMessage(message, { tried });
    }
    assert.deepEqual(seen, [0, 1, 2]);
    const dead = await receiveOne(bus.deadLetters);
    assert.equal(dead.deadLetterReason, 'MaxDeliveryCountExceeded');
    assert.equal(dead.applicationProperties?.tried, 2);
    assert.equal(dead.deadLetterSource, QUEUE);
    await bus.deadLetters.completeMessage(dead);
  });

  it('dead-letters with a reason and a description', async () => {
    await bus.sender.sendMessages({ body: 'bad', messageId: freshId() });
    await bus.receiver.deadLetterMessage(await receiveOne(bus.receiver), {
      deadLetterReason: 'not-json',
      deadLetterErrorDescription: 'The body is no JSON.',
    });
    const dead = await receiveOne(bus.deadLetters);
    assert.equal(dead.deadLetterReason, 'not-json');
    assert.equal(dead.deadLetterErrorDescription, 'The body is no JSON.');
    await bus.deadLetters.completeMessage(dead);
  });

  it('renews a lock', async () => {
    await bus.sender.sendMessages({ body: 'long', messageId: freshId() });
    const receiver = bus.client.createReceiver(QUEUE, { maxAutoLockRenewalDurationInMs: 0 });
    const message = await receiveOne(receiver);
    const first = message.lockedUntilUtc?.getTime() ?? 0;
    await new Promise((resolve) => setTimeout(resolve, rules.lockDurationMs / 5));
    assert.ok((await receiver.renewMessageLock(message)).getTime() > first);
    await receiver.completeMessage(message);
    await receiver.close();
  });

  it('gets a message again after its lock expired, counted, and cannot settle the first one any more', async () => {
    await bus.sender.sendMessages({ body: 'slow', messageId: freshId() });
    const receiver = bus.client.createReceiver(QUEUE, { maxAutoLockRenewalDurationInMs: 0 });
    const first = await receiveOne(receiver);
    const second = await receiveOne(receiver);
    assert.equal(second.messageId, first.messageId);
    assert.equal(second.deliveryCount, 1);
    await assert.rejects(receiver.completeMessage(first), hasCode('MessageLockLost'));
    await receiver.completeMessage(second);
    await receiver.close();
  });

  it('is told that a message is too large, that a queue is not there and that a key is wrong', async () => {
    const large = 'x'.repeat(300 * 1024);
    await assert.rejects(bus.sender.sendMessages({ body: large }), hasCode('MessageSizeExceeded'));
    const nowhere = bus.client.createSender('no-such-queue');
    await assert.rejects(nowhere.sendMessages({ body: 1 }), hasCode('MessagingEntityNotFound'));
    const wrong = bus.connectionString.replace(/SharedAccessKey=[^;]+/, 'SharedAccessKey=d3Jvbmc=');
    const stranger = new ServiceBusClient(wrong, { retryOptions: { maxRetries: 0 } });
    await assert.rejects(
      stranger.createSender(QUEUE).sendMessages({ body: 1 }),
      hasCode('UnauthorizedAccess'),
    );
    await stranger.close();
  });
});
