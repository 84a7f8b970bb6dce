/**
 * The Service Bus that the suite runs against: the sandbox, or a real namespace when SERVICEBUS_TEST_CONNECTION holds a
 * connection string with the right to send and listen. On a real one the queue is SERVICEBUS_TEST_QUEUE (default
 * `marketplace-events-test`) with lock duration 5 seconds and maximum delivery count 3; it must be there and be empty.
 */
import { ServiceBusClient } from '@azure/service-bus';
import type { RetryOptions, ServiceBusReceiver, ServiceBusSender } from '@azure/service-bus';
import type { QueueRules } from '../../sandbox/service-bus/queue.ts';
import { ServiceBusSandbox } from '../../sandbox/service-bus/service-bus.ts';

/** The name by which tests ask for the queue of this process. */
export const QUEUE = process.env.SERVICEBUS_TEST_QUEUE ?? 'marketplace-events-test';
const real = process.env.SERVICEBUS_TEST_CONNECTION;

export const rules = { lockDurationMs: 5000, maxDeliveryCount: 3 } satisfies Partial<QueueRules>;
const retryOptions: RetryOptions = { maxRetries: 2, retryDelayInMs: 50, timeoutInMs: 5000 };

export interface BusUnderTest {
  /** Null against a real namespace: what only a pretend one can do is left out there. */
  readonly sandbox: ServiceBusSandbox | null;
  readonly connectionString: string;
  readonly client: ServiceBusClient;
  readonly sender: ServiceBusSender;
  readonly receiver: ServiceBusReceiver;
  readonly deadLetters: ServiceBusReceiver;
  close(): Promise<void>;
}

/** Whether faults can be scripted here. */
export const isSandbox = real === undefined;

export async function busUnderTest(more: Partial<QueueRules> = {}): Promise<BusUnderTest> {
  const sandbox = isSandbox ? sandboxOf(more) : null;
  const listening = await sandbox?.listen();
  const connectionString = listening?.connectionString ?? real ?? '';
  const client = new ServiceBusClient(connectionString, { retryOptions });
  return {
    sandbox,
    connectionString,
    client,
    sender: client.createSender(QUEUE),
    receiver: client.createReceiver(QUEUE),
    deadLetters: client.createReceiver(QUEUE, { subQueueType: 'deadLetter' }),
    async close() {
      await client.close();
      await listening?.close();
    },
  };
}

export function sandboxOf(more: Partial<QueueRules> = {}): ServiceBusSandbox {
  return new ServiceBusSandbox({
    queues: { [QUEUE]: { ...rules, ...more } },
    keyName: 'relay',
    key: 'c2FuZGJveC1rZXk=',
  });
}

/** Waits until something holds; the limit only ends a test that would never end. */
export async function until(what: string, holds: () => boolean, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
