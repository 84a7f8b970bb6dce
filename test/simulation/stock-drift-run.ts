/**
 * A shop that sells and settles, then differences that nobody tells of, planted by a seed among sales; one census of
 * everything, and then a relay that puts right what it found.
 */
import { seededRandom } from '../sandbox/dataverse/profiles/random.ts';
import type { Row } from '../sandbox/dataverse/model.ts';
import type { World } from '../rehearsal/world.ts';
import type { Copy, Harness } from '../system/harness.ts';
import { loopsOf, SideBySide, type Loop } from '../system/side-by-side.ts';
import { listingIds } from '../system/stock/stock-story.ts';
import { StockLife } from './stock-life.ts';
import { StockOracle } from './stock-oracle.ts';
import { stockProblems } from './stock-problems.ts';
import { sources, stockWorld } from './stock-world.ts';

export interface StockDriftRun {
  /** SKU and class of each planted difference, in the order of the SKUs. */
  readonly planted: readonly string[];
  readonly found: readonly string[];
  /** What is not right though a census looked. */
  readonly problems: readonly string[];
}

const minute = 60_000;

export async function stockDriftRun(seed: number): Promise<StockDriftRun> {
  const random = seededRandom(seed);
  const source = sources[seed % sources.length]!;
  const policy = { mpb_quiethours: '00:00-23:59' };
  const harness = stockWorld({ seed, source, products: 8, policy });
  const { clock, world } = harness;
  const oracle = new StockOracle(world);
  const life = new StockLife(world, random);
  await work(harness, loopsOf, {
    minutes: 20,
    every: () => {
      life.beforeRequest(0.6);
    },
  });
  life.end();
  await work(harness, loopsOf, { minutes: 70 });

  const blocked = new Set(refuseSome(world, random));
  await work(harness, loopsOf, { minutes: 10 });
  const refused = [...blocked].filter((sku) => isRefused(world, sku));

  // From here on nobody publishes, so that what a census finds is what was planted; customers go on.
  await clock.advance(24 * 60 * minute);
  const planted = [
    ...plant(world, random, { oracle, but: blocked }),
    ...refused.map((sku) => `${sku} refused`),
  ].sort();
  // What has only just changed may be on its way.
  await clock.advance(60 * minute);
  const before = censuses(world).length;
  const onlyCensus = ({ flows }: Copy) => [flows.orders, flows.census];
  const isDone = () => censuses(world).length > before;
  await work(harness, onlyCensus, { minutes: 30, until: isDone });
  const census = censuses(world).at(-1);
  const differences = JSON.parse((census?.mpb_differences as string | null | undefined) ?? '[]') as {
    sku: string;
    class: string;
  }[];
  const scope =
    census?.mpb_scope === 'Everything' && isDone() ? [] : ['no census of everything was finished'];
  for (const sku of blocked) world.mirakl.refuseSku(sku, null);
  await work(harness, loopsOf, { minutes: 40 });
  return {
    planted,
    found: differences.map((one) => `${one.sku} ${one.class}`).sort(),
    problems: [...scope, ...stockProblems(world, oracle)],
  };
}

/** A relay that has just started, for so long. */
async function work(
  harness: Harness,
  loops: (copy: Copy) => readonly Loop[],
  how: { readonly minutes: number; readonly every?: () => void; readonly until?: () => boolean },
): Promise<void> {
  const { every = () => undefined, until = () => false } = how;
  const copy = await harness.driven(harness.startCopy({ seed: 1 + (harness.clock.now() % 9973) }));
  const side = new SideBySide(harness.clock, loops(copy));
  for (let left = how.minutes * 2; left > 0 && !until(); left -= 1) {
    every();
    await side.run(minute / 2, { until });
  }
}

/** For each offer nothing, or one difference of some class. */
function plant(
  world: World,
  random: () => number,
  { oracle, but }: { readonly oracle: StockOracle; readonly but: ReadonlySet<string> },
): string[] {
  const { mirakl, dataverse, stock } = world;
  const targets = oracle.targets();
  const planted: string[] = [];
  const shared = new Set<unknown>();
  const patch = (sku: string, columns: Row) => {
    dataverse.engine.patch('mpb_listing', listingIds(sku).id, columns);
  };
  for (const { sku, quantity } of mirakl.offers) {
    if (but.has(sku)) continue;
    const listing = dataverse.get('mpb_listing', listingIds(sku).id);
    const product = stock?.products.find(({ productId }) => productId === listing?.mpb_productid);
    const isAlone =
      dataverse.rows('mpb_listing').filter((row) => row.mpb_productid === listing?.mpb_productid).length ===
      1;
    const kind = Math.floor(random() * 8);
    if (kind === 0) {
      mirakl.changeOffer(sku, { quantity: quantity + 1 + Math.floor(random() * 20) });
      planted.push(`${sku} changed-there`);
    } else if (kind === 1 && quantity > 0) {
      mirakl.changeOffer(sku, { quantity: Math.floor(random() * quantity) });
      planted.push(`${sku} changed-there`);
    } else if (kind === 2 && isAlone && product) {
      stock?.change(product.sku, 40);
      if (oracle.targets().get(sku) !== targets.get(sku)) planted.push(`${sku} never-sent`);
    } else if (kind === 3) {
      // The confirmation was lost before it was written.
      patch(sku, { mpb_published: null, mpb_publishedon: null, mpb_answer: null, mpb_stockfileid: null });
      planted.push(`${sku} never-sent`);
    } else if (kind === 4 && !shared.has(listing?.mpb_productid)) {
      mirakl.removeOffer(sku);
      planted.push(`${sku} missing`);
    } else if (kind === 5 && quantity > 1 && isAlone) {
      // A purchase is no difference; of a shared product it would move the target of what was changed beside it.
      world.life.buy(sku, 1);
    }
    shared.add(listing?.mpb_productid);
  }
  return [...planted, addOffer(world)].sort();
}

/** Offers of which the marketplace takes no quantity while their stock changes. */
function refuseSome({ mirakl, stock, dataverse }: World, random: () => number): string[] {
  return dataverse.rows('mpb_listing').flatMap((listing) => {
    const product = stock?.products.find(({ productId }) => productId === listing.mpb_productid);
    const sku = String(listing.mpb_sku);
    if (!product || random() < 0.8) return [];
    mirakl.refuseSku(sku, 'The offer is blocked');
    stock?.change(product.sku, 40);
    return [sku];
  });
}

/** Somebody sells a product under one more SKU, which a clerk has mapped. */
function addOffer({ mirakl, dataverse, stock, marketplaceId }: World): string {
  const product = stock?.products.at(-1);
  const sku = `${product?.sku}-NEW`;
  mirakl.addOffer({ sku, quantity: 4, title: sku, priceMinor: 2_999 });
  dataverse.insert('mpb_skumapping', {
    mpb_name: sku,
    mpb_sku: sku,
    mpb_marketplaceid: marketplaceId,
    mpb_productid: product?.productId,
  });
  return `${sku} unknown-sku`;
}

function isRefused({ dataverse }: World, sku: string): boolean {
  return dataverse.get('mpb_listing', listingIds(sku).id)?.mpb_answer === 'The offer is blocked';
}

function censuses({ dataverse }: World): readonly Readonly<Row>[] {
  return dataverse.rows('mpb_census').filter((row) => row.mpb_finishedon != null);
}
