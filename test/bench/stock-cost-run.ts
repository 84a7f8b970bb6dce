/**
 * The stock flow alone in a process of its own: it looks when it is told to, and says what CPU it has used since its
 * start. Forked by `stock-cost-server.ts`, whose time it lives by.
 */
import type { Clock } from '../../relay/src/clock.ts';
import { systemChance } from '../../relay/src/chance.ts';
import { dataverseClient } from '../../relay/src/dataverse/http-client.ts';
import { shareOf } from '../../relay/src/dataverse/pacer.ts';
import { stockPolicyOf } from '../../relay/src/domain/stock/policy-reading.ts';
import { idsOf } from '../../relay/src/flows/ids.ts';
import type { Ports } from '../../relay/src/flows/ports.ts';
import { sampleMarketplace } from '../../relay/src/flows/sample-marketplace.ts';
import { Deltas } from '../../relay/src/flows/stock/deltas.ts';
import { Dirty } from '../../relay/src/flows/stock/dirty.ts';
import { followedTables } from '../../relay/src/flows/stock/followed-tables.ts';
import { productOnHand } from '../../relay/src/flows/stock/sources/product-on-hand.ts';
import { StockCheckpoint } from '../../relay/src/flows/stock/stock-checkpoint.ts';
import { StockFlow } from '../../relay/src/flows/stock/stock-flow.ts';
import { digestOf } from '../../relay/src/flows/stock/take-over.ts';
import { miraklClient } from '../../relay/src/mirakl/http-client.ts';
import { undiciPort } from '../../relay/src/undici-port.ts';
import { miraklHost } from '../rehearsal/world.ts';

interface Told {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly token: string;
}

export interface BeginMessage extends Told {
  readonly kind: 'begin';
  /** Of Dynamics, and of the marketplace. */
  readonly origins: readonly [string, string];
  readonly marketplaceId: string;
}

export interface TickMessage extends Told {
  readonly kind: 'tick';
}

export interface Turn {
  readonly wait: number;
  readonly cpuMs: number;
  /** Lines and changes that are not dealt with. */
  readonly open: number;
  readonly trouble: string | null;
}

const assertHeld = (): void => undefined;
let told: Told = { now: 0, token: '' };
let flow: StockFlow | null = null;
const http = undiciPort();
/** Nothing in a cycle has to wait for its turn; what would is let go at once. */
const clock: Clock = {
  monotonic: () => told.now,
  now: () => new Date(told.now),
  serverSaid: () => undefined,
  sleep: () => Promise.resolve(),
  deadline: (ms) => AbortSignal.timeout(ms),
};

process.on('message', (message: BeginMessage | TickMessage) => {
  void answer(message);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function answer(message: BeginMessage | TickMessage): Promise<void> {
  told = message;
  if (message.kind === 'begin') flow = await begin(message);
  const wait = message.kind === 'tick' && flow !== null ? await flow.tick() : 0;
  const { user, system } = process.cpuUsage();
  const status = flow?.status();
  const turn: Turn = {
    wait,
    cpuMs: (user + system) / 1000,
    open: (status?.waiting ?? 0) + (status?.onItsWay ?? 0),
    trouble: status?.trouble ?? status?.hold ?? null,
  };
  process.send?.(turn);
}

async function begin({ origins, marketplaceId }: BeginMessage): Promise<StockFlow> {
  const chance = systemChance();
  const ids = idsOf(miraklHost, null);
  const silent = { info: () => undefined, warn: console.warn, error: console.error };
  const ports: Ports = {
    clock,
    chance,
    log: silent,
    mirakl: miraklClient({ origin: origins[1], apiKey: 'sandbox-api-key' }, { http, clock, chance }),
    dataverse: dataverseClient(
      { origin: origins[0], limits: shareOf(1) },
      { http, clock, chance, tokens: { token: () => Promise.resolve(told.token) } },
    ),
  };
  const stock = stockPolicyOf({
    source: 'productOnHand',
    warehouses: null,
    demandRule: null,
    settleMinutes: null,
    bufferRule: null,
    bufferValue: null,
    allocationPercent: null,
    limit: null,
    lowStock: null,
    everyMinutes: null,
    quietHours: null,
    timeZone: null,
    staleAfterMinutes: null,
    maxHoldMinutes: null,
    floor: null,
  });
  if (stock?.ok !== true) throw new Error('the policy of the bench is valid');
  const { policy } = stock;
  const marketplace = sampleMarketplace({ id: marketplaceId, ids, stock });

  // Everything was sent once before: links stand on the checkpoint, and no sweep is wanted.
  const nobody = (): void => undefined;
  const tables = followedTables(productOnHand, {
    dirty: new Dirty(),
    ids,
    walk: nobody,
    sourceChanged: nobody,
    isOurs: () => false,
  });
  const deltas = new Deltas(ports, tables, { links: {}, assertHeld });
  await deltas.read([{ method: 'GET', path: 'WhoAmI' }]);
  const checkpoint = new StockCheckpoint({ checkpointId: ids.id('checkpoint', 'stock'), marketplaceId });
  checkpoint.read(await ports.dataverse.send(checkpoint.query));
  await checkpoint.write(ports, {
    links: deltas.links,
    sweep: null,
    policy: digestOf({ ports, marketplace, policy, assertHeld }),
  });
  return new StockFlow(
    ports,
    { host: miraklHost, shopId: null, ids, organizationId: 'organisation' },
    { leadership: { held: true, assertHeld }, marketplace: () => marketplace },
  );
}
