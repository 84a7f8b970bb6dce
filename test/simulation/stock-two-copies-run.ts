/** A shop with two copies of the relay whose requests cross and are late at random, then quiet, and what came of it. */
import type { HttpRequest } from '@marketplace-bridge/relay';
import { seededRandom } from '../sandbox/dataverse/profiles/random.ts';
import { problemsAfterQuiet } from '../system/check-invariants.ts';
import { Crossing } from './crossing.ts';
import { StockLife } from './stock-life.ts';
import { StockOracle } from './stock-oracle.ts';
import { stockProblems } from './stock-problems.ts';
import { StockWatch } from './stock-watch.ts';
import { sources, stockWorld } from './stock-world.ts';
import { takingTurns } from './taking-turns.ts';

export interface StockTwoCopiesRun {
  readonly problems: readonly string[];
  /** Copies that ever sent a stock file. */
  readonly senders: ReadonlySet<string>;
  readonly files: number;
}

const minute = 60_000;
const troubleLasts = 12 * minute;
/** A file that was held up may arrive after a newer one: a census finds what it left behind. */
const quietLasts = 130 * minute;

export async function stockTwoCopiesRun(seed: number): Promise<StockTwoCopiesRun> {
  const random = seededRandom(seed);
  const harness = stockWorld({ seed, source: sources[seed % sources.length]! });
  const { clock, world } = harness;
  const oracle = new StockOracle(world);
  const watch = new StockWatch(world, oracle);
  const life = new StockLife(world, random);
  const senders = new Set<string>();
  let quiet = false;
  const crossing = new Crossing(harness, {
    names: ['relay-1', 'relay-2'],
    random,
    workOf: takingTurns.bind(null, clock),
    before: (port) => watch.through(port),
    hold: () => {
      if (quiet) return null;
      life.beforeRequest(0.15);
      if (random() >= 0.03) return null;
      return { milliseconds: random() * 110_000, at: random() < 0.5 ? 'request' : 'answer' };
    },
    onEffect: ({ copy, request }) => {
      if (isStockFile(request)) senders.add(copy);
    },
  });
  await crossing.work(clock.now() + troubleLasts);
  quiet = true;
  life.end();
  await crossing.work(clock.now() + quietLasts);
  return {
    problems: [...watch.problems, ...stockProblems(world, oracle), ...problemsAfterQuiet(world)],
    senders,
    files: watch.files,
  };
}

function isStockFile({ method, url }: HttpRequest): boolean {
  return method === 'POST' && new URL(url).pathname === '/api/offers/stock/imports';
}
