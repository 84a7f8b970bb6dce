/**
 * One run in a process of its own, so that its CPU and its memory are its own: the census, or a reading of the same bytes
 * that merely parses them. `node stock-census-run.ts census|read|parse <port> <count>`
 */
import { readFileSync } from 'node:fs';
import { dataverseClient } from '../../relay/src/dataverse/http-client.ts';
import { shareOf } from '../../relay/src/dataverse/pacer.ts';
import { idsOf } from '../../relay/src/flows/ids.ts';
import type { Ports } from '../../relay/src/flows/ports.ts';
import { sampleMarketplace } from '../../relay/src/flows/sample-marketplace.ts';
import { Census } from '../../relay/src/flows/stock/census/census.ts';
import { stockPolicyOf } from '../../relay/src/domain/stock/policy-reading.ts';
import { miraklClient } from '../../relay/src/mirakl/http-client.ts';
import { readOffers } from '../../relay/src/mirakl/offers-file.ts';
import { systemChance } from '../../relay/src/chance.ts';
import { systemClock, type Clock } from '../../relay/src/clock.ts';
import { undiciPort } from '../../relay/src/undici-port.ts';
import { fileRows, marketplaceId } from './stock-census-market.ts';

const [kind = 'census', port = '0', size = '0'] = process.argv.slice(2);
const origin = `http://127.0.0.1:${port}`;
const count = Number(size);
const listings = `${origin}/api/data/v9.2/mpb_listings?$orderby=mpb_listingkey&$top=2000&$filter=`;

/** Sleeps pass at once: what is measured is work. */
let slept = 0;
const real = systemClock();
const clock: Clock = {
  ...real,
  monotonic: () => real.monotonic() + slept,
  now: () => new Date(real.now().getTime() + slept),
  sleep: (ms) => {
    slept += ms;
    return Promise.resolve();
  },
};
const chance = systemChance();
const http = undiciPort();
const silent = { info: () => undefined, warn: () => undefined, error: console.error };
const ports: Ports = {
  clock,
  chance,
  log: silent,
  mirakl: miraklClient({ origin, apiKey: 'key' }, { http, clock, chance }),
  dataverse: dataverseClient(
    // Room for a census at once: pacing costs time, and no work.
    { origin, limits: { ...shareOf(1), operations: 10_000_000, executionMs: 1e12 } },
    { http, clock, chance, tokens: { token: () => Promise.resolve('token') } },
  ),
};

const before = process.cpuUsage();
let cpu: number | null = null;
if (kind === 'census') await census();
else if (kind === 'read') await readBothSides();
else cpu = await parseBothSides();
const used = process.cpuUsage(before);
process.send?.({
  cpuSeconds: cpu ?? (used.user + used.system) / 1e6,
  peakMegabytes: peak(),
});
await http.close();
process.disconnect();

/** Of this process from its own beginning; `maxRSS` counts what its parent was before. */
function peak(): number {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

async function census(): Promise<void> {
  const ids = idsOf('bench.test', null);
  const columns = {
    source: 'productOnHand',
    warehouses: null,
    demandRule: null,
    settleMinutes: null,
    bufferRule: 'constant',
    bufferValue: 1,
    allocationPercent: null,
    limit: null,
    lowStock: null,
    everyMinutes: null,
    quietHours: '00:00-23:59',
    timeZone: 'UTC',
    staleAfterMinutes: null,
    maxHoldMinutes: null,
    floor: null,
  } as const;
  const marketplace = sampleMarketplace({ id: marketplaceId, ids, stock: stockPolicyOf(columns) });
  const flow = new Census(
    ports,
    { host: 'bench.test', shopId: null, ids, organizationId: 'organisation' },
    {
      leadership: { held: true, assertHeld: () => undefined },
      marketplace: () => marketplace,
      ordersReadUntil: () => clock.now().toISOString(),
      stock: {
        force: () => undefined,
        nowMoving: () => new Set(),
        status: () => ({
          running: true,
          hold: null,
          nextFileOn: null,
          waiting: 0,
          onItsWay: 0,
          lastFile: null,
          latency: null,
          sweep: null,
          trouble: null,
        }),
      },
    },
  );
  while (flow.status().last === null) {
    await clock.sleep(await flow.tick());
    const { trouble, hold } = flow.status();
    if (trouble !== null || hold !== null) throw new Error(trouble ?? hold ?? '');
  }
}

/** The same parsers over the same network, and nothing else. */
async function readBothSides(): Promise<void> {
  for (let file = 0; file * fileRows < count; file += 1) {
    await drained(ports.mirakl.offersChunk(`${origin}/api/offers/file/${file}`));
  }
  for (let after: string | null = null; ;) {
    const answer = await ports.dataverse.send({ method: 'GET', path: listings + behind(after) });
    after = lastOf(answer.body);
    if (after === null) break;
  }
}

/** The parsers alone; what the network costs is left out. Answers their CPU in seconds. */
async function parseBothSides(): Promise<number> {
  let spent = 0;
  const measured = async <T>(parse: () => T | Promise<T>): Promise<T> => {
    const start = process.cpuUsage();
    const parsed = await parse();
    const { user, system } = process.cpuUsage(start);
    spent += (user + system) / 1e6;
    return parsed;
  };
  const never = new AbortController().signal;
  const get = async (url: string) => (await http.send({ method: 'GET', url, headers: {} }, never)).body;
  for (let file = 0; file * fileRows < count; file += 1) {
    const bytes = await get(`${origin}/api/offers/file/${file}`);
    await measured(() => drained(readOffers(inPieces(bytes))));
  }
  for (let after: string | null = null; ;) {
    const bytes = await get(listings + behind(after));
    after = await measured(() => lastOf(JSON.parse(new TextDecoder().decode(bytes))));
    if (after === null) return spent;
  }
}

async function drained(pages: AsyncIterable<unknown>): Promise<void> {
  const each = pages[Symbol.asyncIterator]();
  while ((await each.next()).done !== true);
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) {
    await Promise.resolve();
    yield bytes.subarray(at, at + 65_536);
  }
}

function behind(after: string | null): string {
  return after === null ? 'true' : `mpb_listingkey gt '${after}'`;
}

function lastOf(body: unknown): string | null {
  const { value } = body as { value: { mpb_listingkey: string }[] };
  return value.at(-1)?.mpb_listingkey ?? null;
}
