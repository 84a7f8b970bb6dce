/** A walk through all listings beside the daily work: nothing urgent waits for it, and its cost follows what changes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Copy } from '../harness.ts';
import type { Loop } from '../side-by-side.ts';
import { minute, StockStory } from './stock-story.ts';

const products = 9_000;

describe('a full sweep', () => {
  it('takes five files of 2,000, and a SKU that sells out meanwhile goes with the very next one', async (t) => {
    const story = new StockStory({ stock: { products, onHand: () => 20 } });
    // The first reading of changes has no link, so that everything is sent once.
    await story.run(3 * minute);
    const uploads = story.world.mirakl.stockUploads;
    const before = uploads.length;
    assert.ok(before >= 2 && before <= 4, `${before} files in three minutes`);
    const soldOut = story.sku(products - 1);
    story.stock.set(soldOut, 0);
    await story.run(minute + 10_000);
    const next = uploads[before];
    const line = story.world.mirakl.stockLog.find(({ sku }) => sku === soldOut);
    assert.equal(line?.importId, next?.importId, 'in the next file');
    assert.equal(line?.quantity, 0);
    assert.equal(
      story.world.mirakl.stockLog.find(({ importId }) => importId === next?.importId)?.sku,
      soldOut,
      'first',
    );
    await story.run(6 * minute);
    const lines = story.world.mirakl.stockLog.length;
    t.diagnostic(`${uploads.length} files, ${lines} lines`);
    for (const { lines: count } of uploads)
      assert.ok((count ?? 0) <= 2_010, `${String(count)} lines in a file`);
    assert.ok(lines >= products && lines <= products + 10, `${lines} lines`);
    assert.equal(story.shown(soldOut), 0);
  });
});

describe('a steady market', () => {
  it('costs a dozen operations a minute beside one write for each listing that changed', async (t) => {
    const minutes = 10;
    const perMinute = async (changes: number, loops: (copy: Copy) => readonly Loop[]) => {
      const story = new StockStory({ stock: { products: 200, onHand: () => 500 } });
      await story.start(loops);
      await story.run(5 * minute);
      const before = story.world.dataverse.log.counts.operations;
      for (let at = 0; at < minutes * changes; at++) {
        story.stock.change(story.sku((at * 3) % 200), -1);
        await story.run(minute / changes);
      }
      if (changes === 0) await story.run(minutes * minute);
      return (story.world.dataverse.log.counts.operations - before) / minutes;
    };
    const orders = await perMinute(0, ({ flows }) => [flows.orders]);
    const both = await perMinute(50, ({ flows }) => [flows.orders, flows.stock]);
    const beside = both - orders - 50;
    t.diagnostic(`${beside.toFixed(1)} operations a minute beside 50 writes`);
    assert.ok(beside <= 14, `${beside} operations a minute`);
  });
});
