/** From a change in Dynamics to what B&Q shows. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Copy } from '../harness.ts';
import type { Loop } from '../side-by-side.ts';
import { hour, minute, quietStory, StockStory } from './stock-story.ts';

const place = { waiting: 927_130_000, exception: 927_130_001, done: 927_130_002 };

describe('a change of stock in Dynamics', () => {
  it('is shown at once where the slot of the file is free, and noted on the listing', async () => {
    const story = await quietStory();
    const sku = story.sku(3);
    story.stock.set(sku, 7);
    const changedAt = story.now();
    await story.run(minute);
    assert.equal(story.shown(sku), 7);
    const [line] = story.linesSince(changedAt);
    assert.ok(line && line.at - changedAt <= 36_000, 'read within half a minute, taken within 6 s');
    const listing = story.listing(sku);
    assert.equal(listing.mpb_published, 7);
    assert.equal(listing.mpb_target, 7);
    assert.equal(listing.mpb_available, 7);
    assert.match(String(listing.mpb_why), /^7 on hand/);
    assert.equal(listing.mpb_answer, 'Accepted');
    assert.equal(listing.mpb_place, place.done);
    const file = story.files().find((row) => row.mpb_stockfileid === listing.mpb_stockfileid);
    assert.equal(file?.mpb_linecount, 1);
    assert.equal(file.mpb_refusedcount, 0);
  });

  it('is looked at when an event says so, without waiting for the next reading', async () => {
    const story = await quietStory();
    const sku = story.sku(3);
    story.stock.set(sku, 7);
    const changedAt = story.now();
    story.copy.flows.stock.look({ productId: story.stock.productId(sku), table: 'product', rowId: 'any' });
    story.wake();
    await story.run(10_000);
    assert.equal(story.shown(sku), 7);
    assert.ok((story.linesSince(changedAt)[0]?.at ?? Infinity) - changedAt <= 6_000);
  });

  it('goes with others in one file a minute, however many there are, and each SKU once', async () => {
    const story = await quietStory();
    const from = story.now();
    const uploads = () => story.world.mirakl.stockUploads.filter(({ at }) => at >= from);
    for (let step = 0; step < 30; step++) {
      story.stock.set(story.sku(step % 3), 19 - (step % 17));
      await story.run(10_000);
    }
    await story.run(2 * minute);
    const sent = uploads();
    sent.slice(1).forEach(({ at }, index) => {
      assert.ok(at - (sent[index]?.at ?? 0) >= minute, 'no two files within a minute');
    });
    assert.ok(sent.length >= 4 && sent.length <= 7, `${sent.length} files`);
    for (const { importId } of sent) {
      const skus = story.world.mirakl.stockLog
        .filter((line) => line.importId === importId)
        .map(({ sku }) => sku);
      assert.equal(new Set(skus).size, skus.length);
    }
    for (const index of [0, 1, 2]) {
      assert.equal(story.shown(story.sku(index)), story.stock.onHand(story.sku(index)));
    }
    assert.equal(story.world.mirakl.counts(429).STO01 ?? 0, 0);
  });

  it('costs one write of its listing, and an idle relay writes none', async () => {
    const story = await quietStory();
    const versions = () => story.world.dataverse.rows('mpb_listing').map((row) => Number(row.versionnumber));
    const before = versions();
    await story.run(hour);
    assert.deepEqual(versions(), before);
    story.stock.set(story.sku(3), 7);
    await story.run(5 * minute);
    assert.equal(versions().filter((version, index) => version !== before[index]).length, 1);
    const once = versions();
    await story.run(hour);
    assert.deepEqual(versions(), once);
  });

  it('is waited for with two requests a minute at most beside those of the order flow', async () => {
    const hourly = async (loops: (copy: Copy) => readonly Loop[]) => {
      const story = await quietStory({ stock: { products: 3 } });
      await story.start(loops);
      await story.run(20 * minute);
      const { requests } = story.world.dataverse.log.counts;
      const files = story.files().length;
      await story.run(hour);
      assert.equal(story.files().length, files, 'nothing is sent while nothing changes');
      return story.world.dataverse.log.counts.requests - requests;
    };
    const [orders, both] = [
      await hourly(({ flows }) => [flows.orders]),
      await hourly(({ flows }) => [flows.orders, flows.stock]),
    ];
    // And one every quarter of an hour, to keep how far it came.
    assert.ok(both - orders <= 2 * 60 + 5, `${both - orders} requests an hour`);
  });
});

describe('what people decide about an offer', () => {
  it('counts as soon as they save it: a limit, a buffer of their own, and taking both back', async () => {
    const story = await quietStory();
    const sku = story.sku(1);
    story.saveListing(sku, { mpb_stocklimit: 5 });
    await story.run(2 * minute);
    assert.equal(story.shown(sku), 5);
    story.saveListing(sku, { mpb_stocklimit: null, mpb_bufferrule: 927_130_000, mpb_buffervalue: 3 });
    await story.run(2 * minute);
    assert.equal(story.shown(sku), 17);
    story.saveListing(sku, { mpb_bufferrule: null, mpb_buffervalue: null });
    await story.run(2 * minute);
    assert.equal(story.shown(sku), 20);
  });

  it('is never undone by the answer to a file that was on its way', async () => {
    const story = await quietStory({ mirakl: { settings: { stockImport: { baseMs: 40_000 } } } });
    const sku = story.sku(1);
    story.stock.set(sku, 9);
    await story.run(40_000, () => story.world.mirakl.stockUploads.length > 0);
    story.saveListing(sku, { mpb_stopselling: true });
    await story.run(4 * minute);
    assert.equal(story.shown(sku), 0);
    assert.equal(story.listing(sku).mpb_stopselling, true);
    assert.equal(story.listing(sku).mpb_published, 0);
    story.saveListing(sku, { mpb_stopselling: false });
    await story.run(3 * minute);
    assert.equal(story.shown(sku), 9);
  });

  it('with a buffer rule without its value holds that listing alone, and says what is wrong', async () => {
    const story = await quietStory();
    const [sku, other] = [story.sku(1), story.sku(2)];
    story.saveListing(sku, { mpb_bufferrule: 927_130_000 });
    story.stock.set(sku, 4);
    story.stock.set(other, 4);
    await story.run(2 * minute);
    assert.equal(story.shown(other), 4);
    assert.equal(story.shown(sku), 20, 'what is published stays');
    assert.deepEqual(
      story.exceptions(sku).map(({ code }) => code),
      ['listing-policy-invalid'],
    );
    assert.equal(story.listing(sku).mpb_place, place.exception);
    story.saveListing(sku, { mpb_buffervalue: 1 });
    await story.run(3 * minute);
    assert.equal(story.shown(sku), 3);
    assert.deepEqual(story.exceptions(sku), []);
    assert.equal(story.listing(sku).mpb_place, place.done);
  });
});

describe('the policy of the marketplace', () => {
  it('changes every offer that it concerns, once', async () => {
    const story = await quietStory();
    const from = story.now();
    story.saveMarketplace({ mpb_bufferrule: 927_130_000, mpb_buffervalue: 2 });
    await story.run(8 * minute);
    for (const { sku } of story.stock.products) assert.equal(story.shown(sku), 18);
    assert.equal(story.linesSince(from).length, 10);
  });

  it('that is wrong stops its stock flow, which keeps what is published, until it is put right', async () => {
    const story = await quietStory();
    const sku = story.sku(1);
    story.saveMarketplace({ mpb_bufferrule: 927_130_001, mpb_buffervalue: 120 });
    await story.run(2 * minute);
    story.stock.set(sku, 4);
    await story.run(8 * minute);
    assert.equal(story.shown(sku), 20);
    assert.deepEqual(
      story.exceptions().map(({ code }) => code),
      ['stock-policy-invalid'],
    );
    assert.match(String(story.copy.flows.stock.status().hold), /100 per cent/);
    story.saveMarketplace({ mpb_buffervalue: 50 });
    await story.run(8 * minute);
    assert.equal(story.shown(sku), 2);
    assert.equal(story.shown(story.sku(2)), 10);
    assert.deepEqual(story.exceptions(), []);
  });

  it('without a source, or armed for another environment, publishes nothing', async () => {
    const story = new StockStory({ stock: { onHand: () => 20, policy: { mpb_stocksource: null } } });
    await story.run(5 * minute);
    story.stock.set(story.sku(1), 4);
    await story.run(5 * minute);
    assert.equal(story.shown(story.sku(1)), 20);
    story.saveMarketplace({ mpb_stocksource: 927_130_000, mpb_armedfor: 'another' });
    await story.run(8 * minute);
    assert.equal(story.shown(story.sku(1)), 20);
    assert.equal(story.world.mirakl.counts().STO01 ?? 0, 0);
  });
});

describe('a product', () => {
  it('that is retired or gone is shown with 0, and again when it is back', async () => {
    const story = await quietStory();
    const [retired, gone] = [story.sku(1), story.sku(2)];
    story.saveProduct(retired, { statecode: 1, statuscode: 2 });
    story.world.dataverse.remove('product', story.stock.productId(gone));
    await story.run(3 * minute);
    assert.equal(story.shown(retired), 0);
    assert.equal(story.shown(gone), 0);
    assert.match(String(story.listing(retired).mpb_why), /retired/);
    story.saveProduct(retired, { statecode: 0, statuscode: 1 });
    await story.run(3 * minute);
    assert.equal(story.shown(retired), 20);
  });

  it('with an empty quantity publishes nothing, tells somebody, and is floored after the longest hold', async () => {
    const story = await quietStory({
      stock: { policy: { mpb_maxholdminutes: 60, mpb_stockfloor: 2 } },
    });
    const sku = story.sku(1);
    story.stock.set(sku, null);
    await story.run(50 * minute);
    assert.equal(story.shown(sku), 20, 'what is published stays while the hold lasts');
    assert.deepEqual(
      story.exceptions(sku).map(({ code }) => code),
      ['stock-unknown'],
    );
    await story.run(20 * minute);
    assert.equal(story.shown(sku), 2);
    assert.equal(story.exceptions(sku).length, 1);
    story.stock.set(sku, 11);
    await story.run(5 * minute);
    assert.equal(story.shown(sku), 11);
    assert.deepEqual(story.exceptions(sku), []);
    assert.equal(story.listing(sku).mpb_unknownsince ?? null, null);
  });
});

describe('what stock did in an hour', () => {
  it('stands on one row: listings that were sent, taken and refused', async () => {
    const story = await quietStory();
    const [taken, refused] = [story.sku(1), story.sku(2)];
    story.world.mirakl.refuseSku(refused, 'The offer is blocked.');
    story.stock.set(taken, 7);
    story.stock.set(refused, 8);
    await story.run(10 * minute);
    const rows = story.world.dataverse.rows('mpb_syncrun').filter((row) => row.mpb_flow === 'stock');
    const last = rows.at(-1);
    assert.ok(last);
    assert.equal(
      last.mpb_seen,
      Number(last.mpb_done) + Number(last.mpb_waiting) + Number(last.mpb_exceptions),
    );
    assert.equal(last.mpb_exceptions, 1);
    assert.ok(Number(last.mpb_done) >= 1);
  });
});
