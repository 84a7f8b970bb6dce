import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../sandbox/clock.ts';
import { createWorld } from '../world.ts';
import type { WorldStock } from './set-up-stock.ts';
import type { StockSourceName } from './stock-columns.ts';

const worldWith = (stock?: WorldStock) =>
  createWorld({ clock: new ManualClock(), ...(stock ? { stock } : {}) });

test('a world without stock has no source, no quantities and no offers', () => {
  const world = worldWith();
  assert.equal(world.stock, null);
  assert.equal(world.mirakl.offers.length, 0);
  const marketplace = world.dataverse.get('mpb_marketplace', world.marketplaceId);
  assert.equal(marketplace?.mpb_stocksource ?? null, null);
  assert.ok(world.dataverse.rows('product').every((row) => row.quantityonhand == null));
});

for (const source of ['productOnHand', 'fieldService', 'stockLevels'] satisfies StockSourceName[]) {
  test(`${source}: what is on hand is offered, and a change of it moves the date of the row`, async () => {
    const clock = new ManualClock('2026-11-02T09:00:00Z');
    const { stock, mirakl, dataverse } = createWorld({
      clock,
      stock: { source, products: 12, onHand: (_sku, index) => index * 3, warehouses: ['Leeds', 'York'] },
    });
    assert.ok(stock);
    const onHand = stock.products.map(({ sku }) => stock.onHand(sku));
    assert.deepEqual(onHand, [0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33]);
    assert.deepEqual(
      new Map(mirakl.offers.map(({ sku, quantity }) => [sku, quantity])),
      new Map(stock.products.map(({ sku }, index) => [sku, onHand[index] ?? -1])),
    );
    const sku = stock.products[5]!.sku;
    await clock.advance(60_000);
    stock.change(sku, -2);
    assert.equal(stock.onHand(sku), 13);
    const table = {
      productOnHand: 'product',
      fieldService: 'msdyn_productinventory',
      stockLevels: 'mpb_stocklevel',
    }[source];
    const changed = dataverse.rows(table).filter((row) => row.modifiedon === '2026-11-02T09:01:00Z');
    assert.equal(changed.length, 1);
    stock.set(sku, null);
    assert.equal(stock.onHand(sku), null);
  });
}

test('the policy stands on the marketplace row', () => {
  const { dataverse, marketplaceId } = worldWith({
    policy: { mpb_bufferrule: 927_130_000, mpb_buffervalue: 2, mpb_quiethours: '01:00-04:00' },
  });
  const row = dataverse.get('mpb_marketplace', marketplaceId);
  assert.deepEqual(
    [row?.mpb_stocksource, row?.mpb_bufferrule, row?.mpb_buffervalue, row?.mpb_quiethours],
    [927_130_000, 927_130_000, 2, '01:00-04:00'],
  );
  assert.throws(() => worldWith({ policy: { mpb_bufferrul: 1 } }), /no column 'mpb_bufferrul'/);
});

test('more products than the catalogue has are products of their own', () => {
  const { stock, dataverse, life } = worldWith({ products: 1_000 });
  assert.equal(new Set(stock?.products.map(({ sku }) => sku)).size, 1_000);
  assert.equal(new Set(life.products.map(({ ean }) => ean)).size, 1_000);
  assert.equal(dataverse.rows('productpricelevel').length, 1_001);
});

test('listings are there only where the maker of their ids is given', () => {
  assert.equal(worldWith({ products: 3 }).dataverse.rows('mpb_listing').length, 0);
  const { dataverse, stock } = worldWith({
    products: 1,
    onHand: () => 7,
    listings: (sku) => ({
      id: `00000000-0000-4000-8000-${sku.length.toString().padStart(12, '0')}`,
      key: sku,
    }),
  });
  const [listing] = dataverse.rows('mpb_listing');
  assert.equal(listing?.mpb_productid, stock?.products[0]?.productId);
  assert.deepEqual([listing?.mpb_published, listing?.mpb_target], [7, 7]);
});
