import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireLine } from '../../sandbox/mirakl/order-shape.ts';
import { Story } from '../orders/story.ts';
import { ask, assertOutcome, history, outcomeOf } from './asking.ts';

function lineOf(story: Story, id: string, position = 0): WireLine {
  const line = story.mirakl.order(id)?.order_lines[position];
  assert.ok(line);
  return line;
}

it('a line cancelled after import is taken off the Sales Order when sales applies it, and the total is proved', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }, { product: 1, unit: 999 }] });
  story.mirakl.events.cancelLine(id, lineOf(story, id).order_line_id);
  await story.relayWorks();
  const exception = story.exception(id, 'cancelled-after-import');
  const action = ask(story, { sales: 'applyDifference' }, exception);
  await story.relayWorks(1);
  assertOutcome(story, action, 'done', /Applied for Sally Reid: ORD-.*: 1 line taken off$/);
  story.assertDone(id);
  const { row, lines } = story.salesOrder(id);
  assert.equal(row.totalamount, 9.99);
  assert.equal(lines.length, 1);
  assert.equal(story.open(id).length, 0);
  const closed = story.dynamics.get('mpb_exception', String(exception.mpb_exceptionid));
  assert.equal(closed?.statuscode, 2);
  assert.match(String(closed.mpb_outcome), /^Applied for Sally Reid/);
  const [entry] = history(story, id).filter((event) => event.mpb_kind === 'action');
  assert.match(String(entry?.mpb_detail), new RegExp(story.world.environment.users.sales));
  assert.equal(story.root(id).mpb_baseline, null, 'the Sales Order reflects the new reading');
  await story.end();
});

it('one unit of three cancelled lowers the line, its discount, its VAT and its delivery', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 3, unit: 1000, shipping: 500 }] });
  story.mirakl.events.cancelLine(id, lineOf(story, id).order_line_id, { quantity: 1, shippingAmount: 1.5 });
  await story.relayWorks();
  const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
  await story.relayWorks(1);
  assertOutcome(story, action, 'done', /2 lines changed$/);
  story.assertDone(id);
  const { row, lines } = story.salesOrder(id);
  assert.equal(row.totalamount, 23.5);
  assert.equal(lines[0]?.quantity, 2);
  assert.equal(row.totaltax, 3.91, 'half-up on each line: 3.33 of 20.00 and 0.58 of 3.50');
  assert.equal(story.root(id).mpb_tax, 3.91);
  await story.end();
});

it('a whole order cancelled on the marketplace cancels the Sales Order', async () => {
  const story = new Story();
  const id = await story.imported();
  story.mirakl.events.cancelLine(id, lineOf(story, id).order_line_id);
  await story.relayWorks();
  const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
  await story.relayWorks(1);
  assertOutcome(story, action, 'done', /ORD-.* was cancelled$/);
  assert.equal(story.salesOrder(id).row.statecode, 2);
  assert.equal(story.place(id), 'done');
  assert.equal(story.open(id).length, 0);
  await story.relayWorks(60);
  assert.equal(story.place(id), 'done');
  await story.end();
});

it('a price that changed and a line that was added are written as an import would write them', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }, { product: 1, unit: 999 }] });
  story.mirakl.updateOrder(id, (order) => {
    const [first, second] = order.order_lines;
    Object.assign(first!, { price_unit: 20, price: 40, total_price: 40 });
    order.order_lines.push({ ...second!, order_line_id: `${id}-9`, order_line_index: 3 });
    Object.assign(order, { price: 59.98, total_price: 59.98 });
  });
  await story.relayWorks();
  const [exception] = story.open(id);
  assert.ok(exception);
  const action = ask(story, { sales: 'applyDifference' }, exception);
  await story.relayWorks(1);
  assertOutcome(story, action, 'done', /1 line changed, 1 line added$/);
  story.assertDone(id);
  assert.equal(story.open(id).length, 0, 'all differences of lines are settled at once');
  assert.equal(story.salesOrder(id).row.totalamount, 59.98);
  assert.equal(story.salesOrder(id).lines.length, 3);
  await story.end();
});

it('once the Sales Order is fulfilled nothing is applied, and the person reads why', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }, { product: 1, unit: 999 }] });
  const { row } = story.salesOrder(id);
  story.dynamics.patchAs({}, 'salesorder', String(row.salesorderid), { statecode: 3, statuscode: 100_001 });
  story.mirakl.events.cancelLine(id, lineOf(story, id).order_line_id);
  await story.relayWorks();
  const exception = story.exception(id, 'cancelled-after-import');
  const action = ask(story, { sales: 'applyDifference' }, exception);
  await story.relayWorks(1);
  assertOutcome(story, action, 'refused', /is fulfilled and is not changed any more/);
  assert.equal(story.salesOrder(id).row.totalamount, 57.99);
  assert.equal(story.place(id), 'exception');
  await story.end();
});

it('a line that somebody added by hand keeps the Sales Order from being changed', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }, { product: 1, unit: 999 }] });
  const { row, lines } = story.salesOrder(id);
  story.dynamics.createAs({}, 'salesorderdetail', {
    salesorderid: row.salesorderid,
    productid: story.productRow(2).productid,
    uomid: lines[0]?.uomid,
    quantity: 1,
  });
  story.mirakl.events.cancelLine(id, lineOf(story, id).order_line_id);
  await story.relayWorks();
  const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
  await story.relayWorks(1);
  assertOutcome(story, action, 'refused', /somebody added ".*", which did not come from the marketplace/);
  assert.equal(story.salesOrder(id).lines.length, 3);
});

it('a late delivery address is written, and so is the billing address, each by its own team', async () => {
  const story = new Story();
  const id = await story.imported();
  story.mirakl.events.moveTo(id, 'SHIPPED');
  await story.relayWorks();
  story.mirakl.updateOrder(id, ({ customer }) => {
    customer.shipping_address!.street_1 = '9 New Street';
    customer.billing_address!.street_1 = '1 Invoice Road';
  });
  await story.relayWorks();
  const late = ask(story, { sales: 'applyDifference' }, story.exception(id, 'address-changed-late'));
  const billing = ask(story, { approver: 'applyDifference' }, story.exception(id, 'billing-address-changed'));
  await story.relayWorks(1);
  assertOutcome(story, late, 'done', /delivery address changed$/);
  assertOutcome(story, billing, 'done', /billing address changed$/);
  const { row } = story.salesOrder(id);
  assert.deepEqual([row.shipto_line1, row.billto_line1], ['9 New Street', '1 Invoice Road']);
  story.assertDone(id);
  assert.equal(story.open(id).length, 0);
  await story.end();
});

it('an address in Jersey brings its own VAT with it', async () => {
  const story = new Story();
  const id = await story.imported({
    but: (order) => {
      order.order_lines.forEach((line) => (line.taxes = []));
    },
  });
  story.mirakl.updateOrder(id, ({ customer }) => {
    Object.assign(customer.shipping_address!, {
      zip_code: 'JE2 4ZZ',
      country: 'Jersey',
      country_iso_code: 'JEY',
    });
  });
  await story.relayWorks();
  const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'address-changed-late'));
  await story.relayWorks(1);
  assertOutcome(story, action, 'done', /delivery address changed; 1 line changed$/);
  const { row } = story.salesOrder(id);
  assert.deepEqual([row.totalamount, row.totaltax, row.shipto_postalcode], [24, 0, 'JE2 4ZZ']);
  story.assertDone(id);
  await story.end();
});

it('totals that a person bent are put back to what was imported', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ quantity: 3 }] });
  story.mirakl.script({ operation: 'OR04', times: 9, fault: { status: 503 } });
  await story.relayWorks(0.5);
  const line = String(story.salesOrder(id).lines[0]?.salesorderdetailid);
  story.dynamics.patchAs({}, 'salesorderdetail', line, { manualdiscountamount: 1 });
  await story.relayWorks(5);
  const action = ask(
    story,
    { approver: 'applyDifference' },
    story.exception(id, 'totals-differ-in-dynamics'),
  );
  story.mirakl.clearScripts();
  await story.relayWorks(5);
  assertOutcome(story, action, 'done', /1 line changed$/);
  story.assertDone(id);
  assert.equal(story.salesOrder(id).row.totalamount, 72);
  await story.end();
});

it('a difference that was accepted before is not undone by applying the next one', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }, { product: 1, unit: 999 }, { product: 2 }] });
  story.mirakl.events.cancelLine(id, lineOf(story, id).order_line_id);
  await story.relayWorks();
  ask(story, { sales: 'acceptDifference' }, story.exception(id, 'cancelled-after-import'), {
    reason: 'the parcel has left',
  });
  await story.relayWorks(1);
  story.mirakl.events.cancelLine(id, lineOf(story, id, 1).order_line_id);
  await story.relayWorks();
  const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
  await story.relayWorks(1);
  assertOutcome(story, action, 'refused', /was accepted before/);
  assert.equal(story.salesOrder(id).lines.length, 3);
  await story.end();
});

it('a billing address that the Sales Order does not have stays a difference, whatever changes besides', async () => {
  const story = new Story();
  const id = await story.imported();
  story.mirakl.updateOrder(id, ({ customer }) => {
    customer.billing_address!.street_1 = '1 Invoice Road';
  });
  await story.relayWorks();
  const before = story.exception(id, 'billing-address-changed');
  story.mirakl.events.moveTo(id, 'SHIPPED');
  await story.relayWorks();
  const exception = story.exception(id, 'billing-address-changed');
  assert.equal(exception.mpb_exceptionid, before.mpb_exceptionid);
  story.mirakl.updateOrder(id, ({ customer }) => {
    customer.billing_address!.street_1 = '2 Invoice Road';
  });
  const stale = ask(story, { approver: 'applyDifference' }, exception);
  await story.relayWorks();
  const now = story.exception(id, 'billing-address-changed');
  const billing = ask(story, { approver: 'applyDifference' }, now);
  await story.relayWorks(1);
  assert.notEqual(outcomeOf(story, stale).outcome, 'waiting');
  assertOutcome(story, billing, 'done', /billing address changed$/);
  assert.equal(story.salesOrder(id).row.billto_line1, '2 Invoice Road');
  assert.equal(story.open(id).length, 0);
  assert.equal(story.root(id).mpb_baseline ?? null, null);
  story.assertDone(id);
  await story.end();
});
