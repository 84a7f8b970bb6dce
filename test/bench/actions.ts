/**
 * What a button costs: twenty people's wishes a second for a minute, from the message in the queue to the outcome on the
 * action row. The relay is a process of its own; broker, Dynamics and clicking people are this one. Once with the limits
 * of Dynamics off (how fast), once with them on (what share of the allowance a wish takes).
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRelay } from '../rehearsal/relay-process.ts';
import { createWorld, type World } from '../rehearsal/world.ts';
import { runningClock } from '../sandbox/clock.ts';
import { serve } from '../sandbox/http.ts';

const orders = 300;
const perSecond = 20;
const seconds = 60;
const retry = 927_130_000;

spawnSync(
  process.execPath,
  [join(import.meta.dirname, '../../node_modules/typescript/bin/tsc'), '-b', 'relay'],
  {
    cwd: join(import.meta.dirname, '../..'),
    stdio: 'inherit',
  },
);
await measure('limits off', 'off', 10_000_000);
await measure('limits on', {});

async function measure(
  name: string,
  protection: 'off' | Record<string, never>,
  allowance = 6000,
): Promise<void> {
  const world = createWorld({
    clock: runningClock(1),
    events: { way: 'bus', profile: 'immediate' },
    dynamics: { limits: { protection } },
  });
  world.life.generateBacklog(orders, { mix: { 'unknown-sku': 1 } });
  const outcomes = watchOutcomes(world);
  const [mirakl, dataverse] = [await serve(world.mirakl), await serve(world.dataverse)];
  const events = await world.events!.open(world.dataverse);
  const relay = startRelay(world, {
    miraklOrigin: mirakl.origin,
    dataverseOrigin: dataverse.origin,
    speed: 1,
    events,
    allowance,
    compiled: true,
    onTrouble: (message) => {
      console.error(`  the relay says: ${message}`);
    },
  });
  try {
    await until(() => open(world).length >= orders, 120_000, 'orders are held up');
    await sleep(5_000);
    const before = { ...world.dataverse.log.counts };
    await click(world);
    await until(() => outcomes.waiting() === 0, 120_000, 'every wish is answered');
    const { requests, operations } = world.dataverse.log.counts;
    const count = outcomes.latencies.length;
    const sorted = outcomes.latencies.toSorted((a, b) => a - b);
    const at = (share: number) => `${Math.round(sorted[Math.min(count - 1, Math.floor(count * share))]!)} ms`;
    console.log(`  ${name}: ${count} wishes at ${perSecond} a second`);
    console.log(`    from the queue to the outcome     median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`);
    console.log(
      `    share of the allowance            ${((requests - before.requests) / count).toFixed(2)} requests, ` +
        `${((operations - before.operations) / count).toFixed(2)} operations per wish`,
    );
  } finally {
    await relay.stop();
    await Promise.all([mirakl.close(), dataverse.close(), world.events!.close()]);
  }
}

/** Times each action from the moment that its message is in the queue to the first request after which it has an outcome. */
function watchOutcomes(world: World): { latencies: number[]; waiting(): number } {
  const since = new Map<string, number>();
  const latencies: number[] = [];
  const bus = world.events!.serviceBus!;
  const enqueue = bus.enqueue.bind(bus);
  bus.enqueue = (queue, message) => {
    const context = JSON.parse(String(message.body)) as {
      PrimaryEntityId: string;
      PrimaryEntityName: string;
    };
    if (context.PrimaryEntityName === 'mpb_action') since.set(context.PrimaryEntityId, performance.now());
    enqueue(queue, message);
  };
  const handle = world.dataverse.handle.bind(world.dataverse);
  world.dataverse.handle = async (request) => {
    const answer = await handle(request);
    for (const [id, start] of since) {
      if (world.dataverse.get('mpb_action', id)?.mpb_outcome == null) continue;
      latencies.push(performance.now() - start);
      since.delete(id);
    }
    return answer;
  };
  return { latencies, waiting: () => perSecond * seconds - latencies.length };
}

function open(world: World) {
  return world.dataverse.rows('mpb_exception').filter((row) => row.statecode === 0);
}

/** People press Retry, each on another order, evenly over the minute. */
async function click(world: World): Promise<void> {
  const exceptions = open(world);
  const userId = world.environment.users.operations;
  const start = performance.now();
  for (let index = 0; index < perSecond * seconds; index++) {
    const exception = exceptions[index % exceptions.length]!;
    world.dataverse.createAs({ userId, initiatingUserId: userId }, 'mpb_action', {
      mpb_name: 'Retry',
      mpb_kind: retry,
      mpb_orderid: exception.mpb_orderid ?? null,
      mpb_exceptionid: String(exception.mpb_exceptionid),
      mpb_marketplaceid: world.marketplaceId,
    });
    await sleep(Math.max(0, start + ((index + 1) * 1000) / perSecond - performance.now()));
  }
}

async function until(condition: () => boolean, longest: number, what: string): Promise<void> {
  const end = performance.now() + longest;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Not in time: ${what}.`);
    await sleep(200);
  }
}
