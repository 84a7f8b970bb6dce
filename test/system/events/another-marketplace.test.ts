/** Two marketplaces in one environment have products in common, and mappings of their own. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Story } from '../orders/story.ts';
import { cause, clearedOf, mappingSaved, told } from './told.ts';

it('a mapping that is saved for another marketplace is no fix of the same SKU here, by sweep', async () => {
  const story = new Story();
  const held = [1, 2, 3].map(() => story.ordered({ lines: [{ product: 'OLD-DRILL' }] }));
  await story.relayWorks();
  const other = story.dynamics.insert('mpb_marketplace', {
    mpb_name: 'Another',
    mpb_miraklhost: 'another.example',
  });
  await story.relayWorks();
  const replays = story.replays().length;
  story.dynamics.createAs({}, 'mpb_skumapping', {
    mpb_name: 'OLD-DRILL',
    mpb_sku: 'OLD-DRILL',
    mpb_marketplaceid: other,
    mpb_productid: story.productRow(0).productid,
  });
  await story.relayWorks();
  assert.equal(cause(story, 'sku:old-drill').mpb_fixedon ?? null, null, 'nobody fixed it here');
  assert.equal(story.replays().length, replays);
  story.mapSku('OLD-DRILL');
  await story.relayWorks();
  assert.deepEqual(clearedOf(story, 'sku:old-drill'), { held: 3, cleared: 3 });
  for (const id of held) story.assertDone(id);
  await story.end();
});

it('nor by event', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  const other = story.dynamics.insert('mpb_marketplace', {
    mpb_name: 'Another',
    mpb_miraklhost: 'another.example',
  });
  const theirs = story.dynamics.createAs({}, 'mpb_skumapping', {
    mpb_name: 'OLD-DRILL',
    mpb_sku: 'OLD-DRILL',
    mpb_marketplaceid: other,
    mpb_productid: story.productRow(0).productid,
  });
  await told(story, story.copy, mappingSaved(theirs));
  assert.equal(cause(story, 'sku:old-drill').mpb_fixedon ?? null, null, 'nobody fixed it here');
  story.assertHeld(id, 'unknown-sku');
  await told(story, story.copy, mappingSaved(story.mapSku('OLD-DRILL')));
  assert.deepEqual(clearedOf(story, 'sku:old-drill'), { held: 1, cleared: 1 });
  await story.end();
});
