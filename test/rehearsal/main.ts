/** `npm start`: the pretend B&Q and the pretend Dynamics, the relay between them, and a page that shows what happens. */
import { setTimeout as sleep } from 'node:timers/promises';
import { runningClock } from '../sandbox/clock.ts';
import { serve } from '../sandbox/http.ts';
import { switchesOf } from './host/switches.ts';
import { showRoom } from './host/show-room.ts';
import { loadInto } from './load.ts';
import { readOptions, usage, type RehearsalOptions } from './options.ts';
import { Progress, summary } from './progress.ts';
import { startRelay } from './relay-process.ts';
import { reportOf, writeReport } from './report.ts';
import { isSettled, stateOfOrders } from './state-of-orders.ts';
import { StockMovements } from './stock/stock-movements.ts';
import { statusPage } from './status-page/status-page.ts';
import { createWorld, type World } from './world.ts';

/** Rehearsal must end by itself; a backlog of 20,000 orders at full speed stays well below. */
const longestOnce = 30 * 60_000;

/** Two of everything are kept back, as somebody would who sells in a shop as well. */
const smallBuffer = { mpb_bufferrule: 927_130_000, mpb_buffervalue: 2 };

process.exitCode = await main();

async function main(): Promise<number> {
  let options: RehearsalOptions | 'help';
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (options === 'help') {
    console.log(usage);
    return 0;
  }
  return rehearse(options);
}

async function rehearse(options: RehearsalOptions): Promise<number> {
  const world = createWorld({
    clock: runningClock(options.speed),
    seed: options.seed,
    events: { way: options.events },
    stock: { policy: smallBuffer },
  });
  const problems = loadInto(world, options);
  for (const { file, reason } of problems) console.error(`not loaded: ${file}: ${reason}`);
  if (options.miraklData === null) world.life.generateBacklog(options.orders);

  const mirakl = await serve(world.mirakl);
  const dataverse = await serve(world.dataverse);
  const eventSettings = await world.events?.open(world.dataverse);
  const page = options.once
    ? null
    : await serve(
        showRoom(world, statusPage(world), { speed: options.speed, switches: switchesOf(world) }),
        options.port,
      );
  const progress = new Progress();
  const relay = startRelay(world, {
    miraklOrigin: mirakl.origin,
    dataverseOrigin: dataverse.origin,
    speed: options.speed,
    ...(eventSettings ? { events: eventSettings } : {}),
    onTrouble: (message) => {
      progress.interrupt(`The relay says: ${message}`);
    },
  });
  console.log(`Pretend B&Q (Mirakl)      ${mirakl.origin}`);
  console.log(`Pretend Dynamics          ${dataverse.origin}/api/data/v9.2/`);
  if (page) {
    console.log('\nOpen in a browser');
    console.log(`  Dynamics, as somebody who works there   ${page.origin}/app`);
    console.log(`  where every order is                    ${page.origin}\n`);
  }
  if (!options.once && options.perMinute > 0) comesAlive(world, options.perMinute);

  const stopped = new AbortController();
  process.once('SIGINT', () => {
    stopped.abort();
  });
  process.once('SIGTERM', () => {
    stopped.abort();
  });
  void relay.exited.then(() => {
    stopped.abort();
  });

  const settled = await watch(world, options, progress, stopped.signal);
  const relayDied = relay.child.exitCode !== null;
  if (!relayDied) await relay.stop();
  const state = stateOfOrders(world);
  console.log(summary(state));
  const report = reportOf(world, state, problems);
  console.log(
    `\nRequests: ${report.requests.mirakl.total} to B&Q, ${report.requests.dataverse.requests} to Dynamics (${report.requests.dataverse.operations} operations)`,
  );
  if (options.report !== null) {
    writeReport(options.report, report);
    console.log(`Report written to ${options.report}`);
  }
  await Promise.all([mirakl.close(), dataverse.close(), page?.close(), world.events?.close()]);
  if (relayDied) console.error('\nThe relay ended by itself; its messages are above.');
  if (options.once && !settled && !relayDied) console.error('\nNot everything was imported in time.');
  return (options.once ? settled : !relayDied) && report.identityHolds ? 0 : 1;
}

/** Customers on the marketplace and elsewhere; goods come and leave, so that stock is never still for long. */
function comesAlive(world: World, perMinute: number): void {
  world.life.live(perMinute);
  if (world.stock === null) return;
  const movements = new StockMovements(world, {
    perMinute: { sale: perMinute, dispatch: perMinute / 2, receipt: perMinute / 8, return: perMinute / 40 },
  });
  const goOn = (): void => {
    world.mirakl.plan(movements.nextAt, () => {
      movements.upTo(world.clock.now());
      goOn();
    });
  };
  goOn();
}

/** Shows progress until everything is settled (with --once) or somebody stops it. */
async function watch(
  world: World,
  options: RehearsalOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<boolean> {
  const until = performance.now() + longestOnce;
  try {
    while (!signal.aborted) {
      const state = stateOfOrders(world);
      progress.show(state);
      if (options.once && isSettled(world, state)) return true;
      if (options.once && performance.now() > until) return false;
      await sleep(options.once ? 250 : 1000, undefined, { signal }).catch(() => undefined);
    }
    return false;
  } finally {
    progress.end();
  }
}
