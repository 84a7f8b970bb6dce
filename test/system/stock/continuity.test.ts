/** The stock flow goes on from rows alone: after a crash at any request, a lost token, a copy that takes over. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MortalPort } from '../../simulation/mortal-port.ts';
import { throttled } from '../../sandbox/dataverse/faults.ts';
import { hour, minute, StockStory } from './stock-story.ts';

const state = { refused: 927_130_004, unknown: 927_130_005, done: 927_130_003 };

function assertAllShown(story: StockStory): void {
  for (const { sku } of story.stock.products) {
    assert.equal(story.shown(sku), story.stock.onHand(sku), sku);
    assert.equal(story.listing(sku).mpb_published, story.stock.onHand(sku), sku);
  }
}

/** Each file has come to its end, and whatever it could not publish stands elsewhere. */
function assertFilesEnded(story: StockStory): void {
  for (const row of story.files()) {
    assert.ok(Object.values(state).includes(Number(row.mpb_state)), `a file is ${String(row.mpb_state)}`);
    assert.ok(row.mpb_answeredon, 'it is known what became of its lines');
  }
}

function assertNoHaste(story: StockStory): void {
  assert.deepEqual(
    story.world.mirakl.log.filter(({ status }) => status === 429).map(({ operation }) => operation),
    [],
  );
}

/** A relay that dies after so many requests, while stock changes; another one begins a little later. */
async function crashed(diesAfter: number): Promise<{ story: StockStory; died: boolean }> {
  const story = new StockStory({ stock: { products: 4, onHand: () => 20 } });
  const mortal = new MortalPort(diesAfter);
  const refused = story.sku(3);
  story.world.mirakl.refuseSku(refused, 'blocked');
  await story.start(
    undefined,
    (port) => mortal.through(port),
    () => mortal.dead,
  );
  const steps: (() => void)[] = [
    () => {
      story.stock.set(story.sku(0), 15);
      story.stock.set(refused, 12);
    },
    () => {
      story.stock.set(story.sku(1), 0);
      story.saveListing(story.sku(2), { mpb_stocklimit: 7 });
    },
    () => {
      story.stock.set(story.sku(0), 3);
      story.saveListing(story.sku(2), { mpb_stocklimit: null });
    },
  ];
  await story.run(2 * minute, () => mortal.dead);
  for (const step of steps) {
    step();
    await story.run(80_000, () => mortal.dead);
  }
  const died = mortal.dead;
  await story.harness.clock.advance(2_000);
  await story.start();
  await story.run(3 * minute);
  story.world.mirakl.refuseSku(refused, null);
  await story.run(34 * minute);
  return { story, died };
}

/** Every request, where somebody has minutes to spare: EVERY_DEATH=1. */
const step = process.env.EVERY_DEATH === undefined ? 9 : 1;

describe('a relay that dies', () => {
  it('after any of its requests leaves nothing unpublished, and breaks no limit', async (t) => {
    let deaths = 0;
    for (let diesAfter = 1; ; diesAfter += step) {
      const { story, died } = await crashed(diesAfter);
      if (!died) break;
      deaths += 1;
      assertAllShown(story);
      assertFilesEnded(story);
      assertNoHaste(story);
      assert.deepEqual(story.exceptions(story.sku(3)), [], `after ${diesAfter} requests`);
    }
    t.diagnostic(`${deaths} deaths`);
    assert.ok(deaths > 80 / step, `${deaths} deaths`);
  });
});

describe('change tracking', () => {
  it('whose token is lost sends everything once more, whatever was confirmed', async () => {
    const story = new StockStory({ stock: { onHand: () => 20 } });
    await story.run(5 * minute);
    story.world.mirakl.changeOffer(story.sku(2), { quantity: 99 });
    story.world.dataverse.expireDeltaTokens();
    const from = story.now();
    story.stock.set(story.sku(1), 8);
    await story.run(10 * minute);
    assertAllShown(story);
    assert.equal(new Set(story.linesSince(from).map(({ sku }) => sku)).size, 10);
    const files = story.files().length;
    await story.run(hour);
    assert.equal(story.files().length, files);
  });

  it('goes on where it stood for a copy that takes over, and sends nothing twice', async () => {
    const story = new StockStory({ stock: { onHand: () => 20 } });
    await story.run(5 * minute);
    const from = story.now();
    story.stock.set(story.sku(1), 8);
    await story.start();
    await story.run(5 * minute);
    assert.equal(story.shown(story.sku(1)), 8);
    assert.equal(story.linesSince(from).length, 1);
  });

  it('of a table too long for one page is paged through', async () => {
    const story = new StockStory({
      stock: { products: 60, onHand: () => 20 },
      dynamics: { settings: { maxPageSize: 7 } },
    });
    await story.run(10 * minute);
    for (const { sku } of story.stock.products) story.stock.change(sku, -5);
    await story.run(5 * minute);
    assertAllShown(story);
  });
});

describe('a copy that takes over', () => {
  it('asks for the answer of a file that another one sent', async () => {
    const story = new StockStory({
      stock: { onHand: () => 20 },
      mirakl: { settings: { stockImport: { baseMs: 100_000 } } },
    });
    await story.run(5 * minute);
    const from = story.now();
    story.stock.set(story.sku(1), 8);
    await story.run(40_000, () => story.world.mirakl.stockUploads.some(({ at }) => at >= from));
    // A second file notes the import of the first.
    story.stock.set(story.sku(2), 9);
    await story.run(75_000);
    await story.start();
    await story.run(10 * minute);
    assertAllShown(story);
    assertFilesEnded(story);
  });
});

describe('the allowance of Dynamics', () => {
  it('used up for a while delays stock, and loses none', async () => {
    const story = new StockStory({ stock: { onHand: () => 20 } });
    await story.run(5 * minute);
    for (const { sku } of story.stock.products) story.stock.change(sku, -2);
    story.world.dataverse.script({ fault: throttled(40), times: 6 });
    await story.run(10 * minute);
    assertAllShown(story);
    assertFilesEnded(story);
  });
});
