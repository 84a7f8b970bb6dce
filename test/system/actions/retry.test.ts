/** Retries that find everything as it was, and those that find more than they were told. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { HttpPort } from '@marketplace-bridge/relay';
import { actionRequested, told } from '../events/told.ts';
import { minute, Story } from '../orders/story.ts';
import { askForOrder, assertOutcome } from './asking.ts';
import { bodyText, portOf } from '../ports.ts';

const stillHeld = /^Still held up: .*OLD-DRILL/;

async function heldUp(): Promise<{ story: Story; id: string }> {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  story.assertHeld(id, 'unknown-sku');
  return { story, id };
}

/** As after a day of tries that came to nothing. */
function parkedForLong(story: Story, id: string): void {
  story.dynamics.patchAs({}, 'mpb_order', String(story.root(id).mpb_orderid), {
    mpb_attempts: 7,
    mpb_dueon: new Date(story.harness.clock.now() + 1_200 * minute).toISOString(),
  });
}

function dueIn(story: Story, id: string): number {
  return (Date.parse(String(story.root(id).mpb_dueon)) - story.harness.clock.now()) / minute;
}

it('where nothing is new, the answer is all that is written', async () => {
  const { story, id } = await heldUp();
  const before = { ...story.root(id) };
  const action = askForOrder(story, 'operations', 'retry', id);
  await told(story, story.copy, actionRequested(action));
  assertOutcome(story, action, 'done', stillHeld);
  assert.deepEqual(story.root(id), before, 'row version and all');
  await story.end();
});

it('what was parked for a day is tried again soon, as if it had never been tried', async () => {
  const { story, id } = await heldUp();
  parkedForLong(story, id);
  const action = askForOrder(story, 'operations', 'retry', id);
  await told(story, story.copy, actionRequested(action));
  assertOutcome(story, action, 'done', stillHeld);
  assert.ok(dueIn(story, id) > 0 && dueIn(story, id) <= 30, `${dueIn(story, id)} minutes`);
  await story.end();
});

it('what somebody wrote meanwhile is read again before it is answered', async () => {
  const { story, id } = await heldUp();
  parkedForLong(story, id);
  let happened = false;
  const through = (port: HttpPort): HttpPort =>
    portOf((request, signal) => {
      if (!happened && /PATCH \S+mpb_actions/.test(bodyText(request))) {
        happened = true;
        const product = String(story.productRow(3).productid);
        story.dynamics.patchAs({}, 'product', product, { productnumber: 'OLD-DRILL' });
        parkedForLong(story, id);
      }
      return port.send(request, signal);
    });
  const other = await story.harness.startCopy({ name: 'relay-2', seed: 2, through });
  const action = askForOrder(story, 'operations', 'retry', id);
  await told(story, other, actionRequested(action));
  assert.ok(happened, 'the copy never wrote');
  assertOutcome(story, action, 'done', /^Imported as ORD-/);
  await story.relayWorks();
  story.assertDone(id);
  await story.end();
});

it('a Sales Order of which the record lost sight is found and not made twice', async () => {
  const story = new Story();
  const id = story.ordered();
  await story.relayWorks();
  story.assertDone(id);
  const row = String(story.root(id).mpb_orderid);
  story.dynamics.patchAs({}, 'mpb_order', row, { mpb_salesorderid: null });
  const action = askForOrder(story, 'operations', 'retry', id);
  await told(story, story.copy, actionRequested(action));
  assert.notEqual(story.dynamics.get('mpb_action', action)?.mpb_outcome ?? null, null, 'it is answered');
  await story.relayWorks();
  assert.equal(story.dynamics.rows('salesorder').length, 1);
});
