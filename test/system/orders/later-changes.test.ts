import assert from 'node:assert/strict';
import { it } from 'node:test';
import { choice } from '@marketplace-bridge/solution';
import type { WireOrder } from '../../sandbox/mirakl/order-shape.ts';
import { Story } from './story.ts';

const { sales } = choice.responsible.values;

function firstLine(story: Story, id: string): WireOrder['order_lines'][number] {
  return story.mirakl.order(id)!.order_lines[0]!;
}

it('a line cancelled after import is a difference for Sales to decide on; the Sales Order stays as it is', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }, { product: 1, unit: 999 }] });
  story.mirakl.events.cancelLine(id, firstLine(story, id).order_line_id);
  await story.relayWorks();
  assert.equal(story.place(id), 'exception');
  const exception = story.exception(id, 'cancelled-after-import');
  assert.match(
    String(exception.mpb_cause),
    /^Line 1 \(SKU .*\) was cancelled on the marketplace after import: 2 x .*, £48\.00\.$/,
  );
  assert.equal(exception.mpb_responsible, sales);
  assert.equal(exception.ownerid, story.world.environment.teams.sales);
  assert.equal(exception.mpb_moneyatrisk, 48);
  assert.equal(story.salesOrder(id).row.totalamount, 57.99);
  assert.equal(story.root(id).mpb_total, 9.99, 'the marketplace order shows what the marketplace says');
  await story.end();
});

it('one unit of three cancelled after import says how many', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 3 }] });
  story.mirakl.events.cancelLine(id, firstLine(story, id).order_line_id, { quantity: 1 });
  await story.relayWorks();
  assert.match(String(story.exception(id, 'cancelled-after-import').mpb_cause), /1 of 3 were cancelled/);
  await story.end();
});

it('a whole order cancelled after import asks to stop the dispatch', async () => {
  const story = new Story();
  const id = await story.imported();
  story.mirakl.events.cancelLine(id, firstLine(story, id).order_line_id);
  await story.relayWorks();
  const exception = story.exception(id, 'cancelled-after-import');
  assert.match(String(exception.mpb_cause), /The whole order was cancelled .* Stop the dispatch/);
  await story.end();
});

it('a difference that a person accepted is not raised again', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 3 }] });
  story.mirakl.events.cancelLine(id, firstLine(story, id).order_line_id, { quantity: 1 });
  await story.relayWorks();
  const exception = story.exception(id, 'cancelled-after-import');
  story.dynamics.patchAs({}, 'mpb_exception', String(exception.mpb_exceptionid), {
    statecode: 1,
    statuscode: 927_130_000,
  });
  await story.relayWorks(60);
  assert.equal(story.open(id).length, 0);
  assert.equal(story.place(id), 'done');
  story.mirakl.events.moveTo(id, 'SHIPPED');
  await story.relayWorks();
  assert.equal(story.open(id).length, 0);
  assert.equal(story.place(id), 'done');
  await story.end();
});

it('a refund is seen beside the order and leaves the Sales Order alone', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }] });
  story.mirakl.events.refund(id, firstLine(story, id).order_line_id, { quantity: 1 });
  await story.relayWorks();
  assert.equal(story.place(id), 'done');
  assert.equal(story.root(id).mpb_refunded, 24);
  assert.equal(story.salesOrder(id).row.totalamount, 48);
  const history = story.dynamics.rows('mpb_event').map((row) => String(row.mpb_name));
  assert.ok(
    history.some((text) => text.includes('refund of £24.00')),
    history.join('; '),
  );
  await story.end();
});

it('an incident is shown while it is open and clears by itself', async () => {
  const story = new Story();
  const id = await story.imported();
  const { order_line_id: lineId } = firstLine(story, id);
  story.mirakl.events.openIncident(id, lineId);
  await story.relayWorks();
  assert.equal(story.place(id), 'done', 'advice holds nothing up');
  const advice = story.exception(id, 'incident-open');
  assert.match(String(advice.mpb_cause), /The customer opened an incident/);
  assert.equal(story.root(id).mpb_hasincident, true);
  story.mirakl.events.closeIncident(id, lineId);
  await story.relayWorks();
  assert.equal(story.open(id).length, 0);
  assert.equal(story.root(id).mpb_hasincident, false);
  const closed = story.dynamics.get('mpb_exception', String(advice.mpb_exceptionid));
  assert.equal(closed?.mpb_outcome, 'Cleared: the check passes now');
  await story.end();
});

it('an address that changes before dispatch is changed on the Sales Order', async () => {
  const story = new Story();
  const id = await story.imported();
  story.mirakl.updateOrder(id, (order) => (order.customer.shipping_address!.street_1 = '9 New Street'));
  await story.relayWorks();
  assert.equal(story.place(id), 'done');
  assert.equal(story.salesOrder(id).row.shipto_line1, '9 New Street');
  assert.equal(story.open(id).length, 0);
  // A second change is compared with the first.
  story.mirakl.updateOrder(id, (order) => (order.customer.shipping_address!.street_1 = '10 Newer Street'));
  await story.relayWorks();
  assert.equal(story.salesOrder(id).row.shipto_line1, '10 Newer Street');
  await story.end();
});

it('an address that changes after the Sales Order was fulfilled is an exception, not a write', async () => {
  const story = new Story();
  const id = await story.imported();
  const { row } = story.salesOrder(id);
  story.dynamics.patchAs({}, 'salesorder', String(row.salesorderid), { statecode: 3, statuscode: 100_001 });
  story.mirakl.updateOrder(id, (order) => (order.customer.shipping_address!.street_1 = '9 New Street'));
  await story.relayWorks();
  const exception = story.exception(id, 'address-changed-late');
  assert.match(String(exception.mpb_cause), /the Sales Order is closed for changes/);
  assert.equal(story.salesOrder(id).row.shipto_line1, row.shipto_line1);
  await story.end();
});

it('an address that moves to Jersey is not written, because its VAT would be another', async () => {
  const story = new Story();
  const id = await story.imported();
  story.mirakl.updateOrder(id, ({ customer }) => {
    Object.assign(customer.shipping_address!, {
      zip_code: 'JE2 4ZZ',
      country: 'Jersey',
      country_iso_code: 'JEY',
    });
  });
  await story.relayWorks();
  assert.match(String(story.exception(id, 'address-changed-late').mpb_cause), /another VAT treatment/);
  await story.end();
});

it('a billing address that changes is told to Finance and never written', async () => {
  const story = new Story();
  const id = await story.imported();
  const { row } = story.salesOrder(id);
  story.mirakl.updateOrder(id, (order) => (order.customer.billing_address!.street_1 = '1 Invoice Road'));
  await story.relayWorks();
  assert.equal(story.place(id), 'done');
  story.exception(id, 'billing-address-changed');
  assert.equal(story.salesOrder(id).row.billto_line1, row.billto_line1);
  await story.end();
});

it('the life of an order on the marketplace is followed to its end without touching the Sales Order', async () => {
  const story = new Story();
  const id = await story.imported();
  const before = story.salesOrder(id).row.versionnumber;
  for (const state of ['SHIPPED', 'RECEIVED', 'CLOSED'] as const) {
    story.mirakl.events.moveTo(id, state);
    await story.relayWorks();
    assert.equal(story.root(id).mpb_statetext, state);
    assert.equal(story.place(id), 'done');
  }
  assert.equal(story.salesOrder(id).row.versionnumber, before);
  await story.end();
});

it('a change that comes between import and write-back is not lost', async () => {
  const story = new Story();
  story.mirakl.script({ operation: 'OR04', times: 9, fault: { status: 503 } });
  const id = story.ordered({ lines: [{ quantity: 3 }] });
  await story.relayWorks(1);
  assert.equal(story.place(id), 'waiting');
  story.mirakl.events.cancelLine(id, firstLine(story, id).order_line_id, { quantity: 1 });
  story.mirakl.updateOrder(id, (order) => (order.customer.shipping_address!.street_1 = '9 New Street'));
  await story.relayWorks();
  story.mirakl.clearScripts();
  await story.relayWorks(60);
  assert.match(String(story.exception(id, 'cancelled-after-import').mpb_cause), /1 of 3 were cancelled/);
  assert.equal(story.salesOrder(id).row.shipto_line1, '9 New Street');
  await story.end();
});

it('a price that changes on the marketplace is shown from and to, and never written', async () => {
  const story = new Story();
  const id = await story.imported();
  story.mirakl.updateOrder(id, (order) => {
    const [line] = order.order_lines;
    Object.assign(line!, { price_unit: 20, price: 20, total_price: 20 });
    Object.assign(order, { price: 20, total_price: 20 });
  });
  await story.relayWorks();
  assert.match(
    String(story.exception(id, 'changed-after-import').mpb_cause),
    /changed on the marketplace after import, from 1 x .*£24\.00 to 1 x .*£20\.00/,
  );
  assert.equal(story.salesOrder(id).row.totalamount, 24);
  await story.end();
});

it('a change that is taken back closes its exception by itself', async () => {
  const story = new Story();
  const id = await story.imported();
  const price = (amount: number) => {
    story.mirakl.updateOrder(id, (order) => {
      Object.assign(order.order_lines[0]!, { price_unit: amount, price: amount, total_price: amount });
      Object.assign(order, { price: amount, total_price: amount });
    });
  };
  price(20);
  await story.relayWorks();
  story.exception(id, 'changed-after-import');
  price(24);
  await story.relayWorks();
  assert.equal(story.open(id).length, 0);
  story.assertDone(id);
  await story.end();
});
