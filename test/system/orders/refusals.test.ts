import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requiresColumns, type CustomPlugin } from '../../sandbox/dataverse/sales/plugin-rules.ts';
import { Story } from './story.ts';
import { portOf } from '../ports.ts';

const admin = 927_130_003;

it('what a customer plug-in says is quoted to the administrators, nothing is half-written, and the others go on', async () => {
  const needsReference = requiresColumns(
    'salesorder',
    ['customerid', 'shippingmethodcode'],
    'Choose a delivery run first.',
  );
  const plugin: CustomPlugin = {
    ...needsReference,
    refuses: (row) => (String(row.shipto_city) === 'Poison' ? needsReference.refuses(row) : undefined),
  };
  const story = new Story({ dynamics: { sales: { customPlugins: [plugin] } } });
  const before = story.ordered();
  const refused = story.ordered({ but: (order) => (order.customer.shipping_address!.city = 'Poison') });
  const after = story.ordered();
  await story.relayWorks();
  story.assertHeld(refused, 'refused-by-dynamics');
  const exception = story.exception(refused, 'refused-by-dynamics');
  assert.match(
    String(exception.mpb_cause),
    /Dynamics refused the Sales Order and says: "Choose a delivery run first\."\. Nothing of the order was written\./,
  );
  assert.match(String(exception.mpb_evidence), /0x80040265/);
  assert.equal(exception.mpb_responsible, admin);
  const lines = story.dynamics.rows('salesorderdetail').length;
  assert.equal(lines, 2, 'not even a line of the refused order');
  for (const id of [before, after]) story.assertDone(id);

  story.setMarketplace({ mpb_orderdefaults: '{"shippingmethodcode":2}' });
  await story.relayWorks();
  story.assertDone(refused);
  assert.deepEqual(story.replays(), [{ causeKeys: ['set-up'], held: 1, cleared: 1 }]);
  await story.end();
});

it('a plug-in that refuses a line undoes its whole order', async () => {
  const plugin: CustomPlugin = {
    table: 'salesorderdetail',
    on: ['create'],
    refuses: (row) => (row.quantity === 13 ? 'Thirteen is unlucky.' : undefined),
  };
  const story = new Story({ dynamics: { sales: { customPlugins: [plugin] } } });
  const refused = story.ordered({ lines: [{ quantity: 2 }, { product: 1, quantity: 13, unit: 120 }] });
  const fine = story.ordered();
  await story.relayWorks();
  story.assertHeld(refused, 'refused-by-dynamics');
  story.assertDone(fine);
  assert.equal(story.dynamics.rows('salesorder').length, 1);
  await story.end();
});

it('sixty orders of which one is poison: fifty-nine are imported', async () => {
  const story = new Story();
  const ids = Array.from({ length: 60 }, (_, index) =>
    story.ordered(
      index === 30
        ? { but: (order) => Object.assign(order, { order_lines: 'poison', customer: 7, total_price: 'NaN' }) }
        : {},
    ),
  );
  await story.relayWorks(4);
  const [poison] = ids.splice(30, 1);
  story.assertHeld(poison!, 'unreadable-order');
  assert.match(String(story.exception(poison!, 'unreadable-order').mpb_cause), /order_lines/);
  for (const id of ids) story.assertDone(id);
});

/** Dynamics refuses one operation for good: a rule of the organisation, or a value that a column cannot hold. */
function refuse(
  story: Story,
  method: string,
  path: string,
  { times = 1, after = 0 }: { times?: number; after?: number } = {},
): void {
  story.dynamics.script({
    operation: (operation) => operation.method === method && operation.path.startsWith(path),
    ...{ times, after },
    fault: { kind: 'answer', status: 400, code: '0x80040265', message: 'A rule of this organisation.' },
  });
}

it('an order whose lines Dynamics does not take is kept as it came, and imported once it takes them', async () => {
  const story = new Story();
  const odd = story.ordered({ lines: [{ quantity: 2, shipping: 495 }] });
  const fine = story.ordered();
  refuse(story, 'POST', 'mpb_orders');
  await story.relayWorks();
  for (const id of [odd, fine]) story.assertDone(id);
  const { mpb_orderid: rowId } = story.root(odd);
  assert.equal(story.dynamics.rows('mpb_orderline').filter((line) => line.mpb_orderid === rowId).length, 1);
  await story.end();
});

it('an order whose lines Dynamics never takes is an exception in its words, not a stopped relay', async () => {
  const story = new Story();
  const odd = story.ordered();
  refuse(story, 'POST', 'mpb_orders');
  refuse(story, 'PATCH', 'mpb_orderlines', { times: 10_000 });
  await story.relayWorks();
  story.assertHeld(odd, 'refused-by-dynamics');
  assert.match(
    String(story.exception(odd, 'refused-by-dynamics').mpb_cause),
    /"A rule of this organisation\."/,
  );
  const fine = story.ordered();
  await story.relayWorks();
  story.assertDone(fine);
  await story.startRelay({ seed: 2 });
  const later = story.ordered();
  await story.relayWorks();
  story.assertDone(later);
  story.dynamics.clearFaults();
  await story.relayWorks(60);
  story.assertDone(odd);
  await story.end();
});

it('a change that Dynamics does not take into its columns is kept all the same and stops no other order', async () => {
  const story = new Story();
  const changed = story.ordered({ lines: [{ quantity: 3 }] });
  await story.relayWorks();
  story.assertDone(changed);
  refuse(story, 'PATCH', 'mpb_orderlines', { times: 10_000 });
  const [line] = story.mirakl.order(changed)!.order_lines;
  story.mirakl.events.cancelLine(changed, line!.order_line_id, { quantity: 1 });
  const fine = story.ordered();
  await story.relayWorks();
  story.assertDone(fine);
  assert.match(String(story.exception(changed, 'cancelled-after-import').mpb_cause), /1 of 3 were cancelled/);
  await story.end();
});

it('an order that Dynamics does not keep at all stops neither the other pages nor, later, itself', async () => {
  const story = new Story();
  const ids = Array.from({ length: 120 }, () => story.ordered());
  // An order of the page that is read first: 20 rows are tried, and then the body of the refused one alone.
  refuse(story, 'POST', 'mpb_orders', { after: 0 });
  refuse(story, 'POST', 'mpb_orders', { after: 19 });
  await story.relayWorks(0.5);
  assert.equal(story.dynamics.rows('mpb_order').length, 119, 'all but one, of both pages');
  await story.relayWorks(6);
  for (const id of ids) story.assertDone(id);
  await story.end();
});

it('the watermark does not pass an order that could not be kept, and nothing is lost', async () => {
  const story = new Story();
  const first = story.ordered();
  await story.relayWorks();
  story.assertDone(first);
  const watermark = () => {
    const row = story.dynamics.find('mpb_checkpoint', (one) => one.mpb_flow === 'orders');
    return Date.parse(String(row?.mpb_watermark));
  };
  const refused = story.ordered();
  const placed = story.mirakl.now();
  // For twenty minutes, longer than the overlap of two walks, Dynamics keeps no order.
  story.dynamics.script({
    operation: ({ method, path }) => method === 'POST' && path.startsWith('mpb_orders'),
    times: 10_000,
    fault: { kind: 'answer', status: 503, code: '0x80072321', message: 'Out of service.' },
  });
  await story.relayWorks(20);
  assert.ok(watermark() <= placed, 'the watermark stays before the order');
  assert.equal(story.place(refused), 'unseen');
  story.dynamics.clearFaults();
  await story.relayWorks(5);
  for (const id of [first, refused]) story.assertDone(id);
  assert.ok(watermark() > placed, 'and then it moves');
  await story.end();
});

it('an order number that the marketplace refuses to take is advice to Operations and undoes nothing', async () => {
  const story = new Story();
  const id = story.ordered();
  // The marketplace forgets the order between the reading and the write-back.
  await story.startRelay({
    through: (port) =>
      portOf(async (request, signal) => {
        const answer = await port.send(request, signal);
        if (request.method !== 'PUT' || !request.url.endsWith('/api/orders')) return answer;
        const errors = [
          { code: 'ORDER_NOT_FOUND', field: 'order_id', message: 'The requested order does not exist' },
        ];
        return {
          ...answer,
          body: Buffer.from(JSON.stringify({ updated_orders: [{ order_id: id, errors }] })),
        };
      }),
  });
  await story.relayWorks();
  assert.equal(story.place(id), 'done');
  const advice = story.exception(id, 'write-back-refused');
  assert.match(
    String(advice.mpb_cause),
    /did not take its Dynamics order number and says: ".*does not exist/,
  );
  assert.equal(story.salesOrder(id).row.totalamount, 24);
  const { counts } = story.harness.state();
  assert.deepEqual(counts, { seen: 1, done: 1, waiting: 0, exception: 0 });
});

it('an exception is not erased by what happens to the order elsewhere', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  const before = story.exception(id, 'unknown-sku');
  story.mirakl.updateOrder(id, (order) => (order.has_customer_message = true));
  story.mirakl.events.refund(id, story.mirakl.order(id)!.order_lines[0]!.order_line_id, { amount: 1 });
  await story.relayWorks();
  const after = story.exception(id, 'unknown-sku');
  assert.equal(after.mpb_exceptionid, before.mpb_exceptionid);
  assert.equal(after.mpb_openedon, before.mpb_openedon, 'open since it was opened');
  story.assertHeld(id, 'unknown-sku');
  await story.end();
});

it('where Dynamics refuses even the exception, the order itself says so and is tried again in longer and longer steps', async () => {
  const plugin: CustomPlugin = {
    table: 'mpb_exception',
    on: ['create'],
    refuses: () => 'No exceptions in this house.',
  };
  const story = new Story({ dynamics: { sales: { customPlugins: [plugin] } } });
  const refused = story.ordered({ but: (order) => (order.order_lines[0]!.offer_sku = 'NOBODY-KNOWS') });
  const fine = story.ordered();
  await story.relayWorks(30);
  story.assertDone(fine);
  const row = story.root(refused);
  assert.match(
    String(row.mpb_reason),
    /^Dynamics refuses what the relay writes about this order \(0x80040265\)/,
  );
  assert.ok(
    Number(row.mpb_attempts) >= 3 && Number(row.mpb_attempts) <= 6,
    `${String(row.mpb_attempts)} tries`,
  );
});
