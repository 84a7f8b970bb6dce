/** A small shop with stock: some products are sold under two SKUs, in packs, or by rules of their own. */
import type { StockSourceName } from '../rehearsal/stock/stock-columns.ts';
import type { Row } from '../sandbox/dataverse/model.ts';
import { wireInstant } from '../sandbox/dataverse/values.ts';
import { Harness } from '../system/harness.ts';
import { listingIds } from '../system/stock/stock-story.ts';

export const sources: readonly StockSourceName[] = ['productOnHand', 'fieldService', 'stockLevels'];

export interface StockWorldOptions {
  readonly seed: number;
  readonly source: StockSourceName;
  readonly products?: number;
  readonly policy?: Row;
  /** What B&Q confirmed and shows at the start. */
  readonly offered?: (sku: string, index: number) => number;
}

export function stockWorld({ seed, source, products = 6, policy, offered }: StockWorldOptions): Harness {
  const harness = new Harness({
    seed,
    stock: {
      source,
      products,
      listings: listingIds,
      onHand: (_sku, index) => 6 + ((index * 5 + seed) % 17),
      offered: offered ?? ((_sku, index) => (index * 3 + seed) % 9),
      policy: { mpb_settleminutes: 5, ...policy },
    },
    mirakl: { frequencyLimits: 'on' },
  });
  const { stock } = harness.world;
  if (stock === null) throw new Error('this world has stock');
  const [one, two, three, four] = stock.products.map(({ sku }) => sku);
  addSecondOffer(harness, `${one}-THREE`, one!, 3);
  addSecondOffer(harness, `${two}-AGAIN`, two!, 1);
  override(harness, three!, { mpb_unitsperoffer: 2 });
  override(harness, four!, { mpb_bufferrule: 927_130_000, mpb_buffervalue: 3 });
  return harness;
}

/** Another offer of a product that is on sale already, mapped by a clerk. */
function addSecondOffer({ world, clock }: Harness, sku: string, of: string, unitsPerOffer: number): void {
  const { dataverse, mirakl, marketplaceId, environment, stock } = world;
  const productId = stock?.productId(of);
  const quantity = 1;
  const now = wireInstant(clock.now());
  mirakl.addOffer({ sku, quantity, title: sku, priceMinor: 2_000 });
  dataverse.insert('mpb_skumapping', {
    mpb_name: sku,
    mpb_sku: sku,
    mpb_marketplaceid: marketplaceId,
    mpb_productid: productId,
  });
  const { id, key } = listingIds(sku);
  dataverse.insert('mpb_listing', {
    mpb_listingid: id,
    mpb_listingkey: key,
    mpb_name: sku,
    mpb_sku: sku,
    mpb_marketplaceid: marketplaceId,
    mpb_productid: productId,
    mpb_unitsperoffer: unitsPerOffer,
    mpb_published: quantity,
    mpb_publishedon: now,
    mpb_answer: 'Accepted',
    mpb_answeredon: now,
    mpb_place: 927_130_002,
    ownerid: environment.teams.operations,
    owneridtype: 'team',
  });
}

function override({ world }: Harness, sku: string, columns: Row): void {
  world.dataverse.engine.patch('mpb_listing', listingIds(sku).id, columns);
}
