/** What people do about a listing that is held up, and that it is then published. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row } from '../../sandbox/dataverse/model.ts';
import { minute, StockStory } from './stock-story.ts';

const retry = 927_130_000;
const done = 927_130_002;

const exceptionOf = (story: StockStory, sku: string): Readonly<Row> => {
  const found = story.world.dataverse.find(
    'mpb_exception',
    (row) => row.statecode === 0 && row.mpb_recordkey === sku,
  );
  assert.ok(found, `an open exception of ${sku}`);
  return found;
};

describe('a quantity that the marketplace refused', () => {
  it('goes with the next file when somebody has it looked at again, and not when the hour is over', async () => {
    const story = new StockStory({ stock: { onHand: () => 20 } });
    await story.run(5 * minute);
    const { dataverse, mirakl, environment } = story.world;
    const sku = story.sku(1);
    mirakl.refuseSku(sku, 'The offer is blocked by the operator');
    story.stock.set(sku, 4);
    await story.run(40 * minute);
    mirakl.refuseSku(sku, null);
    const exception = exceptionOf(story, sku);
    const userId = environment.users.operations;
    const before = story.now();
    const action = dataverse.createAs({ userId, initiatingUserId: userId }, 'mpb_action', {
      mpb_name: 'Look again',
      mpb_kind: retry,
      mpb_exceptionid: exception.mpb_exceptionid,
    });
    await story.run(3 * minute);
    assert.equal(story.shown(sku), 4);
    assert.deepEqual(story.exceptions(sku), []);
    assert.equal(story.listing(sku).mpb_place, done);
    const lines = story.linesSince(before).filter((line) => line.sku === sku);
    assert.deepEqual(
      lines.map(({ accepted }) => accepted),
      [true],
      'sent once',
    );
    assert.match(String(dataverse.get('mpb_action', action)?.mpb_outcometext), /with the next stock file/);
  });
});

describe('an offer whose SKU nobody knows', () => {
  it('shows the stock of the product that somebody maps it to, and its cause says 1 of 1', async () => {
    const story = new StockStory({ stock: { onHand: () => 20, listings: 'none' } });
    const { dataverse, mirakl } = story.world;
    const sku = 'OLD-DRILL';
    mirakl.addOffer({ sku, quantity: 3, title: 'Drill, old', priceMinor: 4_999 });
    await story.start(({ flows }) => [flows.orders, flows.stock, flows.census]);
    await story.run(15 * minute);
    assert.equal(story.shown(sku), 3, 'left alone');
    assert.deepEqual(
      story.exceptions(sku).map(({ code }) => code),
      ['offer-without-product'],
    );
    dataverse.insert('mpb_skumapping', {
      mpb_name: sku,
      mpb_marketplaceid: story.world.marketplaceId,
      mpb_sku: sku,
      mpb_productid: story.stock.productId(story.sku(0)),
    });
    await story.run(3 * minute);
    assert.equal(story.shown(sku), story.stock.onHand(story.sku(0)));
    assert.deepEqual(story.exceptions(sku), []);
    const cause = dataverse.find('mpb_cause', (row) => row.mpb_causekey === 'sku:old-drill');
    assert.deepEqual([cause?.mpb_held, cause?.mpb_open], [1, 0]);
  });
});
