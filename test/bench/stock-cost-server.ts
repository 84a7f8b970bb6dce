/**
 * Both pretend systems with so many listings, on two sockets, and the time that they and the relay live by. The relay is
 * a child of this process, so that its CPU is its own; it is told when to look. `node stock-cost-server.ts <listings>`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { idsOf } from '@marketplace-bridge/relay';
import { createWorld, miraklHost } from '../rehearsal/world.ts';
import { ManualClock } from '../sandbox/clock.ts';
import { wireInstant } from '../sandbox/dataverse/values.ts';
import { serve } from '../sandbox/http.ts';
import { generatedSku } from '../sandbox/mirakl/generated-offers.ts';
import type { BeginMessage, TickMessage, Turn } from './stock-cost-run.ts';

/** One cycle: from changes in Dynamics to what the marketplace said of them, on their listings. */
export interface CycleCost {
  readonly cpuMs: number;
  readonly operations: number;
  readonly requests: number;
  readonly toMarketplace: number;
  readonly lines: number;
}

export interface CostFigures {
  readonly setUpSeconds: number;
  readonly cycles: readonly CycleCost[];
}

const listings = Number(process.argv[2]);
const changesPerCycle = 100;
const [warmUp, measured] = [30, 40];
/** Longer than the minute of the file, so that each cycle finds the slot open. */
const cycleMs = 75_000;

const started = performance.now();
const clock = new ManualClock();
const world = createWorld({ clock, mirakl: { offers: { generated: { count: listings } } } });
const { dataverse, mirakl, environment, marketplaceId } = world;
const productIds = setUp();
let toMarketplace = 0;
const servers = [
  await serve(dataverse),
  await serve({
    handle: (request) => {
      toMarketplace += 1;
      return mirakl.handle(request);
    },
  }),
] as const;
const relay = fork(fileURLToPath(new URL('./stock-cost-run.ts', import.meta.url)));
const turn = async (message: BeginMessage | TickMessage): Promise<Turn> => {
  relay.send(message);
  const [answer] = (await once(relay, 'message')) as [Turn];
  return answer;
};
await once(relay, 'message');
let last = await turn({
  kind: 'begin',
  now: clock.now(),
  token: token(),
  origins: [servers[0].origin, servers[1].origin],
  marketplaceId,
});
const setUpSeconds = (performance.now() - started) / 1000;

const cycles: CycleCost[] = [];
let next = 0;
await cycle(0);
for (let n = 0; n < warmUp + measured; n++) {
  const cost = await cycle(changesPerCycle);
  if (n >= warmUp) cycles.push(cost);
}
const figures: CostFigures = { setUpSeconds, cycles };
process.send?.(figures);
relay.disconnect();
for (const server of servers) await server.close();
process.disconnect();

async function cycle(changes: number): Promise<CycleCost> {
  for (let n = 0; n < changes; n++) {
    // Spread over the catalogue; 7,919 is a prime, so that no two of a cycle are the same.
    const id = productIds[(next++ * 7_919) % listings]!;
    const known = Number(dataverse.get('product', id)?.quantityonhand);
    const admin = environment.users.admin;
    dataverse.patchAs({ userId: admin, initiatingUserId: admin }, 'product', id, {
      quantityonhand: known === 20 ? 30 : known - 1,
    });
  }
  const before = { cpuMs: last.cpuMs, ...dataverse.log.counts, toMarketplace, lines: taken() };
  const end = clock.now() + cycleMs;
  for (;;) {
    last = await turn({ kind: 'tick', now: clock.now(), token: token() });
    if (last.trouble !== null) throw new Error(last.trouble);
    const wait = Math.max(50, last.wait);
    if (clock.now() + wait >= end) break;
    await clock.advance(wait);
  }
  await clock.advance(end - clock.now());
  if (last.open > 0) throw new Error(`${last.open} lines are not dealt with at the end of a cycle`);
  const { operations, requests } = dataverse.log.counts;
  return {
    cpuMs: last.cpuMs - before.cpuMs,
    operations: operations - before.operations,
    requests: requests - before.requests,
    toMarketplace: toMarketplace - before.toMarketplace,
    lines: taken() - before.lines,
  };
}

function taken(): number {
  return mirakl.stockLog.filter(({ accepted }) => accepted).length;
}

function token(): string {
  return dataverse.signInAs(environment.users.relay);
}

/** As after a first census and its first files: both sides agree. */
function setUp(): string[] {
  const ids = idsOf(miraklHost, null);
  const { currencies, priceListId, unitGroupId, unitId, teams } = environment;
  dataverse.engine.patch(
    'mpb_marketplace',
    marketplaceId,
    dataverse.engine.coerceRow('mpb_marketplace', { mpb_stocksource: 927_130_000 }),
  );
  const now = wireInstant(clock.now());
  const skus = Array.from({ length: listings }, (_, index) => generatedSku(index));
  const products = dataverse.insertMany(
    'product',
    rows(skus, (sku) => ({
      name: `Article ${sku}`,
      productnumber: sku,
      quantitydecimal: 0,
      quantityonhand: 30,
      defaultuomscheduleid: unitGroupId,
      defaultuomid: unitId,
      pricelevelid: priceListId,
      transactioncurrencyid: currencies.gbp,
      statecode: 0,
    })),
  );
  dataverse.insertMany(
    'mpb_listing',
    rows(skus, (sku, index) => ({
      mpb_listingid: ids.id('listing', sku),
      mpb_name: sku,
      mpb_listingkey: ids.listingKey(sku),
      mpb_marketplaceid: marketplaceId,
      mpb_sku: sku,
      mpb_productid: products[index],
      mpb_target: 30,
      mpb_published: 30,
      mpb_available: 30,
      mpb_publishedon: now,
      mpb_answer: 'Accepted',
      mpb_answeredon: now,
      mpb_place: 927_130_002,
      ownerid: teams.operations,
      owneridtype: 'team',
    })),
  );
  return products;
}

function* rows<T>(skus: readonly string[], rowOf: (sku: string, index: number) => T): Iterable<T> {
  for (const [index, sku] of skus.entries()) yield rowOf(sku, index);
}
