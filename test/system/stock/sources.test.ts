/** The three places that quantities come from, and how their changes are heard of. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hour, minute, StockStory } from './stock-story.ts';

for (const source of ['fieldService', 'stockLevels'] as const) {
  describe(`quantities of ${source}`, () => {
    it('are summed over the warehouses, and their changes are followed', async () => {
      const story = new StockStory({ stock: { source, products: 5, onHand: () => 21 } });
      await story.run(5 * minute);
      const sku = story.sku(1);
      assert.equal(story.shown(sku), 21);
      story.stock.change(sku, -4);
      await story.run(2 * minute);
      assert.equal(story.shown(sku), 17);
      assert.equal(story.listing(sku).mpb_published, 17);
    });

    it('count the warehouses that are named, and no others', async () => {
      const story = new StockStory({
        stock: {
          source,
          products: 5,
          onHand: () => 21,
          warehouses: ['Leeds', 'Reading'],
          policy: { mpb_warehouses: 'Reading' },
        },
      });
      await story.run(5 * minute);
      for (const { sku } of story.stock.products) assert.equal(story.shown(sku), 10);
    });

    it('of a product that has no row are unknown: nothing is published, and somebody is told', async () => {
      const story = new StockStory({ stock: { source, products: 5, onHand: () => 21 } });
      await story.run(5 * minute);
      const sku = story.sku(1);
      story.stock.set(sku, null);
      await story.run(10 * minute);
      assert.equal(story.shown(sku), 21);
      assert.deepEqual(
        story.exceptions(sku).map(({ code }) => code),
        ['stock-unknown'],
      );
    });
  });
}

describe('changes of a product', () => {
  it('are found by when it was modified where nobody tracks its changes', async () => {
    const story = new StockStory({
      stock: { products: 5, onHand: () => 21 },
      dynamics: { untracked: ['product'] },
    });
    await story.run(5 * minute);
    const sku = story.sku(1);
    story.stock.set(sku, 6);
    await story.run(2 * minute);
    assert.equal(story.shown(sku), 6);
    const files = story.files().length;
    await story.run(hour);
    assert.equal(story.files().length, files, 'what is read twice plans to nothing');
    story.stock.set(sku, 5);
    await story.run(2 * minute);
    assert.equal(story.shown(sku), 5);
  });
});

describe('a SKU of which Dynamics has no product', () => {
  it('is left alone and told of; a mapping, or a product with its number, frees it', async () => {
    const story = new StockStory({ stock: { products: 5, onHand: () => 21 } });
    await story.run(5 * minute);
    const sku = story.sku(1);
    const productId = story.stock.productId(sku);
    // An offer that never had a product, in place of one that has.
    story.forgetListing(sku, 'OTHER-1');
    story.world.mirakl.addOffer({ sku: 'OTHER-1', quantity: 8 });
    await story.run(3 * minute);
    assert.equal(story.shown('OTHER-1'), 8);
    assert.deepEqual(
      story.exceptions('OTHER-1').map(({ code }) => code),
      ['offer-without-product'],
    );
    story.world.dataverse.insert('mpb_skumapping', {
      mpb_name: 'OTHER-1',
      mpb_sku: 'OTHER-1',
      mpb_marketplaceid: story.world.marketplaceId,
      mpb_productid: productId,
    });
    await story.run(4 * minute);
    assert.equal(story.shown('OTHER-1'), 21);
    assert.deepEqual(story.exceptions('OTHER-1'), []);
    assert.equal(story.listing('OTHER-1').mpb_productid, productId);
  });
});
