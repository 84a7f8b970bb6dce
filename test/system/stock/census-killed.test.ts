/** A census that is killed at any of its requests: the next relay goes on, reports everything once and puts it right. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loopsOf } from '../side-by-side.ts';
import {
  alwaysQuiet,
  assertAddsUp,
  assertShowsAll,
  censuses,
  classes,
  found,
  lastCensus,
  Mortal,
  withoutStock,
} from './census-story.ts';
import { hour, minute, StockStory } from './stock-story.ts';

const products = 10;

/** Ten offers, of which five differ: changed there, gone, new, and two that nobody sent. */
function planted(): { story: StockStory; expected: string[] } {
  const story = new StockStory({ stock: { products, onHand: () => 20, policy: alwaysQuiet } });
  const { mirakl } = story.world;
  const [changed = '', gone = '', moved = '', other = ''] = [0, 1, 2, 3].map((at) => story.sku(at));
  mirakl.changeOffer(changed, { quantity: 31 });
  mirakl.removeOffer(gone);
  story.stock.set(moved, 12);
  story.stock.set(other, 25);
  mirakl.addOffer({ sku: 'NEW-SAW', quantity: 4, title: 'Saw', priceMinor: 2_999 });
  const expected = [
    `${changed} changed-there`,
    `${gone} missing`,
    `${moved} never-sent`,
    `${other} never-sent`,
    'NEW-SAW unknown-sku',
  ].sort();
  return { story, expected };
}

async function killedAt(at: number, afterwards: boolean): Promise<boolean> {
  const { story, expected } = planted();
  await story.harness.clock.advance(hour);
  const mortal = new Mortal({ at, afterwards });
  await story.start(withoutStock, mortal.through);
  mortal.live();
  await story.run(10 * minute, () => mortal.isDead || censuses(story).length > 0);
  if (!mortal.isDead) return false;

  const what = `killed ${afterwards ? 'behind' : 'before'} request ${at}`;
  await story.start(withoutStock);
  await story.run(30 * minute, () => censuses(story).length > 0);
  const census = lastCensus(story);
  assertAddsUp(census);
  // Where the one export of a day was lost with the relay, it compares what changed there instead.
  assert.deepEqual(classes(census), expected, what);
  assert.equal(found(census).length, expected.length, what);

  await story.start(loopsOf);
  await story.run(4 * minute);
  const gone = story.sku(1);
  const skus = story.stock.products.map(({ sku }) => sku).filter((sku) => sku !== gone);
  assertShowsAll(story, skus);
  assert.equal(story.listing(gone).statecode, 1, what);
  return true;
}

describe('a census that is killed', () => {
  it('goes on from there, before or behind whichever of its requests that was', async () => {
    let at = 1;
    while (await killedAt(at, at % 2 === 0)) at += 1;
    assert.ok(at > 20, `a census of ${at - 1} requests`);
  });
});
