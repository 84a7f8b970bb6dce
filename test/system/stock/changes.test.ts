/** From a change in Dynamics to what B&Q shows. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minute, StockStory } from './stock-story.ts';

describe('a change of stock in Dynamics', () => {
  it('is shown at once where the slot of the file is free, and noted on the listing', async () => {
    const story = new StockStory({ stock: { onHand: () => 20 } });
    await story.run(5 * minute);
    const sku = story.sku(3);
    story.stock.set(sku, 7);
    await story.run(minute);
    assert.equal(story.shown(sku), 7);
    const listing = story.listing(sku);
    assert.equal(listing.mpb_published, 7);
    assert.equal(listing.mpb_target, 7);
    assert.equal(listing.mpb_available, 7);
    assert.match(String(listing.mpb_why), /^7 on hand/);
    assert.equal(listing.mpb_answer, 'Accepted');
    const file = story.files().find((row) => row.mpb_stockfileid === listing.mpb_stockfileid);
    assert.equal(file?.mpb_linecount, 1);
    assert.equal(file.mpb_refusedcount, 0);
  });
});
