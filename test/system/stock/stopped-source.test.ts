/** A source in which nothing changes any more is not believed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minute, quietStory } from './stock-story.ts';

describe('a source that has stopped', () => {
  it('publishes nothing and says so; after the longest hold the floor is shown; then it goes on', async () => {
    const story = await quietStory({
      stock: { policy: { mpb_staleafterminutes: 30, mpb_maxholdminutes: 60, mpb_stockfloor: 1 } },
    });
    await story.run(40 * minute);
    assert.deepEqual(
      story.exceptions().map(({ code }) => code),
      ['stock-source-stale'],
    );
    story.saveListing(story.sku(1), { mpb_stocklimit: 5 });
    await story.run(10 * minute);
    assert.equal(story.shown(story.sku(1)), 20);
    await story.run(50 * minute);
    for (const { sku } of story.stock.products) assert.equal(story.shown(sku), 1);
    story.stock.set(story.sku(2), 15);
    await story.run(10 * minute);
    assert.deepEqual(story.exceptions(), []);
    assert.equal(story.shown(story.sku(2)), 15);
    assert.equal(story.shown(story.sku(1)), 5);
    assert.equal(story.shown(story.sku(3)), 20);
  });

  it('is left by choosing another, which is as fresh as its own rows', async () => {
    const story = await quietStory({ stock: { policy: { mpb_staleafterminutes: 30 } } });
    await story.run(40 * minute);
    assert.deepEqual(
      story.exceptions().map(({ code }) => code),
      ['stock-source-stale'],
    );
    const sku = story.sku(1);
    story.world.dataverse.insert('mpb_stocklevel', {
      mpb_name: sku,
      mpb_productid: story.stock.productId(sku),
      mpb_warehouse: 'Leeds',
      mpb_quantity: 33,
    });
    story.saveMarketplace({ mpb_stocksource: 927_130_002 });
    await story.run(5 * minute);
    assert.deepEqual(story.exceptions(), []);
    assert.equal(story.shown(sku), 33);
  });
});
