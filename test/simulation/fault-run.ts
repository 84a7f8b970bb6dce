/** A life full of trouble on both sides, then quiet, and what came of it. Everything in it follows from the seed. */
import type { HttpPort } from '@marketplace-bridge/relay';
import type { World } from '../rehearsal/world.ts';
import { deadlock } from '../sandbox/dataverse/faults.ts';
import { seededRandom } from '../sandbox/dataverse/profiles/random.ts';
import type { OrderKind } from '../sandbox/mirakl/order-kinds.ts';
import { problemsAfterQuiet } from '../system/check-invariants.ts';
import { Harness } from '../system/harness.ts';
import { overdue } from '../system/overdue.ts';
import { FaultyPort } from './faulty-port.ts';
import { askSomething, problemsOfActions } from './asking-people.ts';
import { cancelUnit, mapUnknownSkus, moveHouse, openIncident, refundUnit, ship } from './life.ts';
import { NeverBackwards } from './never-backwards.ts';
import { RestartedRelay } from './restarted-relay.ts';
import { portOf } from '../system/ports.ts';

export interface FaultRun {
  readonly problems: readonly string[];
  readonly orders: number;
  readonly salesOrders: number;
  readonly faults: number;
  /** Wishes of people that were carried out, and those that were refused. */
  readonly carriedOut: number;
  readonly refused: number;
}

const minute = 60_000;
const troubleLasts = 12 * minute;
/** What was put off in so short a trouble comes round within this, and what was parked once. */
const quietLasts = 25 * minute;

const kinds: readonly OrderKind[] = [
  'cleared',
  'cleared',
  'discount',
  'vat-by-line',
  'late-address',
  'unknown-sku',
  'waiting-acceptance',
  'uuid-line-ids',
  'wrong-vat',
  'indivisible-net',
  'not-yet-paid',
];

export async function faultRun(seed: number): Promise<FaultRun> {
  const random = seededRandom(seed);
  const harness = new Harness({ seed });
  const { clock, world } = harness;
  world.life.generateBacklog(10 + Math.floor(random() * 30));
  const watch = new NeverBackwards(world);
  const faults = new FaultyPort(clock, random, 0.05 + random() * 0.45);
  const events = new Events(world, random);
  const network = (port: HttpPort): HttpPort =>
    faults.through(
      portOf(async (request, signal) => {
        events.beforeRequest();
        const answer = await port.send(request, signal);
        watch.look();
        return answer;
      }),
    );
  const deaths = Array.from({ length: Math.floor(random() * 4) }, () => Math.floor(random() * 60));
  const relay = new RestartedRelay(harness, { deaths, network });
  await relay.work(troubleLasts);
  faults.end();
  events.end();
  relay.spare();
  world.dataverse.clearFaults();
  await relay.work(quietLasts);
  return {
    problems: [
      ...problemsAfterQuiet(world),
      ...overdue(world),
      ...watch.problems,
      ...blamedOnTrouble(world),
      ...heldForNothing(world),
      ...problemsOfActions(world),
    ],
    orders: world.mirakl.orders.length,
    salesOrders: world.dataverse.rows('salesorder').length,
    carriedOut: actionsThat(world, 927_130_000),
    refused: actionsThat(world, 927_130_001),
    faults: [...faults.struck.values()].reduce((sum, count) => sum + count, 0),
  };
}

function actionsThat({ dataverse }: World, outcome: number): number {
  return dataverse.rows('mpb_action').filter((row) => row.mpb_outcome === outcome).length;
}

/** What customers, the operator, clerks and the platform do between any two requests. */
class Events {
  readonly #world: World;
  readonly #random: () => number;
  #over = false;

  constructor(world: World, random: () => number) {
    this.#world = world;
    this.#random = random;
  }

  end(): void {
    this.#over = true;
  }

  beforeRequest(): void {
    if (this.#over) return;
    const random = this.#random;
    const { dataverse, life } = this.#world;
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
    if (random() < 0.15) life.place(pick(kinds));
    if (random() < 0.15) {
      pick([cancelUnit, refundUnit, openIncident, moveHouse, ship])(this.#world, pick(kinds));
    }
    if (random() < 0.04) mapUnknownSkus(this.#world);
    if (random() < 0.1) askSomething(this.#world, random);
    if (random() < 0.02) dataverse.expireDeltaTokens();
    if (random() < 0.08) {
      const wanted = pick([
        'mpb_orders',
        'salesorders',
        'mpb_exceptions',
        'mpb_actions',
        'mpb_checkpoints',
        'mpb_slots',
        'mpb_rawpages',
      ]);
      dataverse.script({
        operation: ({ method, path }) => method !== 'GET' && path.includes(wanted),
        fault: deadlock,
        times: 1 + Math.floor(random() * 3),
        after: Math.floor(random() * 5),
      });
    }
  }
}

/** Exceptions that no order deserves: the trouble is over. */
const codesOfTrouble = new Set([
  'refused-by-dynamics',
  'acceptance-refused',
  'write-back-refused',
  'totals-differ-in-dynamics',
  'deleted-in-dynamics',
]);

function blamedOnTrouble({ dataverse }: World): string[] {
  return dataverse
    .rows('mpb_exception')
    .filter((row) => row.statecode === 0 && codesOfTrouble.has(String(row.mpb_code)))
    .map((row) => `${String(row.mpb_recordkey)}: ${String(row.mpb_code)}: ${String(row.mpb_cause)}`);
}

const shippable = new Set(['SHIPPING', 'SHIPPED']);

/** A paid order whose addresses are there waits for nothing. */
function heldForNothing({ mirakl, dataverse, clock }: World): string[] {
  const ready = new Set(
    mirakl.orders
      .filter((order) => shippable.has(order.order_state) && order.customer.shipping_address != null)
      // One that was paid since the last walk is not known yet.
      .filter((order) => Date.parse(order.last_updated_date) < clock.now() - 3 * minute)
      .map((order) => order.order_id),
  );
  return dataverse
    .rows('mpb_order')
    .filter((row) => row.mpb_place === 927_130_000 && ready.has(String(row.mpb_name)))
    .map((row) => `${String(row.mpb_name)} waits: ${String(row.mpb_reason)}, until ${String(row.mpb_dueon)}`);
}
