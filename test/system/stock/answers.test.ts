/** What becomes of a file: refused lines, refused files, lost answers, limits. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wholeBody } from '../ports.ts';
import { hour, minute, quietStory, StockStory } from './stock-story.ts';

const place = { waiting: 927_130_000, exception: 927_130_001, done: 927_130_002 };

function assertAllShown(story: StockStory): void {
  for (const { sku } of story.stock.products) assert.equal(story.shown(sku), story.stock.onHand(sku), sku);
}

/** Everything changes at once. */
function changeAll(story: StockStory, by = -3): void {
  for (const { sku } of story.stock.products) story.stock.change(sku, by);
}

const openFiles = (story: StockStory) =>
  story.files().filter((row) => ![927_130_003, 927_130_004, 927_130_005].includes(Number(row.mpb_state)));

describe('a line that the marketplace refuses', () => {
  it('becomes an exception with its reason, and the rest stand', async () => {
    const story = await quietStory();
    const [sku, other] = [story.sku(1), story.sku(2)];
    story.world.mirakl.refuseSku(sku, 'The offer is blocked by the operator');
    changeAll(story);
    await story.run(3 * minute);
    assert.equal(story.shown(other), 17);
    assert.equal(story.shown(sku), 20);
    const [exception, ...more] = story.exceptions(sku);
    assert.equal(exception?.code, 'stock-line-refused');
    assert.match(exception.cause, /blocked by the operator/);
    assert.deepEqual(more, []);
    const listing = story.listing(sku);
    assert.equal(listing.mpb_place, place.exception);
    assert.match(String(listing.mpb_answer), /blocked by the operator/);
    assert.equal(listing.mpb_published, 20, 'what the marketplace confirmed last');
    assert.equal(story.files().at(-1)?.mpb_refusedcount, 1);
    assert.deepEqual(openFiles(story), []);
  });

  it('is tried again by itself, less and less often, and closes its exception when it is taken', async () => {
    const story = await quietStory();
    const sku = story.sku(1);
    story.world.mirakl.refuseSku(sku, 'blocked');
    story.stock.set(sku, 4);
    await story.run(hour);
    const tries = story.world.mirakl.stockLog.filter((line) => line.sku === sku && !line.accepted).length;
    assert.ok(tries >= 2 && tries <= 4, `${tries} tries in an hour`);
    story.world.mirakl.refuseSku(sku, null);
    await story.run(4 * hour);
    assert.equal(story.shown(sku), 4);
    assert.deepEqual(story.exceptions(sku), []);
    assert.equal(story.listing(sku).mpb_place, place.done);
    assert.equal(story.listing(sku).mpb_dueon ?? null, null);
  });

  it('is tried at once when its stock changes', async () => {
    const story = await quietStory();
    const sku = story.sku(1);
    story.world.mirakl.refuseSku(sku, 'blocked');
    story.stock.set(sku, 4);
    await story.run(2 * minute);
    story.world.mirakl.refuseSku(sku, null);
    story.stock.set(sku, 0);
    await story.run(2 * minute);
    assert.equal(story.shown(sku), 0);
    assert.deepEqual(story.exceptions(sku), []);
  });
});

describe('a file that is refused as a whole', () => {
  it('loses nothing: everything is sent again, and its exception closes itself', async () => {
    const story = await quietStory();
    story.world.mirakl.script({ operation: 'STO01', times: 1, fault: 'import-fails' });
    changeAll(story);
    await story.run(90_000, () => story.exceptions().length > 0);
    assert.deepEqual(
      story.exceptions().map(({ code }) => code),
      ['stock-file-refused'],
    );
    await story.run(8 * minute);
    assertAllShown(story);
    assert.deepEqual(story.exceptions(), []);
    assert.ok(
      story.files().every((row) => row.mpb_answeredon !== null && row.mpb_answeredon !== undefined),
      'every file is dealt with',
    );
  });

  it('by a 400 is sent again too', async () => {
    const story = await quietStory();
    story.world.mirakl.script({ operation: 'STO01', times: 2, fault: { status: 400 } });
    changeAll(story);
    await story.run(10 * minute);
    assertAllShown(story);
    assert.deepEqual(story.exceptions(), []);
  });

  it('because of one line ends with that line alone, which has the exception', async () => {
    const story = await quietStory({ stock: { products: 40 } });
    const poison = story.sku(17);
    story.world.mirakl.poisonSku(poison);
    changeAll(story);
    await story.run(40 * minute);
    for (const { sku } of story.stock.products) {
      assert.equal(story.shown(sku), sku === poison ? 20 : 17, sku);
    }
    assert.deepEqual(
      story.exceptions(poison).map(({ code }) => code),
      ['stock-line-refused'],
    );
    const held = story.world.dataverse.rows('mpb_listing').filter((row) => row.mpb_place === place.exception);
    assert.equal(held.length, 1);
    assert.deepEqual(story.exceptions(), []);
    story.world.mirakl.poisonSku(poison, false);
    await story.run(3 * hour);
    assert.equal(story.shown(poison), 17);
    assert.deepEqual(story.exceptions(poison), []);
  });
});

describe('a file that is refused by a 400 because of one line', () => {
  it('ends with that line alone too, and keeps nobody else waiting', async () => {
    let poison = '';
    const story = await quietStory({
      stock: { products: 12 },
      through: (port) => ({
        ...port,
        send: async (request, signal) => {
          const isPoisoned =
            poison !== '' &&
            request.url.endsWith('/offers/stock/imports') &&
            (await wholeBody(request)).toString('utf8').includes(poison);
          if (!isPoisoned) return port.send(request, signal);
          const body = new TextEncoder().encode('{"status":400,"message":"Bad Request"}');
          return { status: 400, headers: { 'content-type': 'application/json' }, body };
        },
      }),
    });
    poison = story.sku(5);
    changeAll(story);
    await story.run(25 * minute);
    for (const { sku } of story.stock.products) {
      assert.equal(story.shown(sku), sku === poison ? 20 : 17, sku);
    }
    assert.deepEqual(
      story.exceptions(poison).map(({ code }) => code),
      ['stock-line-refused'],
    );
    story.stock.set(story.sku(6), 2);
    await story.run(4 * minute);
    assert.equal(story.shown(story.sku(6)), 2);
    assert.deepEqual(story.exceptions(), []);
  });
});

describe('a file of which nobody knows whether it arrived', () => {
  it('and that did arrive is found there, and nothing is sent twice', async () => {
    const story = await quietStory();
    const from = story.now();
    story.world.mirakl.script({ operation: 'STO01', times: 1, fault: 'answer-lost' });
    changeAll(story);
    await story.run(6 * minute);
    assertAllShown(story);
    assert.equal(story.linesSince(from).length, 10);
    for (const { sku } of story.stock.products) assert.equal(story.listing(sku).mpb_published, 17);
  });

  it('and that did arrive is sent again where its listings could not be told of it', async () => {
    const story = await quietStory();
    const sku = story.sku(1);
    story.world.mirakl.script({ operation: 'STO01', times: 1, fault: 'answer-lost' });
    // Somebody else writes the listing whenever the relay does, until it gives up.
    story.world.dataverse.script({
      operation: ({ method, path }) => method === 'PATCH' && path.startsWith('mpb_listings('),
      fault: { kind: 'answer', status: 412, code: '0x80060882' },
      times: 3,
    });
    story.stock.set(sku, 26);
    await story.run(90_000, () => (story.world.mirakl.counts().OF21 ?? 0) > 0);
    assert.equal(story.shown(sku), 26);
    story.stock.set(sku, 20);
    await story.run(8 * minute);
    assert.equal(story.shown(sku), 20);
    assert.equal(story.listing(sku).mpb_published, 20);
  });

  it('and that did not arrive is sent again with what is there then', async () => {
    const story = await quietStory();
    story.world.mirakl.script({ operation: 'STO01', times: 1, fault: { status: 503 } });
    changeAll(story);
    await story.run(45_000, () => (story.world.mirakl.counts().STO01 ?? 0) > 0);
    story.stock.set(story.sku(4), 1);
    await story.run(5 * minute);
    assertAllShown(story);
    assert.deepEqual(openFiles(story), []);
  });

  it('longer than what is looked at is sent again, and not asked for line by line', async () => {
    const story = await quietStory({ stock: { products: 60 } });
    story.world.mirakl.script({ operation: 'STO01', times: 1, fault: 'answer-lost' });
    changeAll(story);
    await story.run(6 * minute);
    assertAllShown(story);
    assert.ok((story.world.mirakl.counts().OF21 ?? 0) <= 20);
  });

  it('whose import the marketplace has forgotten is sent again', async () => {
    const story = await quietStory();
    story.world.mirakl.script({ operation: 'STO01', times: 1, fault: 'import-fails' });
    story.world.mirakl.script({ operation: 'STO02', times: 1, fault: { status: 404 } });
    changeAll(story);
    await story.run(8 * minute);
    assertAllShown(story);
  });
});

describe('a marketplace that is busy', () => {
  it('says when it may be called again, and nothing is lost', async () => {
    const story = await quietStory();
    const from = story.now();
    story.world.mirakl.script({ operation: 'STO01', times: 2, fault: { status: 429, retryAfter: 150 } });
    changeAll(story);
    await story.run(12 * minute);
    assertAllShown(story);
    const calls = story.world.mirakl.log.filter(({ operation, at }) => operation === 'STO01' && at >= from);
    assert.equal(calls.length, 3);
    calls.slice(1).forEach(({ at }, index) => {
      assert.ok(at - (calls[index]?.at ?? 0) >= 150_000);
    });
    assert.deepEqual(story.exceptions(), []);
  });

  it('that imports slowly, one file overtaking another, ends with the newest quantities', async () => {
    const story = await quietStory({
      mirakl: { settings: { stockImport: { baseMs: 10_000, order: 'may-overtake' } } },
    });
    const sku = story.sku(1);
    story.world.mirakl.script({ operation: 'STO01', times: 1, fault: { importTakes: 200_000 } });
    story.stock.set(sku, 9);
    await story.run(70_000);
    story.stock.set(sku, 5);
    await story.run(10 * minute);
    assert.equal(story.shown(sku), 5);
    assert.equal(story.listing(sku).mpb_published, 5);
  });

  it('that fails for a while at every call costs nothing but time', async () => {
    const story = await quietStory();
    for (const operation of ['STO01', 'STO02', 'OF21'] as const) {
      story.world.mirakl.script({ operation, times: 4, fault: { status: 500 } });
    }
    changeAll(story);
    await story.run(20 * minute);
    assertAllShown(story);
    assert.deepEqual(openFiles(story), []);
  });
});
