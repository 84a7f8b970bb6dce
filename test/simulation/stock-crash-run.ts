/** A few minutes of a shop with a relay that dies as planned, and what came of it. */
import type { World } from '../rehearsal/world.ts';
import type { StockSourceName } from '../rehearsal/stock/stock-columns.ts';
import { problemsAfterQuiet } from '../system/check-invariants.ts';
import { listingIds } from '../system/stock/stock-story.ts';
import { calledTooOften } from './called-too-often.ts';
import type { Happening } from './life.ts';
import { RestartedRelay } from './restarted-relay.ts';
import { StockOracle } from './stock-oracle.ts';
import { stockProblems } from './stock-problems.ts';
import { StockWatch } from './stock-watch.ts';
import { stockWorld } from './stock-world.ts';
import { takingTurns } from './taking-turns.ts';

export interface StockCrashRun {
  /** Requests that had their effect, each with its time in seconds since the start. */
  readonly effects: readonly string[];
  readonly diedAsPlanned: boolean;
  readonly problems: readonly string[];
  /** By SKU, what B&Q shows in the end. */
  readonly shown: Readonly<Record<string, number>>;
}

const second = 1_000;
const minute = 60 * second;
/** A refused line is tried again after a quarter of an hour, and a dispatch has been booked by then. */
const lasts = 30 * minute;

/** @param deaths for each incarnation of the relay, how many requests are answered before it dies */
export async function stockCrashRun(
  deaths: readonly number[],
  source: StockSourceName = 'productOnHand',
): Promise<StockCrashRun> {
  const harness = stockWorld({ seed: 1, source, products: 5 });
  const { clock, world } = harness;
  const oracle = new StockOracle(world);
  const watch = new StockWatch(world, oracle);
  const start = clock.now();
  const effects: string[] = [];
  const relay = new RestartedRelay(harness, {
    deaths,
    network: (port) => watch.through(port),
    workOf: takingTurns.bind(null, clock),
    onAnswer: ({ method, url }) =>
      effects.push(`${(clock.now() - start) / 1000} s ${method} ${new URL(url).pathname}`),
  });
  await relay.work(lasts, shopLife);
  return {
    effects,
    diedAsPlanned: relay.diedAsPlanned,
    problems: [
      ...watch.problems,
      ...stockProblems(world, oracle),
      ...problemsAfterQuiet(world),
      ...calledTooOften(world),
    ],
    shown: Object.fromEntries(world.mirakl.offers.map(({ sku, quantity }) => [sku, quantity])),
  };
}

/** One of everything that moves stock, each at its time, and two files that are not taken as they are. */
const shopLife: readonly Happening[] = [
  {
    at: 0,
    happen: (world) => {
      world.mirakl.refuseSku(sku(world, 3), 'The offer is blocked');
    },
  },
  {
    at: 70 * second,
    happen: (world) => {
      world.life.buy(sku(world, 0), 1);
      world.life.buy(`${sku(world, 1)}-AGAIN`, 1);
      world.stock?.change(sku(world, 3), -1);
    },
  },
  {
    at: 130 * second,
    happen: (world) => {
      world.mirakl.script({ operation: 'STO01', times: 1, fault: 'import-fails' });
      world.stock?.set(sku(world, 2), 0);
      saveListing(world, sku(world, 4), { mpb_stocklimit: 2 });
    },
  },
  {
    at: 200 * second,
    happen: (world) => {
      world.stock?.change(sku(world, 2), 9);
      mapAnew(world, `${sku(world, 0)}-THREE`, sku(world, 1));
    },
  },
  {
    at: 270 * second,
    happen: (world) => {
      const order = world.mirakl.orders.find(({ order_state: state }) => state === 'SHIPPING');
      if (order) world.mirakl.events.moveTo(order.order_id, 'SHIPPED');
      world.mirakl.refuseSku(sku(world, 3), null);
      world.dataverse.expireDeltaTokens();
    },
  },
  {
    at: 330 * second,
    happen: (world) => {
      world.stock?.change(sku(world, 0), -1);
      saveListing(world, sku(world, 4), { mpb_stopselling: true });
    },
  },
];

function sku(world: Pick<World, 'stock'>, index: number): string {
  return world.stock?.products[index]?.sku ?? '';
}

function saveListing({ dataverse, environment }: World, sku: string, columns: object): void {
  const { admin } = environment.users;
  dataverse.patchAs({ userId: admin, initiatingUserId: admin }, 'mpb_listing', listingIds(sku).id, {
    ...columns,
  });
}

function mapAnew({ dataverse, environment, stock }: World, sku: string, to: string): void {
  const { admin } = environment.users;
  const mapping = dataverse.find('mpb_skumapping', (row) => row.mpb_sku === sku);
  dataverse.patchAs(
    { userId: admin, initiatingUserId: admin },
    'mpb_skumapping',
    String(mapping?.mpb_skumappingid),
    {
      mpb_productid: stock?.productId(to),
    },
  );
}
