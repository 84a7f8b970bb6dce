/**
 * From a message enqueued to its handler done, at 20 a second, and how many a second go through at all; real client,
 * broker and consumer in one process, so the figures include the broker's own work. Run: `npm run bench -- bus`
 */
import type { Decoded } from '@marketplace-bridge/plugins-bridge';
import { busConsumer, systemChance, systemClock } from '@marketplace-bridge/relay';
import { ServiceBusSandbox } from '../sandbox/service-bus/service-bus.ts';

const QUEUE = 'marketplace-events';
const perSecond = 20;
const paced = 400;
const unpaced = 10_000;
/** About what a context of Dataverse weighs. */
const filler = 'x'.repeat(4000);

const sandbox = new ServiceBusSandbox({ queues: { [QUEUE]: {} }, keyName: 'relay', key: 'c2FuZGJveC1rZXk=' });
const { connectionString, close } = await sandbox.listen();
const enqueuedAt = new Map<string, number>();
let latencies: number[] = [];

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const bus = busConsumer(
  { credential: { kind: 'connection-string', connectionString }, queue: QUEUE },
  {
    handler: {
      handle(event) {
        const id = event.kind === 'action-requested' ? event.actionId : '';
        latencies.push(performance.now() - (enqueuedAt.get(id) ?? 0));
        return Promise.resolve();
      },
      refuse: () => Promise.resolve(),
    },
    decode,
    clock: systemClock(),
    chance: systemChance(),
    log: silent,
  },
);

function decode(body: Uint8Array): Decoded {
  const { id } = JSON.parse(new TextDecoder().decode(body)) as { id: string };
  const origin = { userId: 'u', organizationId: 'o', correlationId: 'c' };
  return { kind: 'event', event: { kind: 'action-requested', actionId: id, origin } };
}

function post(id: string): void {
  enqueuedAt.set(id, performance.now());
  sandbox.enqueue(QUEUE, { body: JSON.stringify({ id, filler }), messageId: id });
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const handled = async (count: number): Promise<void> => {
  while (latencies.length < count) await sleep(1);
};
const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);

bus.start();
post('first');
await handled(1);

latencies = [];
for (let n = 0; n < paced; n += 1) {
  post(`paced-${n}`);
  await sleep(1000 / perSecond);
}
await handled(paced);
const sorted = latencies.sort((a, b) => a - b);
console.log(
  `${perSecond}/s, enqueued to handled: p50 ${at(sorted, 0.5)} ms, p99 ${at(sorted, 0.99)} ms, longest ${at(sorted, 1)} ms`,
);

latencies = [];
const started = performance.now();
for (let n = 0; n < unpaced; n += 1) {
  post(`unpaced-${n}`);
  if (n % 200 === 0) await sleep(0);
}
await handled(unpaced);
const seconds = (performance.now() - started) / 1000;
console.log(`${Math.round(unpaced / seconds)} messages/s (${unpaced} in ${seconds.toFixed(1)} s)`);

await bus.stop();
await close();
