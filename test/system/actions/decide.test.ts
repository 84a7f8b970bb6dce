import assert from 'node:assert/strict';
import { it } from 'node:test';
import { minute, Story, type Wish } from '../orders/story.ts';
import { ask, askForOrder, assertOutcome, create, giveRole, history, outcomeOf } from './asking.ts';

/** Imported, then one unit of three cancelled on the marketplace: a difference for sales. */
async function withDifference(story: Story, wish: Wish = { lines: [{ quantity: 3 }] }): Promise<string> {
  const id = story.ordered(wish);
  await story.relayWorks();
  story.assertDone(id);
  const line = story.mirakl.order(id)?.order_lines[0];
  story.mirakl.events.cancelLine(id, String(line?.order_line_id), { quantity: 1 });
  await story.relayWorks();
  return id;
}

it('operations may not apply what is for sales, and reads who may', async () => {
  const story = new Story();
  const id = await withDifference(story);
  const action = ask(story, { operations: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
  await story.relayWorks(1);
  assertOutcome(
    story,
    action,
    'refused',
    /^Your role does not allow you to apply this difference\. .*: Marketplace Sales, Marketplace Admin\.$/,
  );
  assert.equal(story.salesOrder(id).row.totalamount, 72);
  assert.equal(story.place(id), 'exception');
  await story.end();
});

it('a role given through a team counts, and a copy of it in another business unit does too', async () => {
  const story = new Story();
  const id = await withDifference(story);
  // An administrator of the environment has no role of ours but through the administrators' team.
  const byTeam = ask(story, { admin: 'acceptDifference' }, story.exception(id, 'cancelled-after-import'), {
    reason: 'agreed with the customer',
  });
  await story.relayWorks(1);
  assertOutcome(story, byTeam, 'done', /^Accepted by Adele Keyes: agreed with the customer$/);

  const other = await withDifference(story);
  const sales = story.dynamics.find('role', (row) => row.name === 'Marketplace Sales');
  const copy = story.dynamics.insert('role', {
    name: 'Marketplace Sales',
    businessunitid: sales?.businessunitid,
    parentrootroleid: sales?.roleid,
  });
  const { users } = story.world.environment;
  story.dynamics.insert('systemuserroles', { systemuserid: users.operations, roleid: copy });
  const byCopy = ask(
    story,
    { operations: 'acceptDifference' },
    story.exception(other, 'cancelled-after-import'),
    { reason: 'ok' },
  );
  await story.relayWorks(1);
  assertOutcome(story, byCopy, 'done', /^Accepted by Omar Packham: ok$/);
  await story.end();
});

it('finance accepts totals that differ, with a reason; the order is finished and the reason stays on record', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ quantity: 3 }] });
  story.mirakl.script({ operation: 'OR04', times: 9, fault: { status: 503 } });
  await story.relayWorks(0.5);
  const line = String(story.salesOrder(id).lines[0]?.salesorderdetailid);
  story.dynamics.patchAs({}, 'salesorderdetail', line, { manualdiscountamount: 1 });
  await story.relayWorks(5);
  const exception = story.exception(id, 'totals-differ-in-dynamics');
  story.mirakl.clearScripts();
  const silent = ask(story, { approver: 'acceptDifference' }, exception, { reason: '  ' });
  await story.relayWorks(1);
  assertOutcome(story, silent, 'refused', /^A reason is needed/);
  const action = ask(story, { approver: 'acceptDifference' }, exception, { reason: 'a pound of goodwill' });
  await story.relayWorks(5);
  assertOutcome(story, action, 'done', /^Accepted by Arthur Controller: a pound of goodwill$/);
  const closed = story.dynamics.get('mpb_exception', String(exception.mpb_exceptionid));
  assert.equal(closed?.statuscode, 927_130_000);
  assert.match(String(closed.mpb_outcome), /a pound of goodwill/);
  story.assertDone(id);
  await story.end();
});

it('a preparer of finance may look but not decide', async () => {
  const story = new Story();
  const id = story.ordered();
  await story.relayWorks();
  story.mirakl.updateOrder(id, ({ customer }) => (customer.billing_address!.street_1 = '1 Invoice Road'));
  await story.relayWorks();
  const exception = story.exception(id, 'billing-address-changed');
  const action = ask(story, { finance: 'acceptDifference' }, exception, { reason: 'never mind' });
  await story.relayWorks(1);
  assertOutcome(story, action, 'refused', /Marketplace Approver, Marketplace Controller, Marketplace Admin/);
  await story.end();
});

it('an accepted difference ends in the change set that answers, and is one line of history', async () => {
  const story = new Story();
  const id = await withDifference(story);
  const before = history(story, id).length;
  const action = ask(story, { sales: 'acceptDifference' }, story.exception(id, 'cancelled-after-import'), {
    reason: 'the parcel has left',
  });
  await story.relayWorks(1);
  assertOutcome(story, action, 'done', /^Accepted by Sally Reid: the parcel has left$/);
  assert.equal(story.place(id), 'done');
  assert.equal(story.open(id).length, 0);
  const [event, ...more] = history(story, id).slice(before);
  assert.equal(more.length, 0);
  assert.equal(event?.mpb_kind, 'action');
  assert.equal(story.salesOrder(id).row.totalamount, 72, 'the Sales Order is left as it is');
  await story.relayWorks(60);
  assert.equal(story.open(id).length, 0, 'and it is not asked again');
  await story.end();
});

it('advice is dismissed with a reason; what holds an order up cannot be put away', async () => {
  const story = new Story();
  const id = await withDifference(story);
  const line = story.mirakl.order(id)?.order_lines[0];
  story.mirakl.events.openIncident(id, String(line?.order_line_id));
  await story.relayWorks();
  const advice = ask(story, { sales: 'dismiss' }, story.exception(id, 'incident-open'), {
    reason: 'answered',
  });
  await story.relayWorks(1);
  assertOutcome(story, advice, 'done', /^Dismissed by Sally Reid: answered$/);
  assert.equal(story.place(id), 'exception', 'the difference still holds it up');
  const blocking = ask(story, { sales: 'dismiss' }, story.exception(id, 'cancelled-after-import'), {
    reason: 'no time',
  });
  await story.relayWorks(1);
  assertOutcome(story, blocking, 'refused', /cannot be put away/);
  await story.relayWorks(60);
  assert.deepEqual(
    story.open(id).map((row) => row.mpb_code),
    ['cancelled-after-import'],
  );
  await story.end();
});

it('whoever decides on what changed meanwhile, or was closed meanwhile, is told so', async () => {
  const story = new Story();
  const id = await withDifference(story);
  const exception = story.exception(id, 'cancelled-after-import');
  const stale = ask(story, { sales: 'acceptDifference' }, exception, {
    reason: 'ok',
    seen: 'something else',
  });
  const mute = create(story, 'sales', {
    mpb_kind: 927_130_001,
    mpb_exceptionid: exception.mpb_exceptionid,
    mpb_reason: 'ok',
  });
  await story.relayWorks(1);
  assertOutcome(story, stale, 'refused', /^It changed since you looked; now it says: Line 1 .*1 of 3/);
  assertOutcome(story, mute, 'refused', /does not say what was seen/);
  const line = story.mirakl.order(id)?.order_lines[0];
  story.mirakl.events.cancelLine(id, String(line?.order_line_id), { quantity: 1 });
  await story.relayWorks();
  const late = ask(story, { sales: 'acceptDifference' }, exception, { reason: 'ok' });
  await story.relayWorks(1);
  assertOutcome(story, late, 'refused', /^It is closed already \(cleared\): /);
  await story.end();
});

it('a retry looks at once and says what came of it', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'UNKNOWN-1' }] });
  await story.relayWorks();
  const inVain = askForOrder(story, 'finance', 'retry', id);
  await story.relayWorks(1);
  assertOutcome(story, inVain, 'done', /^Still held up: .*UNKNOWN-1/);
  // Put right where no delta tells of it.
  story.dynamics.patchAs({}, 'product', String(story.productRow(3).productid), {
    productnumber: 'UNKNOWN-1',
  });
  const retry = askForOrder(story, 'operations', 'retry', id);
  await story.relayWorks(1);
  assertOutcome(story, retry, 'done', /^Imported as ORD-/);
  await story.relayWorks();
  story.assertDone(id);
  const again = askForOrder(story, 'operations', 'retry', id);
  await story.relayWorks(1);
  assertOutcome(story, again, 'done', /^Imported as ORD-.*; nothing holds it up\.$/);
  await story.end();
});

it('a deleted Sales Order is confirmed, and the order is let go', async () => {
  const story = new Story();
  const id = story.ordered();
  await story.relayWorks();
  story.dynamics.remove('salesorder', String(story.salesOrder(id).row.salesorderid));
  story.mirakl.events.moveTo(id, 'SHIPPED');
  await story.relayWorks();
  const exception = story.exception(id, 'deleted-in-dynamics');
  const apply = ask(story, { sales: 'applyDifference' }, exception);
  await story.relayWorks(1);
  assertOutcome(story, apply, 'refused', /not possible to apply this difference/);
  const confirm = ask(story, { sales: 'acceptDifference' }, exception, { reason: 'sold over the counter' });
  await story.relayWorks(1);
  assertOutcome(story, confirm, 'done', /sold over the counter/);
  assert.equal(story.place(id), 'done');
  await story.relayWorks(60);
  assert.equal(story.salesOrdersOf(id).length, 0);
});

it('what cannot be done is refused in words: nothing named, arming, no role at all', async () => {
  const story = new Story();
  const id = await withDifference(story);
  const exception = story.exception(id, 'cancelled-after-import');
  const nothing = create(story, 'sales', { mpb_kind: 927_130_001, mpb_reason: 'ok' });
  const noOrder = create(story, 'sales', { mpb_kind: 927_130_000 });
  const bySales = create(story, 'sales', { mpb_kind: 927_130_003 });
  const byAdmin = create(story, 'admin', { mpb_kind: 927_130_003 });
  const { users } = story.world.environment;
  const byRelay = story.dynamics.insert('mpb_action', {
    mpb_kind: 927_130_001,
    mpb_exceptionid: exception.mpb_exceptionid,
    mpb_parameters: JSON.stringify({ seen: exception.mpb_cause }),
    mpb_reason: 'ok',
    createdby: users.relay,
  });
  await story.relayWorks(1);
  assertOutcome(story, nothing, 'refused', /not there any more/);
  assertOutcome(story, noOrder, 'refused', /no marketplace order/);
  assertOutcome(story, bySales, 'refused', /: Marketplace Admin\.$/);
  assertOutcome(story, byAdmin, 'done', /is armed for this environment/);
  assertOutcome(story, byRelay, 'refused', /^Your role does not allow/);
  await story.end();
});

it('an unarmed marketplace is armed by its administrator; the relay says where and for what', async () => {
  const story = new Story();
  story.setMarketplace({ mpb_armedfor: null });
  const action = create(story, 'admin', { mpb_kind: 927_130_003 });
  await story.relayWorks(1);
  const { organizationId } = story.world.environment;
  assertOutcome(story, action, 'refused', new RegExp(`put ${organizationId} into "Armed for environment"`));
});

it('two people decide at once: the first is served, the second reads what became of it', async () => {
  const story = new Story();
  const id = await withDifference(story);
  giveRole(story, 'operations', 'Marketplace Sales');
  const exception = story.exception(id, 'cancelled-after-import');
  const first = ask(story, { sales: 'acceptDifference' }, exception, { reason: 'left already' });
  await story.harness.clock.advance(1_000);
  const second = ask(story, { operations: 'applyDifference' }, exception);
  await story.relayWorks(1);
  assertOutcome(story, first, 'done', /^Accepted by Sally Reid/);
  assertOutcome(story, second, 'refused', /^It is closed already \(accepted\): Accepted by Sally Reid/);
  assert.equal(story.salesOrder(id).row.totalamount, 72);
  await story.end();
});

it('an action of another marketplace is left to the relay of that one', async () => {
  const story = new Story();
  await story.relayWorks();
  const other = story.dynamics.insert('mpb_marketplace', {
    ...{ mpb_name: 'Another', mpb_miraklhost: 'another.example' },
    mpb_transactioncurrencyid: story.world.environment.currencies.gbp,
    mpb_pricelevelid: story.world.environment.priceListId,
  });
  const action = create(story, 'admin', { mpb_kind: 927_130_003, mpb_marketplaceid: other });
  await story.harness.run(story.copy, 2 * minute);
  assert.equal(outcomeOf(story, action).outcome, 'waiting');
});
