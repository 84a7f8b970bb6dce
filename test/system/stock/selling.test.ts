/** Orders of the marketplace and its stock: what is sold there is subtracted exactly once, whoever books it when. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hour, minute, quietStory, StockStory } from './stock-story.ts';

function buy(story: StockStory, sku: string, quantity: number): string {
  const born = story.world.life.buy(sku, quantity);
  assert.ok(born, 'the customer finds enough');
  return born.orderId;
}

/** Never more than this was shown in between, and this is what was shown in the end. */
async function runAndWatch(story: StockStory, sku: string, milliseconds: number): Promise<number> {
  let most = story.shown(sku);
  for (let left = milliseconds; left > 0; left -= 15_000) {
    await story.run(Math.min(left, 15_000));
    most = Math.max(most, story.shown(sku));
  }
  return most;
}

describe('a sale on the marketplace', () => {
  it('lowers what is available, and needs no second telling where both say the same', async () => {
    const story = await quietStory();
    const sku = story.sku(1);
    buy(story, sku, 3);
    assert.equal(story.shown(sku), 17, 'the marketplace subtracts it itself');
    await story.run(6 * minute);
    assert.equal(story.shown(sku), 17);
    assert.equal(story.listing(sku).mpb_published, 17);
    assert.match(String(story.listing(sku).mpb_why), /20 on hand, less 3 in open orders/);
  });

  it('is subtracted once while it is imported, dispatched and booked, in this order', async () => {
    const story = await quietStory();
    const sku = story.sku(1);
    const orderId = buy(story, sku, 3);
    await story.run(8 * minute);
    story.world.mirakl.events.moveTo(orderId, 'SHIPPED');
    assert.equal(
      await runAndWatch(story, sku, 5 * minute),
      17,
      'dispatched and not booked: subtracted still',
    );
    story.stock.change(sku, -3);
    assert.equal(await runAndWatch(story, sku, 5 * minute), 17);
    assert.equal(story.shown(sku), 17);
    assert.equal(story.listing(sku).mpb_available, 17);
  });

  it('that is booked before its dispatch is told shows too little for a moment, never too much', async () => {
    const story = await quietStory();
    const sku = story.sku(1);
    const orderId = buy(story, sku, 3);
    await story.run(8 * minute);
    story.stock.change(sku, -3);
    assert.ok((await runAndWatch(story, sku, 3 * minute)) <= 17);
    assert.equal(story.shown(sku), 14, 'twice, for the moment');
    story.world.mirakl.events.moveTo(orderId, 'SHIPPED');
    assert.ok((await runAndWatch(story, sku, 59 * minute)) <= 17);
    await story.run(10 * minute);
    assert.equal(story.shown(sku), 17, 'once the settle time is over');
  });

  it('that nobody ever books is subtracted for the settle time, and then believed to be in the source', async () => {
    const story = await quietStory({ stock: { policy: { mpb_settleminutes: 30 } } });
    const sku = story.sku(1);
    const orderId = buy(story, sku, 3);
    await story.run(8 * minute);
    story.world.mirakl.events.moveTo(orderId, 'SHIPPED');
    await story.run(28 * minute);
    assert.equal(story.shown(sku), 17);
    await story.run(8 * minute);
    assert.equal(story.shown(sku), 20);
  });

  it('whose settle time ends while another copy leads is looked at all the same', async () => {
    const story = await quietStory({ stock: { policy: { mpb_settleminutes: 30 } } });
    const sku = story.sku(1);
    const orderId = buy(story, sku, 3);
    await story.run(8 * minute);
    story.world.mirakl.events.moveTo(orderId, 'SHIPPED');
    await story.run(10 * minute);
    await story.start();
    await story.run(30 * minute);
    assert.equal(story.shown(sku), 20);
  });

  it('that is cancelled gives its units back, whether or not the marketplace does so itself', async () => {
    for (const cancellationRestocks of [false, true]) {
      const story = await quietStory({ mirakl: { settings: { cancellationRestocks } } });
      const sku = story.sku(1);
      const orderId = buy(story, sku, 3);
      await story.run(8 * minute);
      const line = story.world.mirakl.order(orderId)?.order_lines[0];
      story.world.mirakl.events.cancelLine(orderId, line?.order_line_id ?? '');
      await story.run(8 * minute);
      assert.equal(story.shown(sku), 20);
    }
  });

  it('made good by a receipt of the same size is told all the same, since the marketplace has less', async () => {
    const story = await quietStory();
    const sku = story.sku(1);
    buy(story, sku, 3);
    story.stock.change(sku, 3);
    await story.run(8 * minute);
    assert.equal(story.shown(sku), 20);
  });

  it('while its offer is limited is made up for at once, and costs one write in its life', async () => {
    const story = await quietStory({ stock: { policy: { mpb_stocklimit: 5 } } });
    const sku = story.sku(1);
    const orderId = buy(story, sku, 2);
    const version = () => Number(story.listing(sku).versionnumber);
    const before = version();
    await story.run(8 * minute);
    assert.equal(story.shown(sku), 5);
    const sold = version();
    assert.ok(sold > before, 'it is noted that the marketplace has it all again');
    story.world.mirakl.events.moveTo(orderId, 'SHIPPED');
    story.stock.change(sku, -2);
    await story.run(8 * minute);
    assert.equal(story.shown(sku), 5);
    assert.equal(version(), sold);
  });

  it('is subtracted until it is a Sales Order where the source counts those itself', async () => {
    const story = await quietStory({
      stock: { policy: { mpb_demandrule: 927_130_001, mpb_settleminutes: 20 } },
    });
    const sku = story.sku(1);
    buy(story, sku, 3);
    await story.run(10 * minute);
    assert.equal(story.shown(sku), 17);
    // The source takes it off as soon as it stands in a Sales Order.
    story.stock.change(sku, -3);
    assert.ok((await runAndWatch(story, sku, 10 * minute)) <= 17);
    assert.equal(story.shown(sku), 17);
  });
});

describe('two offers of one product', () => {
  it('share its stock: what one sells, the other cannot', async () => {
    const story = await quietStory();
    const [single, pack] = [story.sku(1), story.sku(2)];
    story.saveListing(pack, {
      mpb_productid: story.stock.productId(single),
      mpb_unitsperoffer: 6,
    });
    await story.run(3 * minute);
    assert.equal(story.shown(single), 20);
    assert.equal(story.shown(pack), 3, '20 units are 3 packs of six');
    buy(story, pack, 1);
    await story.run(8 * minute);
    assert.equal(story.shown(single), 14);
    assert.equal(story.shown(pack), 2);
    story.stock.set(single, 5);
    await story.run(3 * minute);
    assert.equal(story.shown(single), 0);
    assert.equal(story.shown(pack), 0);
  });
});

describe('a busy hour', () => {
  it('ends with the marketplace at the target of every SKU', async () => {
    const story = await quietStory({ stock: { products: 12, policy: { mpb_settleminutes: 15 } } });
    const sold: string[] = [];
    for (let step = 0; step < 60; step++) {
      const sku = story.sku((step * 7) % 12);
      if (step % 3 === 0) story.stock.change(sku, step % 5 === 0 ? 4 : -1);
      else if (story.shown(sku) > 0) sold.push(buy(story, sku, 1));
      const orderId = sold[Math.floor(step / 4)];
      if (step % 4 === 0 && orderId !== undefined) story.world.mirakl.events.moveTo(orderId, 'SHIPPED');
      await story.run(minute);
    }
    await story.run(hour);
    const open = new Map<string, number>();
    for (const order of story.world.mirakl.orders) {
      if (order.order_state === 'SHIPPED') continue;
      for (const line of order.order_lines) {
        open.set(line.offer_sku, (open.get(line.offer_sku) ?? 0) + line.quantity);
      }
    }
    assert.ok(open.size > 3 && sold.length > 30, 'customers bought');
    for (const { sku } of story.stock.products) {
      const target = Math.max(0, (story.stock.onHand(sku) ?? 0) - (open.get(sku) ?? 0));
      assert.equal(story.shown(sku), target, sku);
      assert.equal(story.listing(sku).mpb_published, target, sku);
    }
  });
});
