import assert from 'node:assert/strict';
import { it } from 'node:test';
import { minute, Story } from './story.ts';

const day = 24 * 60 * minute;

/** Each of them imported exactly once. */
function assertOnce(story: Story, ids: readonly string[]): void {
  for (const id of ids) story.assertDone(id);
  assert.equal(story.dynamics.rows('salesorder').length, ids.length);
  assert.equal(story.dynamics.rows('mpb_order').length, ids.length);
}

it('an order created long before it is paid is imported when it is paid, once', async () => {
  const story = new Story();
  const id = story.ordered({
    state: 'WAITING_DEBIT_PAYMENT',
    life: { delays: { payment: 90 * minute } },
    but: (order) => (order.created_date = new Date(story.mirakl.now() - 9 * day).toISOString()),
  });
  const neighbour = story.ordered();
  await story.relayWorks();
  story.assertDone(neighbour);
  assert.equal(story.place(id), 'waiting');
  assert.equal(story.root(id).mpb_reason, 'Not paid yet');
  assert.ok(Date.parse(String(story.root(id).mpb_dueon)) > story.mirakl.now(), 'it has its time');
  // Its payment moves the update, not the creation.
  await story.relayWorks(95);
  assertOnce(story, [id, neighbour]);
  await story.end();
});

it('an order that is paid while the relay is away for a day is found when it is back', async () => {
  const story = new Story();
  const id = story.ordered({
    state: 'WAITING_DEBIT_PAYMENT',
    life: { delays: { payment: 8 * 60 * minute } },
  });
  await story.relayWorks();
  await story.harness.clock.advance(day);
  const later = story.ordered();
  await story.startRelay({ seed: 2 });
  await story.relayWorks();
  assertOnce(story, [id, later]);
  await story.end();
});

it('an order updated between two pages is imported once, and so is the neighbour that its move shifts', async () => {
  const story = new Story();
  const ids = Array.from({ length: 201 }, () => story.ordered());
  let moved = 0;
  // Before every page the oldest order of the window is updated: with a window that ends, it would leave it.
  story.mirakl.beforePage(({ offset }) => {
    const id = ids[moved * 7 + (offset > 0 ? 0 : 3)];
    moved += 1;
    if (id !== undefined && moved < 8) {
      story.mirakl.updateOrder(id, (order) => (order.has_customer_message = true));
    }
  });
  await story.relayWorks(8);
  assert.ok(moved > 4, 'orders moved while the pages were read');
  assertOnce(story, ids);
  await story.end();
});

it('an order that leaves the window between two pages takes no neighbour with it', async () => {
  const story = new Story();
  const ids = Array.from({ length: 201 }, () => story.ordered());
  const hidden = new Set<string>();
  let pages = 0;
  // The list shrinks while it is read: three orders are gone from its first page when the next ones are asked for.
  story.mirakl.beforePage(() => {
    pages += 1;
    const index = pages === 2 ? 0 : pages === 3 ? 1 : pages === 4 ? 2 : -1;
    const id = ids[index];
    if (id === undefined) return;
    hidden.add(id);
    story.mirakl.events.change(id, (order) => (order.last_updated_date = '2020-01-01T00:00:00Z'));
  });
  await story.relayWorks(8);
  assertOnce(
    story,
    ids.filter((id) => !hidden.has(id) || story.salesOrdersOf(id).length > 0),
  );
  assert.equal(story.harness.state().counts.seen, 201);
  for (const id of ids) assert.ok(story.salesOrdersOf(id).length <= 1);
});

it('an order seen twice on one page, in the middle of the list and at its end, is imported once', async () => {
  const story = new Story();
  const ids = Array.from({ length: 5 }, () => story.ordered());
  story.mirakl.script({ operation: 'OR11', times: 3, fault: 'duplicate-rows' });
  await story.relayWorks();
  assertOnce(story, ids);
  await story.end();
});

for (const bump of [true, false]) {
  it(`an address that arrives later ${bump ? 'with' : 'without'} moving the update time leads to one import`, async () => {
    const story = new Story();
    const id = story.ordered({ life: { moves: true } });
    story.mirakl.events.deliverAddressLate(id, { ms: 90_000, bump });
    const neighbour = story.ordered();
    await story.relayWorks(1);
    story.assertDone(neighbour);
    assert.equal(story.place(id), 'waiting');
    assert.equal(story.root(id).mpb_reason, 'The address has not arrived yet');
    await story.relayWorks(bump ? 4 : 8);
    assertOnce(story, [id, neighbour]);
    const { row } = story.salesOrder(id);
    const address = story.mirakl.order(id)?.customer.shipping_address;
    assert.equal(row.shipto_line1, address?.street_1);
    await story.end();
  });
}

it('an address that arrives an hour later, and that nothing announces, is read back by the id of its order', async () => {
  const story = new Story();
  const id = story.ordered({ life: { moves: true } });
  story.mirakl.events.deliverAddressLate(id, { ms: 60 * minute, bump: false });
  await story.relayWorks(58);
  assert.equal(story.place(id), 'waiting');
  await story.relayWorks(40);
  assertOnce(story, [id]);
  const calls = story.mirakl.log.filter((call) => call.operation === 'OR11');
  const readBacks = calls.filter((call) => call.url.includes(`order_ids=${id}`));
  assert.ok(readBacks.length > 0 && readBacks.length <= 4, `${readBacks.length} times asked for by id`);
  assert.deepEqual(story.mirakl.counts(429), {});
  await story.end();
});

it('a read-back and the walks take turns at the one slot of the order list', async () => {
  const story = new Story();
  const late = Array.from({ length: 104 }, () => story.ordered({ life: { moves: true } }));
  for (const id of late) story.mirakl.events.deliverAddressLate(id, { ms: 25 * minute, bump: false });
  await story.relayWorks(28);
  const fresh = story.ordered();
  await story.relayWorks(5);
  story.assertDone(fresh);
  await story.relayWorks(8);
  assertOnce(story, [...late, fresh]);
  assert.deepEqual(story.mirakl.counts(429), {});
  await story.end();
});

it('an address that never arrives is an exception after a day, not an order that waits for ever', async () => {
  const story = new Story();
  const id = story.ordered({ life: { moves: true } });
  story.mirakl.events.deliverAddressLate(id, { ms: 30 * day });
  await story.relayWorks(60);
  assert.equal(story.place(id), 'waiting');
  await story.harness.clock.advance(day);
  await story.relayWorks(5);
  story.assertHeld(id, 'address-missing');
  await story.end();
});

it('an order that is cancelled before it is imported is done without a Sales Order', async () => {
  const story = new Story();
  const id = story.ordered({ state: 'WAITING_DEBIT', life: { delays: { debit: null } } });
  await story.relayWorks();
  assert.equal(story.place(id), 'waiting');
  for (const line of story.mirakl.order(id)!.order_lines)
    story.mirakl.events.cancelLine(id, line.order_line_id);
  await story.relayWorks();
  assert.equal(story.place(id), 'done');
  assert.equal(story.root(id).mpb_reason, 'Cancelled before it was imported');
  assert.equal(story.salesOrdersOf(id).length, 0);
  await story.end();
});

it('an order that was closed long ago is imported as it stands, and a refused one is not', async () => {
  const story = new Story();
  const closed = story.ordered({ state: 'CLOSED', life: { moves: false } });
  const refused = story.ordered({ state: 'REFUSED', life: { moves: false } });
  await story.relayWorks();
  story.assertDone(closed);
  assert.equal(story.place(refused), 'done');
  assert.equal(story.salesOrdersOf(refused).length, 0);
  await story.end();
});

it('lines with ids of other kinds, UUIDs and plain numbers, find their Sales Order lines', async () => {
  const story = new Story();
  const ids = (['uuid', 'number'] as const).map((lineIds) =>
    story.ordered({ lineIds, lines: [{ quantity: 2 }, { product: 1 }] }),
  );
  await story.relayWorks();
  assertOnce(story, ids);
  for (const id of ids) {
    const rows = story.dynamics
      .rows('mpb_orderline')
      .filter((row) => row.mpb_orderid === story.root(id).mpb_orderid);
    const lines = story.salesOrder(id).lines.map((line) => line.salesorderdetailid);
    assert.deepEqual(rows.map((row) => row.mpb_salesorderdetailid).sort(), lines.sort());
  }
  await story.end();
});

it('a discount of the marketplace is in the price that the customer paid', async () => {
  const story = new Story();
  const id = story.ordered({
    lines: [{ quantity: 2, unit: 1999 }],
    but: (order) => (order.order_lines[0]!.origin_unit_price = 24.99),
  });
  await story.relayWorks();
  story.assertDone(id);
  assert.equal(story.salesOrder(id).row.totalamount, 39.98);
  await story.end();
});

it('an order that one unit was cancelled of before import is imported with what is left', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ quantity: 3 }, { product: 1, unit: 999 }] });
  const [first, second] = story.mirakl.order(id)!.order_lines;
  story.mirakl.events.cancelLine(id, first!.order_line_id, { quantity: 1 });
  story.mirakl.events.cancelLine(id, second!.order_line_id);
  await story.relayWorks();
  story.assertDone(id);
  const { row, lines } = story.salesOrder(id);
  assert.equal(row.totalamount, 48);
  assert.deepEqual(
    lines.map((line) => line.quantity),
    [2],
  );
  await story.end();
});
