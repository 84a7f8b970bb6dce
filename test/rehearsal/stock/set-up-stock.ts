/**
 * Stock of a pretend world, set up as an administrator would: the source and the policy on the marketplace row, a
 * quantity for each product, and an offer for each on the pretend B&Q. Listings are the relay's to find.
 */
import { choice } from '@marketplace-bridge/solution';
import type { DataverseSandbox } from '../../sandbox/dataverse/dataverse.ts';
import type { Row } from '../../sandbox/dataverse/model.ts';
import { wireInstant } from '../../sandbox/dataverse/values.ts';
import type { CatalogueProduct } from '../../sandbox/mirakl/catalogue.ts';
import type { MiraklSandbox } from '../../sandbox/mirakl/mirakl.ts';
import { inventoryTables, type StockSourceName } from './stock-columns.ts';
import { StockOfWorld } from './stock-of-world.ts';

export interface WorldStock {
  /** Default: the quantity on hand of the product. */
  readonly source?: StockSourceName;
  /** Number of products; the catalogue's unless given. */
  readonly products?: number;
  /** Units at the start; default 0 to 120, some low. */
  readonly onHand?: (sku: string, index: number) => number;
  /** What the marketplace shows at the start; default all that is on hand. */
  readonly offered?: (sku: string, index: number) => number;
  /** Columns of the marketplace row beside the source, by logical names. */
  readonly policy?: Row;
  /** Not for the quantity on hand of the product; what is on hand is spread over them. */
  readonly warehouses?: readonly string[];
  /** Whether the steps on product and inventory are installed too; change tracking serves without them (TENANT 16). */
  readonly events?: boolean;
  /** Rows as after a first census, with ids as the relay makes them; none unless given. */
  readonly listings?: 'none' | ListingIds;
}

/** The row id and the `mpb_listingkey` of a SKU. */
export type ListingIds = (sku: string) => { readonly id: string; readonly key: string };

export interface StockSetUp {
  readonly dataverse: DataverseSandbox;
  readonly mirakl: MiraklSandbox;
  readonly marketplaceId: string;
  readonly ownerTeamId: string;
  readonly unitId: string;
  readonly adminId: string;
  readonly products: readonly CatalogueProduct[];
  readonly productIds: ReadonlyMap<string, string>;
}

/** 0 to 120, spread without a pattern; one in nine has 0 to 5 left. */
export function usualOnHand(_sku: string, index: number): number {
  const mixed = Math.imul(index + 1, 0x9e37_79b1) >>> 8;
  return index % 9 === 4 ? mixed % 6 : mixed % 121;
}

export function setUpStock(stock: WorldStock, given: StockSetUp): StockOfWorld {
  const { dataverse, mirakl, products, productIds } = given;
  const { source = 'productOnHand', onHand = usualOnHand, offered = onHand, policy = {} } = stock;
  dataverse.engine.patch('mpb_marketplace', given.marketplaceId, {
    ...dataverse.engine.coerceRow('mpb_marketplace', {
      mpb_stocksource: choice.stockSource.values[source],
      ...policy,
    }),
  });
  const stocked = products.map(({ sku }, index) => {
    const productId = productIds.get(sku) ?? '';
    return { sku, productId, quantity: onHand(sku, index) };
  });
  if (source === 'productOnHand') {
    for (const { productId, quantity } of stocked)
      dataverse.engine.patch('product', productId, { quantityonhand: quantity });
  } else spread(stock, given, stocked);
  for (const [index, { sku, name, ...product }] of products.entries()) {
    const { priceMinor, ean, categoryCode, categoryLabel } = product;
    mirakl.addOffer({
      sku,
      quantity: offered(sku, index),
      title: name,
      priceMinor,
      ean,
      categoryCode,
      categoryLabel,
    });
  }
  if (typeof stock.listings === 'function') seedListings(stock.listings, offered, given);
  return new StockOfWorld(dataverse, { source, products: stocked, userId: given.adminId });
}

function spread(
  { source = 'productOnHand', warehouses = ['Leeds', 'Reading'] }: WorldStock,
  { dataverse, unitId }: StockSetUp,
  stocked: readonly { productId: string; quantity: number }[],
): void {
  const inventory = inventoryTables[source];
  if (!inventory) return;
  const places =
    source === 'fieldService'
      ? warehouses.map((name) => dataverse.insert('msdyn_warehouse', { msdyn_name: name }))
      : warehouses;
  const now = wireInstant(dataverse.clock.now());
  dataverse.insertMany(
    inventory.table,
    stocked.flatMap(({ productId, quantity }) =>
      places.map((place, index) => ({
        [inventory.product]: productId,
        [inventory.warehouse]: place,
        [inventory.quantity]: share(quantity, places.length, index),
        ...(inventory.asOf === null ? {} : { [inventory.asOf]: now }),
        ...(source === 'fieldService' ? { msdyn_unit: unitId } : {}),
      })),
    ),
  );
}

/** Whole units to each, what is left over to the first. */
function share(quantity: number, among: number, index: number): number {
  const each = Math.floor(quantity / among);
  return index === 0 ? quantity - each * (among - 1) : each;
}

function seedListings(
  idsOf: ListingIds,
  offered: (sku: string, index: number) => number,
  { dataverse, marketplaceId, ownerTeamId, products, productIds }: StockSetUp,
): void {
  const now = wireInstant(dataverse.clock.now());
  dataverse.insertMany(
    'mpb_listing',
    products.map(({ sku, name }, index) => {
      const { id, key } = idsOf(sku);
      const quantity = offered(sku, index);
      return {
        mpb_listingid: id,
        mpb_name: sku,
        mpb_listingkey: key,
        mpb_marketplaceid: marketplaceId,
        mpb_sku: sku,
        mpb_title: name,
        mpb_productid: productIds.get(sku),
        mpb_target: quantity,
        mpb_published: quantity,
        mpb_publishedon: now,
        mpb_answer: 'Accepted',
        mpb_answeredon: now,
        mpb_place: choice.place.values.done,
        ownerid: ownerTeamId,
        owneridtype: 'team',
      };
    }),
  );
}
