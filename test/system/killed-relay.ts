/**
 * The relay as a real process that is killed over and over (SIGKILL: nothing of it gets to tidy up), while both pretend
 * systems live on, customers go on ordering and changing their minds, and a clerk repairs mappings.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startRelay, type RelayProcess } from '../rehearsal/relay-process.ts';
import { createWorld, type World } from '../rehearsal/world.ts';
import { runningClock } from '../sandbox/clock.ts';
import { seededRandom } from '../sandbox/dataverse/profiles/random.ts';
import { serve, type SandboxCore, type Served } from '../sandbox/http.ts';
import type { OrderKind } from '../sandbox/mirakl/order-kinds.ts';
import { cancelUnit, mapUnknownSkus, moveHouse, openIncident, refundUnit, ship } from '../simulation/life.ts';
import { halves, problemsAfterQuiet } from './check-invariants.ts';
import { overdue } from './overdue.ts';
import { snapshotOf } from './snapshot.ts';

export interface KillOptions {
  readonly times: number;
  readonly seed: number;
  readonly speed: number;
  /** Orders that are there before the first start. */
  readonly backlog: number;
  /** Runs what was built instead of the sources: starts in a third of the time. */
  readonly compiled: boolean;
  /** Told after each kill. */
  readonly onKill?: (kill: Kill) => void;
}

export interface Kill {
  readonly number: number;
  /** Where it struck: at a request that it had sent, before or after its effect, or at any instruction. */
  readonly point: string;
}

export interface KillResult {
  readonly kills: number;
  readonly orders: number;
  readonly salesOrders: number;
  /** Orders with more than one Sales Order. */
  readonly doubled: number;
  /** Orders on the marketplace that Dynamics does not know. */
  readonly lost: number;
  /** Sales Orders that are not whole, or that their order does not know. */
  readonly half: number;
  /** Everything that does not hold, those above included, in words. */
  readonly problems: readonly string[];
}

const minute = 60_000;
/** Walks, write-backs and late addresses come round within this; parked orders try again only later. */
const quietAfter = 6 * minute;
const longestQuiet = 60 * minute;
const kinds: readonly OrderKind[] = [
  'cleared',
  'cleared',
  'cleared',
  'discount',
  'vat-by-line',
  'late-address',
  'unicode-name',
  'unknown-sku',
  'waiting-acceptance',
  'uuid-line-ids',
  'wrong-vat',
  'indivisible-net',
];

export async function killAgainAndAgain(options: KillOptions): Promise<KillResult> {
  const { times, seed, speed, compiled } = options;
  const clock = runningClock(speed);
  const world = createWorld({ clock, seed });
  world.life.generateBacklog(options.backlog);
  const random = seededRandom(seed);
  const wire = new KillingWire();
  const mirakl = await serve(wire.around('B&Q', world.mirakl));
  const dataverse = await serve(wire.around('Dynamics', world.dataverse));
  let kills = 0;
  const life = liveOn(world, random, speed);
  try {
    for (let number = 1; number <= times; number++) {
      const relay = start(world, { mirakl, dataverse, speed, compiled });
      const point = random() < 0.3 ? anyInstant(random()) : aRequest(random(), random());
      const where = await wire.kill(relay, point);
      kills += 1;
      options.onKill?.({ number, point: where });
    }
    life.stop();
    const last = start(world, { mirakl, dataverse, speed, compiled });
    const problems = await afterQuiet(world);
    await last.stop();
    return { kills, ...figuresOf(world), problems };
  } finally {
    life.stop();
    await Promise.all([mirakl.close(), dataverse.close()]);
  }
}

function start(
  world: World,
  at: { mirakl: Served; dataverse: Served; speed: number; compiled: boolean },
): RelayProcess {
  return startRelay(world, {
    miraklOrigin: at.mirakl.origin,
    dataverseOrigin: at.dataverse.origin,
    speed: at.speed,
    name: 'killed',
    compiled: at.compiled,
  });
}

type Point =
  | { readonly kind: 'instant'; readonly afterMs: number }
  | { readonly kind: 'request'; readonly number: number; readonly effect: 'before' | 'after' };

/** Start-up included: a process that is killed before it sent anything is a case too. */
function anyInstant(chance: number): Point {
  return { kind: 'instant', afterMs: 50 + chance * 2_500 };
}

function aRequest(chance: number, other: number): Point {
  return { kind: 'request', number: 1 + Math.floor(chance * 40), effect: other < 0.5 ? 'before' : 'after' };
}

/** Stands at the doors of both systems and kills the relay at the request that was chosen. */
class KillingWire {
  #armed: { left: number; effect: 'before' | 'after'; strike: (where: string) => void } | null = null;

  around(name: string, core: SandboxCore): SandboxCore {
    return {
      handle: async (request) => {
        const armed = this.#armed;
        const struck = armed !== null && (armed.left -= 1) === 0;
        const where = `${request.method} ${name} ${request.url.split(/[?(]/)[0] ?? ''}`;
        if (struck && armed.effect === 'before') {
          armed.strike(`before ${where}`);
          return { status: 0, headers: {}, body: '', wire: 'drop' };
        }
        const answer = await core.handle(request);
        if (struck) armed.strike(`after ${where}`);
        return answer;
      },
    };
  }

  /** Kills the relay and answers where it struck, once the process is no more. */
  async kill(relay: RelayProcess, point: Point): Promise<string> {
    const instant = new AbortController();
    const struck = new Promise<string>((resolve) => {
      // A relay that has nothing to do sends nothing for a while: then any instant will do.
      const afterMs = point.kind === 'instant' ? point.afterMs : 6_000;
      void sleep(afterMs, `after ${Math.round(afterMs)} ms`, { signal: instant.signal }).then(
        resolve,
        () => undefined,
      );
      if (point.kind === 'instant') return;
      this.#armed = {
        left: point.number,
        effect: point.effect,
        strike: (where) => {
          relay.child.kill('SIGKILL');
          resolve(where);
        },
      };
    });
    const where = await struck;
    instant.abort();
    this.#armed = null;
    await relay.kill();
    return where;
  }
}

/** Orders and changes of mind, several a second of real time, until stopped. */
function liveOn(world: World, random: () => number, speed: number): { stop: () => void } {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const changes = [cancelUnit, refundUnit, openIncident, moveHouse, ship];
  const timer = setInterval(() => {
    if (random() < 0.6) world.life.place(pick(kinds));
    if (random() < 0.15) pick(changes)(world, pick(kinds));
    if (random() < 0.05) mapUnknownSkus(world);
  }, 10_000 / speed);
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}

function figuresOf(world: World): Omit<KillResult, 'kills' | 'problems'> {
  const { seen, roots, salesOrders } = snapshotOf(world);
  const made = new Map<string, number>();
  for (const { orderId } of salesOrders) made.set(orderId, (made.get(orderId) ?? 0) + 1);
  const known = new Set(roots.map(({ orderId }) => orderId));
  return {
    orders: seen.length,
    salesOrders: salesOrders.length,
    doubled: [...made.values()].filter((count) => count > 1).length,
    lost: seen.filter(({ orderId }) => !known.has(orderId)).length,
    half: halves(world).length,
  };
}

async function afterQuiet(world: World): Promise<string[]> {
  const { clock } = world;
  const end = clock.now() + longestQuiet;
  await clock.sleep(quietAfter);
  for (;;) {
    const problems = [...problemsAfterQuiet(world), ...overdue(world)];
    if (problems.length === 0 || clock.now() > end) return problems;
    await clock.sleep(minute / 2);
  }
}
