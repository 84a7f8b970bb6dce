/**
 * What a button costs: twenty people's wishes a second, from the message in the queue to the outcome on the action row.
 * The relay is a process of its own; broker, Dynamics and clicking people are this one. Twice, beside two bars:
 *
 *   limits off  how fast: 99 of 100 wishes within 300 ms, at two cores
 *   limits on   what share of the allowance: at most 4 operations a wish. Dynamics lets 6,000 operations pass in five
 *               minutes, so that this run is short enough to fit in, import and all
 *
 * People retry orders that are held up since yesterday: the first retry of each moves its next try as well, those after
 * that find everything as it was.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRelay } from '../rehearsal/relay-process.ts';
import { createWorld, type World } from '../rehearsal/world.ts';
import { runningClock } from '../sandbox/clock.ts';
import { serve } from '../sandbox/http.ts';
import { WishOutcomes } from './wish-outcomes.ts';

const perSecond = 20;
const longestMs = 300;
const mostOperations = 4;
/** Of these, a second apart, for comparison: what waiting for company costs. */
const alone = 15;
/** What the relay allows itself of the 6,000 for events in five minutes (relay/src/dataverse/pacer.ts). */
const allowedPerSecond = (6000 * 0.95 * 0.97) / 300;
const retry = 927_130_000;
const hour = 3_600_000;

interface Run {
  readonly name: string;
  readonly protection: 'off' | Record<string, never>;
  readonly allowance: number;
  readonly orders: number;
  readonly seconds: number;
}

const root = join(import.meta.dirname, '../..');
spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'relay'], {
  cwd: root,
  stdio: 'inherit',
});

await measure({ name: 'limits off', protection: 'off', allowance: 10_000_000, orders: 300, seconds: 60 });
await measure({ name: 'limits on', protection: {}, allowance: 6000, orders: 80, seconds: 20 });

async function measure(run: Run): Promise<void> {
  const { name, orders, seconds } = run;
  const world = createWorld({
    clock: runningClock(1),
    events: { way: 'bus', profile: 'immediate' },
    dynamics: { limits: { protection: run.protection } },
  });
  world.life.generateBacklog(orders, { mix: { 'unknown-sku': 1 } });
  const outcomes = new WishOutcomes(world);
  const [mirakl, dataverse] = [await serve(world.mirakl), await serve(world.dataverse)];
  const events = await world.events!.open(world.dataverse);
  const relay = startRelay(world, {
    miraklOrigin: mirakl.origin,
    dataverseOrigin: dataverse.origin,
    speed: 1,
    events,
    allowance: run.allowance,
    compiled: true,
    onTrouble: (message) => {
      console.error(`  the relay says: ${message}`);
    },
  });
  try {
    await until(() => openExceptions(world).length >= orders, 'orders are held up');
    parkedYesterday(world);
    await sleep(5_000);
    await press(world, { wishes: alone, everyMs: 1000 });
    await until(() => outcomes.count === alone, 'every lone wish is answered');
    const lone = sorted(outcomes.take());
    parkedYesterday(world);
    const before = { ...world.dataverse.log.counts };
    const wishes = perSecond * seconds;
    await press(world, { wishes, everyMs: 1000 / perSecond, name });
    await until(() => outcomes.count === wishes, 'every wish is answered');
    const { requests, operations } = world.dataverse.log.counts;
    const crowd = sorted(outcomes.take());
    const each = (operations - before.operations) / crowd.length;
    const times = at(crowd, 0.5) / at(lone, 0.5);
    console.log(`  ${name}: ${crowd.length} wishes at ${perSecond} a second about ${orders} orders`);
    console.log(
      `    from the queue to the outcome  median ${ms(at(crowd, 0.5))}, p99 ${ms(at(crowd, 0.99))}, longest ${ms(at(crowd, 1))}`,
    );
    console.log(
      `    one alone                      median ${ms(at(lone, 0.5))}; in company ${times.toFixed(1)} times as long`,
    );
    console.log(
      `    of the allowance of Dynamics   ${each.toFixed(2)} operations and ${((requests - before.requests) / crowd.length).toFixed(2)} requests a wish, ` +
        `which carries ${(allowedPerSecond / each).toFixed(1)} wishes a second without end`,
    );
    if (run.protection === 'off') verdict(`p99 of ${longestMs} ms`, at(crowd, 0.99) / longestMs);
    else verdict(`${mostOperations} operations a wish`, each / mostOperations);
  } finally {
    await relay.stop();
    await Promise.all([mirakl.close(), dataverse.close(), world.events!.close()]);
  }
}

function verdict(bar: string, share: number): void {
  const passed = share <= 1 ? 'held' : 'MISSED';
  console.log(`    the bar, ${bar}: ${passed}, at ${Math.round(share * 100)} per cent of it`);
}

function openExceptions(world: World) {
  return world.dataverse.rows('mpb_exception').filter((row) => row.statecode === 0);
}

/** As after a day of tries that came to nothing. */
function parkedYesterday(world: World): void {
  const due = new Date(world.clock.now() + 20 * hour).toISOString();
  for (const row of world.dataverse.rows('mpb_order')) {
    world.dataverse.patchAs({}, 'mpb_order', String(row.mpb_orderid), { mpb_attempts: 7, mpb_dueon: due });
  }
}

/** People press Retry, one after the other, each on another order. */
async function press(
  world: World,
  { wishes, everyMs, name }: { wishes: number; everyMs: number; name?: string },
): Promise<void> {
  const exceptions = openExceptions(world);
  const userId = world.environment.users.operations;
  const start = performance.now();
  for (let index = 0; index < wishes; index++) {
    const exception = exceptions[index % exceptions.length]!;
    world.dataverse.createAs({ userId, initiatingUserId: userId }, 'mpb_action', {
      mpb_name: 'Retry',
      mpb_kind: retry,
      mpb_orderid: exception.mpb_orderid ?? null,
      mpb_exceptionid: String(exception.mpb_exceptionid),
      mpb_marketplaceid: world.marketplaceId,
    });
    if (name !== undefined) progress(name, index + 1, wishes);
    await sleep(Math.max(0, start + (index + 1) * everyMs - performance.now()));
  }
}

function progress(name: string, done: number, all: number): void {
  if (!process.stderr.isTTY || (done % perSecond !== 0 && done < all)) return;
  process.stderr.write(`\r  ${name}: ${done} of ${all} wishes${done === all ? '\r\u001B[K' : ''}`);
}

function sorted(latencies: readonly number[]): number[] {
  return latencies.toSorted((a, b) => a - b);
}

function at(of: readonly number[], share: number): number {
  return of[Math.min(of.length - 1, Math.floor(of.length * share))]!;
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 180_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Not in time: ${what}.`);
    await sleep(100);
  }
}
