/** What tests of the consumer stand on: a broker that is new before each, copies of the relay, messages for them. */
import { after, afterEach, beforeEach } from 'node:test';
import type { ListeningServiceBus, ServiceBusSandbox } from '../../sandbox/service-bus/service-bus.ts';
import type { QueueRules } from '../../sandbox/service-bus/queue.ts';
import { QUEUE, sandboxOf } from './bus-under-test.ts';
import { relayCopy } from './relay-copy.ts';
import type { CopyOptions, RelayCopy } from './relay-copy.ts';

/** A new one before each test. */
export let sandbox: ServiceBusSandbox;
export let listening: ListeningServiceBus;
let copies: RelayCopy[] = [];

export async function broker(rules: Partial<QueueRules> = {}): Promise<void> {
  sandbox = sandboxOf({ lockDurationMs: 60_000, maxDeliveryCount: 10, ...rules });
  listening = await sandbox.listen();
}

/** Closes it without a word and opens it again at the same address. */
export async function brokerIsAway(ms: number): Promise<void> {
  const { port } = listening;
  await listening.close();
  await new Promise((resolve) => setTimeout(resolve, ms));
  listening = await sandbox.listen(port);
}

export function copy(options: CopyOptions = {}, connection = listening.connectionString): RelayCopy {
  const started = relayCopy(connection, options);
  copies.push(started);
  return started;
}

export function post(id: string, more: object = {}, messageId: string | null = id): void {
  sandbox.enqueue(QUEUE, {
    body: JSON.stringify({ id, ...more }),
    contentType: 'application/json',
    ...(messageId === null ? {} : { messageId }),
  });
}

export const isEmpty = (): boolean => {
  const { active, locked } = sandbox.counts(QUEUE);
  return active + locked === 0;
};
export const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `m${n}`);
export const hang = (): Promise<void> => new Promise(() => undefined);

beforeEach(() => broker());
afterEach(async () => {
  await Promise.all(copies.map(({ bus }) => bus.stop()));
  copies = [];
  await listening.close();
});
// A client that met a fault keeps timers of its own (service-bus.md 3), for longer than a test should take.
after(() => {
  setTimeout(() => process.exit(), 1000).unref();
});
