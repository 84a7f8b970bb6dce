/** "37 of 37 cleared": what a control reads of a cause, whichever way the relay hears that it was fixed. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HttpFailure } from '@marketplace-bridge/relay';
import { minute, Story } from '../orders/story.ts';
import { cause, clearedOf, mappingSaved, taxRuleSaved, told } from './told.ts';
import { bodyText, portOf } from '../ports.ts';

const drill = 'sku:old-drill';

async function heldUp(count: number, others = 0): Promise<{ story: Story; held: string[] }> {
  const story = new Story();
  const held = Array.from({ length: count }, () => story.ordered({ lines: [{ product: 'OLD-DRILL' }] }));
  for (let index = 0; index < others; index++) story.ordered({ lines: [{ product: 'OLD-SAW' }] });
  await story.relayWorks();
  return { story, held };
}

it('orders with one unknown SKU share one cause, which says how many it holds up', async () => {
  const { story, held } = await heldUp(7, 2);
  assert.deepEqual(
    [
      cause(story, drill).mpb_open,
      cause(story, drill).mpb_held ?? null,
      cause(story, 'sku:old-saw').mpb_open,
    ],
    [7, null, 2],
  );
  assert.match(String(cause(story, drill).mpb_name), /OLD-DRILL/i);
  for (const id of held) {
    assert.equal(story.exception(id, 'unknown-sku').mpb_causeid, cause(story, drill).mpb_causeid);
  }
  await story.end();
});

it('a mapping that is saved clears them at once when the event comes, and the control can say 37 of 37', async () => {
  const { story, held } = await heldUp(37, 1);
  const before = story.harness.clock.now();
  const calls = story.mirakl.log.length;
  await told(story, story.copy, mappingSaved(story.mapSku('Old-Drill')));
  assert.ok(story.harness.clock.now() - before < 5_000, 'before any sweep');
  assert.deepEqual(clearedOf(story, drill), { held: 37, cleared: 37 });
  for (const id of held) assert.equal(story.salesOrdersOf(id).length, 1);
  assert.equal(story.mirakl.log.length, calls, 'an event never calls the marketplace');
  const { mpb_fixedon: fixedOn } = cause(story, drill);
  await story.relayWorks();
  for (const id of held) story.assertDone(id);
  assert.deepEqual(clearedOf(story, drill), { held: 37, cleared: 37 }, 'the sweep heard of it as well');
  assert.equal(cause(story, drill).mpb_fixedon, fixedOn, 'and knew that it was noted');
  assert.equal(cause(story, 'sku:old-saw').mpb_open, 1);
  await story.end();
});

it('without any event the sweep does the same', async () => {
  const { story, held } = await heldUp(12);
  story.mapSku('OLD-DRILL');
  await story.relayWorks();
  for (const id of held) story.assertDone(id);
  assert.deepEqual(clearedOf(story, drill), { held: 12, cleared: 12 });
  await story.end();
});

it('an order that has another problem as well is cleared of this one, and stays', async () => {
  const story = new Story();
  const both = story.ordered({ lines: [{ product: 'OLD-DRILL' }, { product: 'OLD-SAW' }] });
  await story.relayWorks();
  await told(story, story.copy, mappingSaved(story.mapSku('OLD-DRILL')));
  assert.deepEqual(clearedOf(story, drill), { held: 1, cleared: 1 });
  assert.equal(cause(story, 'sku:old-saw').mpb_open, 1);
  story.assertHeld(both, 'unknown-sku');
  await story.end();
});

it('a mapping that is wrong and corrected counts anew', async () => {
  const { story } = await heldUp(3);
  const retired = story.productRow(4);
  story.dynamics.patchAs({}, 'product', String(retired.productid), { statecode: 1, statuscode: 2 });
  const mapping = story.mapSku('OLD-DRILL', 4);
  await told(story, story.copy, mappingSaved(mapping));
  assert.deepEqual(clearedOf(story, drill), { held: 3, cleared: 0 }, 'a retired product helps nobody');
  await story.harness.clock.advance(2_000);
  story.dynamics.patchAs({}, 'mpb_skumapping', mapping, { mpb_productid: story.productRow(0).productid });
  await told(story, story.copy, mappingSaved(mapping));
  assert.deepEqual(clearedOf(story, drill), { held: 3, cleared: 3 });
  await story.relayWorks();
  await story.end();
});

it('a tax rule that was missing clears the orders that it held up', async () => {
  const story = new Story();
  for (const row of story.dynamics.rows('mpb_taxrule').slice()) {
    if (row.mpb_taxcategory === 'standard')
      story.dynamics.patchAs({}, 'mpb_taxrule', String(row.mpb_taxruleid), { statecode: 1, statuscode: 2 });
  }
  const ids = [story.ordered(), story.ordered()];
  await story.relayWorks();
  for (const id of ids) story.assertHeld(id, 'no-tax-rule');
  const key = String(story.exception(ids[0]!, 'no-tax-rule').mpb_causekey);
  assert.equal(cause(story, key).mpb_open, 2);
  const [, territory = ''] = key.slice('tax:'.length).split('|');
  await told(story, story.copy, taxRuleSaved(story.addTaxRule('standard', territory.toUpperCase(), 20)));
  assert.deepEqual(clearedOf(story, key), { held: 2, cleared: 2 });
  await story.relayWorks();
  await story.end();
});

it('the marketplace saved with what was missing clears what waited for set-up', async () => {
  const story = new Story();
  story.setMarketplace({ mpb_shippingproductid: null });
  const ids = [1, 2, 3].map(() => story.ordered({ lines: [{ shipping: 499 }] }));
  await story.relayWorks();
  const key = 'set-up:shipping product';
  assert.equal(cause(story, key).mpb_open, 3);
  story.setMarketplace({ mpb_shippingproductid: story.productRow(5).productid });
  await story.relayWorks();
  for (const id of ids) story.assertDone(id);
  assert.deepEqual(clearedOf(story, key), { held: 3, cleared: 3 });
  await story.end();
});

it('a relay that dies before it counts leaves a count that the next one puts right', async () => {
  const { story } = await heldUp(5);
  let dead = false;
  const dying = await story.harness.startCopy({
    name: 'relay-2',
    seed: 2,
    through: (port) =>
      portOf(async (request, signal) => {
        if (dead) throw new HttpFailure('unreachable', false, 'dead');
        const answer = await port.send(request, signal);
        // The Sales Orders were made; nobody has counted yet.
        if (bodyText(request).includes('POST /api/data/v9.2/salesorders')) dead = true;
        return answer;
      }),
  });
  await told(story, dying, mappingSaved(story.mapSku('OLD-DRILL')));
  assert.ok(dead);
  assert.deepEqual([cause(story, drill).mpb_open, cause(story, drill).mpb_held], [5, 5], 'a count of before');
  await story.startRelay({ name: 'relay-1', seed: 3 });
  await story.relayWorks(6);
  assert.deepEqual(clearedOf(story, drill), { held: 5, cleared: 5 });
  await story.end();
});

it('a mapping saved while no relay runs is a fix for whoever starts', async () => {
  const { story, held } = await heldUp(4);
  await story.harness.clock.advance(3 * minute);
  story.mapSku('OLD-DRILL');
  await story.harness.clock.advance(3 * minute);
  await story.startRelay({ name: 'relay-1', seed: 2 });
  await story.relayWorks();
  for (const id of held) story.assertDone(id);
  assert.deepEqual(clearedOf(story, drill), { held: 4, cleared: 4 });
  await story.end();
});

it('two copies that hear of one mapping clear each order once', async () => {
  const { story, held } = await heldUp(30);
  const other = await story.harness.startCopy({ name: 'relay-2', seed: 2 });
  const event = mappingSaved(story.mapSku('OLD-DRILL'));
  await Promise.all([told(story, story.copy, event, event), told(story, other, event)]);
  assert.deepEqual(clearedOf(story, drill), { held: 30, cleared: 30 });
  for (const id of held) assert.equal(story.salesOrdersOf(id).length, 1);
  await story.relayWorks();
  for (const id of held) story.assertDone(id);
  await story.end();
});
