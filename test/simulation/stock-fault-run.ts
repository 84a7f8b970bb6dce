/** A market full of trouble on both sides, then quiet, and what came of it. Everything in it follows from the seed. */
import type { HttpPort } from '@marketplace-bridge/relay';
import type { World } from '../rehearsal/world.ts';
import { deadlock } from '../sandbox/dataverse/faults.ts';
import { seededRandom } from '../sandbox/dataverse/profiles/random.ts';
import { problemsAfterQuiet } from '../system/check-invariants.ts';
import { portOf } from '../system/ports.ts';
import { FaultyPort } from './faulty-port.ts';
import { RestartedRelay } from './restarted-relay.ts';
import { StockLife } from './stock-life.ts';
import { StockOracle } from './stock-oracle.ts';
import { stockProblems } from './stock-problems.ts';
import { StockWatch } from './stock-watch.ts';
import { sources, stockWorld } from './stock-world.ts';
import { takingTurns } from './taking-turns.ts';

export interface StockFaultRun {
  readonly problems: readonly string[];
  readonly files: number;
  readonly lines: number;
  readonly faults: number;
  readonly happened: ReadonlyMap<string, number>;
}

const minute = 60_000;
const troubleLasts = 15 * minute;
/** A refusal is tried again, and a census of what changed comes round. */
const quietLasts = 80 * minute;

export async function stockFaultRun(seed: number): Promise<StockFaultRun> {
  const random = seededRandom(seed);
  const source = sources[seed % sources.length]!;
  const harness = stockWorld({ seed, source });
  const { clock, world } = harness;
  const oracle = new StockOracle(world);
  const watch = new StockWatch(world, oracle);
  const life = new StockLife(world, random);
  const faults = new FaultyPort(clock, random, seed % 4 === 0 ? 0 : 0.02 + random() * 0.3);
  const trouble = new StockTrouble(world, random);
  let quiet = false;
  const network = (port: HttpPort): HttpPort => {
    const watched = watch.through(port);
    return faults.through(
      portOf((request, signal) => {
        if (!quiet) {
          life.beforeRequest(0.2);
          trouble.beforeRequest();
        }
        return watched.send(request, signal);
      }),
    );
  };
  const deaths = Array.from({ length: Math.floor(random() * 5) }, () => Math.floor(random() * 150));
  const workOf = takingTurns.bind(null, clock);
  const relay = new RestartedRelay(harness, { deaths, network, workOf });
  await relay.work(troubleLasts);
  quiet = true;
  faults.end();
  relay.spare();
  life.end();
  trouble.end();
  await relay.work(quietLasts);
  return {
    problems: [...watch.problems, ...stockProblems(world, oracle), ...problemsAfterQuiet(world)],
    files: watch.files,
    lines: watch.lines,
    faults: [...faults.struck.values()].reduce((sum, count) => sum + count, 0),
    happened: life.happened,
  };
}

/** What goes wrong with stock on either side between any two requests. */
class StockTrouble {
  readonly #world: World;
  readonly #random: () => number;

  constructor(world: World, random: () => number) {
    this.#world = world;
    this.#random = random;
  }

  beforeRequest(): void {
    const random = this.#random;
    const { dataverse, mirakl } = this.#world;
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
    const { sku } = pick(mirakl.offers);
    if (random() < 0.01) dataverse.expireDeltaTokens();
    if (random() < 0.01) mirakl.refuseSku(sku, pick([null, 'The offer is blocked']));
    if (random() < 0.005) mirakl.poisonSku(sku, random() < 0.5);
    if (random() < 0.01) mirakl.changeOffer(sku, { quantity: Math.floor(random() * 40) });
    if (random() < 0.02) {
      const fault = pick([
        'import-fails',
        { importTakes: Math.floor(random() * 5 * minute) },
        'answer-lost',
        { status: 429, retryAfter: 1 + Math.floor(random() * 120) },
        { status: 503 },
      ] as const);
      mirakl.script({ operation: 'STO01', times: 1, fault });
    }
    if (random() < 0.01)
      mirakl.script({
        operation: pick(['STO02', 'STO03', 'OF21', 'OF53', 'OF54']),
        times: 1,
        fault: { status: 500 },
      });
    if (random() < 0.02) {
      const wanted = pick(['mpb_listings', 'mpb_stockfiles', 'mpb_checkpoints', 'mpb_slots', 'mpb_censuses']);
      dataverse.script({
        operation: ({ method, path }) => method !== 'GET' && path.includes(wanted),
        fault: deadlock,
        times: 1 + Math.floor(random() * 3),
        after: Math.floor(random() * 5),
      });
    }
  }

  end(): void {
    const { dataverse, mirakl } = this.#world;
    dataverse.clearFaults();
    mirakl.clearScripts();
    for (const { sku } of mirakl.offers) {
      mirakl.refuseSku(sku, null);
      mirakl.poisonSku(sku, false);
    }
  }
}
