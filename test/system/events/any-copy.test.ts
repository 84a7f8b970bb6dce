/** Events reach any copy, whether it leads or not; what they leave undone is found by the copy that leads. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HttpFailure } from '@marketplace-bridge/relay';
import { minute, Story } from '../orders/story.ts';
import { eventsOf, mappingSaved, orderClosed, told } from './told.ts';
import { portOf } from '../ports.ts';

it('an order that a mapping freed and that lacks its address is handed to the copy that reads the list', async () => {
  const story = new Story();
  const id = story.ordered({
    lines: [{ product: 'OLD-DRILL' }],
    but: (order) => (order.customer.shipping_address = null),
  });
  await story.relayWorks();
  const other = await story.harness.startCopy({ name: 'relay-2', seed: 2 });
  const calls = story.mirakl.counts().OR11;
  await told(story, other, mappingSaved(story.mapSku('OLD-DRILL')));
  assert.equal(story.mirakl.counts().OR11, calls, 'the list is read in turns, by the copy that leads');
  assert.equal(story.salesOrdersOf(id).length, 0);
  assert.ok(Date.parse(String(story.root(id).mpb_dueon)) <= story.harness.clock.now(), 'due for it');
  await story.end();
});

it('a Sales Order that is closed is looked at, named by its activity or by itself', async () => {
  const story = new Story();
  const id = story.ordered();
  await story.relayWorks();
  const salesOrderId = String(story.salesOrder(id).row.salesorderid);
  const close = story.dynamics.createAs({}, 'orderclose', {
    subject: 'Fulfilled by a person',
    salesorderid: salesOrderId,
  });
  const reads = () => story.dynamics.log.counts.tables.salesorder ?? 0;
  for (const named of [salesOrderId, null]) {
    const before = reads();
    await told(story, story.copy, orderClosed(close, named));
    assert.ok(reads() > before, 'its Sales Order was read');
  }
  story.assertDone(id);
  await story.end();
});

it('a mapping that is gone again frees nobody', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  const gone = '99999999-9999-4999-8999-999999999999';
  await told(story, story.copy, mappingSaved(gone));
  story.assertHeld(id, 'unknown-sku');
  await story.end();
});

it('with Dynamics away an event is over at once, and the sweep does what it asked', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  let away = true;
  const other = await story.harness.startCopy({
    name: 'relay-2',
    seed: 2,
    through: (port) =>
      portOf((request, signal) => {
        if (away && request.url.includes('$batch')) throw new HttpFailure('unreachable', false, 'away');
        return port.send(request, signal);
      }),
  });
  await told(story, other, mappingSaved(story.mapSku('OLD-DRILL')));
  story.assertHeld(id, 'unknown-sku');
  away = false;
  await story.relayWorks();
  story.assertDone(id);
  await story.end();
});

it('a copy that gets no allowance within ten seconds lets the message go', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  let silent = true;
  const other = await story.harness.startCopy({
    name: 'relay-2',
    seed: 2,
    through: (port) =>
      portOf(async (request, signal) => {
        while (silent && request.url.includes('$batch'))
          await new Promise((resolve) => setTimeout(resolve, 5));
        return port.send(request, signal);
      }),
  });
  const began = story.harness.clock.now();
  await told(story, other, mappingSaved(story.mapSku('OLD-DRILL')));
  const waited = story.harness.clock.now() - began;
  assert.ok(waited >= 10_000 && waited < minute, `${waited} ms`);
  story.assertHeld(id, 'unknown-sku');
  silent = false;
  await story.harness.driven(eventsOf(other).idle());
  await story.relayWorks();
  story.assertDone(id);
  await story.end();
});
