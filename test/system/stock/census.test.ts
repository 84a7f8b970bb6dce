/** Both sides are compared whole: what is found, what it is called, and that it is put right. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loopsOf } from '../side-by-side.ts';
import {
  alwaysQuiet,
  assertAddsUp,
  assertShowsAll,
  censuses,
  classes,
  exportOf,
  found,
  lastCensus,
  nextCensus,
  withoutStock,
} from './census-story.ts';
import { listingIds, minute, StockStory, hour } from './stock-story.ts';

describe('the first look at a marketplace', () => {
  it('makes a listing for every offer with the product of its SKU, and the stock is published', async () => {
    const story = new StockStory({ stock: { listings: 'none', onHand: () => 20, offered: () => 3 } });
    await story.start(loopsOf);
    const census = await nextCensus(story, 5 * minute);
    const skus = story.stock.products.map(({ sku }) => sku);
    assert.deepEqual(classes(census), skus.map((sku) => `${sku} unknown-sku`).sort());
    assertAddsUp(census);
    for (const sku of skus) {
      assert.equal(story.listing(sku).mpb_productid, story.stock.productId(sku), sku);
      assert.equal(story.listing(sku).mpb_listingkey, listingIds(sku).key, sku);
    }
    await story.run(3 * minute);
    assertShowsAll(story, skus);
  });

  it('makes listings without a product too, and is not repeated', async () => {
    const story = new StockStory({ stock: { listings: 'none' } });
    story.world.mirakl.addOffer({ sku: 'OLD-DRILL', quantity: 3, title: 'Drill, old', priceMinor: 4_999 });
    await story.start(loopsOf);
    await story.run(30 * minute);
    assert.equal(story.listing('OLD-DRILL').mpb_productid ?? null, null);
    assert.equal(story.shown('OLD-DRILL'), 3);
    assert.equal(censuses(story).length, 1);
  });
});

describe('a census of everything', () => {
  it('finds each planted difference under its name, and nothing else', async () => {
    const story = new StockStory({ stock: { onHand: () => 20, policy: alwaysQuiet } });
    const { mirakl, dataverse } = story.world;
    const [changed, zeroed, moved, unsent, refused, gone] = [0, 1, 2, 3, 4, 5].map((at) => story.sku(at));
    mirakl.changeOffer(changed!, { quantity: 31 });
    mirakl.changeOffer(zeroed!, { quantity: 0 });
    story.stock.set(moved!, 12);
    const patch = (sku: string, columns: object) => {
      dataverse.engine.patch('mpb_listing', listingIds(sku).id, { ...columns });
    };
    patch(unsent!, { mpb_published: null, mpb_publishedon: null, mpb_answer: null });
    mirakl.changeOffer(unsent!, { quantity: 7 });
    patch(refused!, { mpb_answer: 'The offer is blocked by the operator' });
    mirakl.changeOffer(refused!, { quantity: 2 });
    mirakl.removeOffer(gone!);
    mirakl.addOffer({ sku: 'NEW-SAW', quantity: 4, title: 'Saw', priceMinor: 2_999 });
    await story.harness.clock.advance(hour);

    await story.start(withoutStock);
    const census = await nextCensus(story, 10 * minute);
    assert.equal(census.mpb_scope, 'Everything');
    assert.deepEqual(
      classes(census),
      [
        `${changed} changed-there`,
        `${zeroed} changed-there`,
        `${moved} never-sent`,
        `${unsent} never-sent`,
        `${refused} refused`,
        `${gone} missing`,
        'NEW-SAW unknown-sku',
      ].sort(),
    );
    assertAddsUp(census);
    assert.equal(census.mpb_offers, 10);
    assert.equal(census.mpb_agreed, 4);
    assert.equal(census.mpb_moving, 0);
    assert.deepEqual(
      found(census).find(({ sku }) => sku === changed),
      { sku: changed, class: 'changed-there', dynamics: 20, confirmed: 20, marketplace: 31 },
    );
    assert.equal(story.listing(gone!).statecode, 1);
  });

  it('has everything put right, by a relay that was killed right after it and started anew', async () => {
    const story = new StockStory({ stock: { onHand: () => 20, policy: alwaysQuiet } });
    const { mirakl } = story.world;
    await story.start(loopsOf);
    await story.run(10 * minute);
    await story.harness.clock.advance(24 * hour);
    mirakl.changeOffer(story.sku(0), { quantity: 31 });
    mirakl.changeOffer(story.sku(1), { quantity: 0 });
    await story.start(withoutStock);
    const census = await nextCensus(story, 10 * minute);
    assert.equal(census.mpb_changedthere, 2);
    await story.start(loopsOf);
    await story.run(5 * minute);
    assertShowsAll(
      story,
      story.stock.products.map(({ sku }) => sku),
    );
  });

  it('agrees with itself a day later, and costs no write of a listing', async () => {
    const story = new StockStory({ stock: { listings: 'none', policy: alwaysQuiet } });
    await story.start(loopsOf);
    await story.run(30 * minute);
    const versions = () => story.world.dataverse.rows('mpb_listing').map((row) => row.versionnumber);
    const before = versions();
    await story.run(22 * hour, () => censuses(story).some((one) => one.mpb_agreed === 10));
    const census = lastCensus(story);
    assert.deepEqual([census.mpb_offers, census.mpb_agreed, classes(census)], [10, 10, []]);
    assert.deepEqual(versions(), before);
  });

  it('takes an offer that is on sale under another case of the SKU for what it is', async () => {
    const story = new StockStory({ stock: { listings: 'none', policy: alwaysQuiet } });
    const sku = story.sku(0);
    story.world.mirakl.addOffer({ sku: sku.toLowerCase(), quantity: 1, title: 'Again', priceMinor: 100 });
    await story.start(loopsOf);
    const census = await nextCensus(story, 5 * minute);
    assert.equal(census.mpb_offers, 11);
    assert.equal(story.listing(sku.toLowerCase()).mpb_productid, story.listing(sku).mpb_productid);
  });

  it('ends no listing by an export that lost offers, however many', async () => {
    const story = new StockStory({ stock: { products: 60, policy: alwaysQuiet } });
    story.world.mirakl.removeOffer(story.sku(0));
    await story.start(
      withoutStock,
      exportOf((lines) => lines.slice(0, 6)),
    );
    const census = await nextCensus(story, 10 * minute);
    assert.equal(census.mpb_offers, 5);
    const ended = story.stock.products.filter(({ sku }) => story.listing(sku).statecode === 1);
    assert.ok(ended.length <= 1, `${ended.length} are ended`);
  });

  it('asks for another export where one has no offers at all', async () => {
    for (const left of [0, 1]) {
      const story = new StockStory({ stock: { policy: alwaysQuiet } });
      let exports = 0;
      const once = exportOf((lines) => ((exports += 1) === 1 ? lines.slice(0, left) : lines));
      await story.start(withoutStock, once);
      story.world.mirakl.changeOffer(story.sku(3), { quantity: 77 });
      const census = await nextCensus(story, 30 * minute);
      assert.deepEqual(classes(census), [`${story.sku(3)} changed-there`]);
      assert.ok(story.stock.products.every(({ sku }) => story.listing(sku).statecode === 0));
    }
  });
});

describe('a census of what changed there', () => {
  it('finds a new offer within the hour and publishes its stock', async () => {
    const story = new StockStory({ stock: { listings: 'none', onHand: () => 20 } });
    const sku = story.sku(0);
    story.world.mirakl.removeOffer(sku);
    await story.start(loopsOf);
    await story.run(10 * minute);
    assert.equal(story.world.dataverse.rows('mpb_listing').length, 9);
    story.world.mirakl.addOffer({ sku, quantity: 1, title: 'Late', priceMinor: 1_000 });
    const census = await nextCensus(story, 70 * minute);
    assert.equal(census.mpb_scope, 'What changed there');
    assert.deepEqual(classes(census), [`${sku} unknown-sku`]);
    assertAddsUp(census);
    await story.run(3 * minute);
    assert.equal(story.shown(sku), 20);
  });

  it('ends the listing of an offer that is gone, and begins it again when the offer is back', async () => {
    const story = new StockStory({ stock: { listings: 'none', onHand: () => 20 } });
    const sku = story.sku(0);
    await story.start(loopsOf);
    await story.run(10 * minute);
    story.world.mirakl.removeOffer(sku);
    const gone = await nextCensus(story, 70 * minute);
    assert.deepEqual(classes(gone), [`${sku} missing`]);
    assert.deepEqual([story.listing(sku).statecode, story.listing(sku).mpb_dueon], [1, null]);
    story.stock.set(sku, 9);
    story.world.mirakl.addOffer({ sku, quantity: 1, title: 'Back', priceMinor: 1_000 });
    const back = await nextCensus(story, 70 * minute);
    assert.deepEqual(classes(back), [`${sku} unknown-sku`]);
    await story.run(3 * minute);
    assert.equal(story.listing(sku).statecode, 0);
    assert.equal(story.shown(sku), 9);
  });

  it('finds what somebody changed there, and puts it right', async () => {
    const story = new StockStory({ stock: { listings: 'none', onHand: () => 20 } });
    await story.start(loopsOf);
    await story.run(10 * minute);
    story.world.mirakl.changeOffer(story.sku(3), { quantity: 77 });
    const census = await nextCensus(story, 70 * minute);
    assert.deepEqual(classes(census), [`${story.sku(3)} changed-there`]);
    await story.run(3 * minute);
    assert.equal(story.shown(story.sku(3)), 20);
  });
});

describe('sales around a census', () => {
  it('are never taken for somebody’s hand, at whatever moment they come', async () => {
    for (const source of ['productOnHand', 'stockLevels'] as const) {
      const story = new StockStory({
        stock: { source, listings: 'none', onHand: () => 40 },
        mirakl: { frequencyLimits: 'on' },
      });
      await story.start(loopsOf);
      await story.run(10 * minute);
      let next = 0;
      // One every seven seconds, before, while and after the export is made and read.
      for (let turn = 0; turn < 90; turn += 1) {
        next = (next + 3) % 10;
        story.world.life.buy(story.sku(next), 1);
        if (turn === 40) story.copy.flows.census.soon();
        if (turn % 11 === 0) story.stock.change(story.sku((next + 1) % 10), -1);
        story.wake();
        await story.run(7_000);
      }
      await story.run(10 * minute);
      const seen = censuses(story);
      assert.ok(seen.length >= 2, `${seen.length} censuses`);
      for (const census of seen.slice(1)) {
        assert.deepEqual(classes(census), [], source);
        assertAddsUp(census);
      }
    }
  });

  it('do not hide what somebody changed at the same time', async () => {
    const story = new StockStory({ stock: { listings: 'none', onHand: () => 40 } });
    await story.start(loopsOf);
    await story.run(10 * minute);
    story.world.life.buy(story.sku(0), 2);
    story.world.life.buy(story.sku(1), 2);
    await story.run(10 * minute);
    story.world.mirakl.changeOffer(story.sku(0), { quantity: 90 });
    const census = await nextCensus(story, 70 * minute);
    assert.deepEqual(classes(census), [`${story.sku(0)} changed-there`]);
    await story.run(5 * minute);
    assert.equal(story.shown(story.sku(0)), 38);
  });
});
