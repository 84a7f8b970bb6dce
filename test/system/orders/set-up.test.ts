import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Story } from './story.ts';

const admin = 927_130_003;
const elsewhere = '00000000-0000-4000-8000-00000000dead';

it('a marketplace armed for another environment imports nothing and sends nothing; arming it replays all', async () => {
  const story = new Story({ mirakl: { settings: { orderAcceptance: 'NOT_AUTOMATIC' } } });
  story.setMarketplace({ mpb_armedfor: elsewhere });
  const held = [story.ordered(), story.ordered(), story.ordered({ lines: [{ shipping: 495 }] })];
  const unaccepted = story.ordered({ state: 'WAITING_ACCEPTANCE', life: { moves: false } });
  await story.relayWorks();
  for (const id of [...held, unaccepted]) {
    story.assertHeld(id, 'not-armed');
    const exception = story.exception(id, 'not-armed');
    assert.match(
      String(exception.mpb_cause),
      /armed for another Dynamics environment, so nothing is imported/,
    );
    assert.equal(exception.mpb_responsible, admin);
  }
  assert.deepEqual(Object.keys(story.mirakl.counts()), ['OR11'], 'nothing but reading');

  story.setMarketplace({ mpb_armedfor: story.world.environment.organizationId });
  await story.relayWorks();
  for (const id of held) story.assertDone(id);
  assert.equal(story.mirakl.counts().OR21, 1);
  assert.deepEqual(story.replays(), [{ causeKeys: ['set-up'], held: 4, cleared: 4 }]);
  await story.end();
});

it('a marketplace that is disarmed stops importing and writing back at once', async () => {
  const story = new Story();
  const before = story.ordered();
  await story.relayWorks();
  story.assertDone(before);
  const calls = story.mirakl.counts().OR04;
  story.setMarketplace({ mpb_armedfor: elsewhere });
  await story.relayWorks(1);
  const after = story.ordered();
  await story.relayWorks();
  story.assertHeld(after, 'not-armed');
  assert.equal(story.mirakl.counts().OR04, calls);
  await story.end();
});

it('a marketplace that is disarmed between import and write-back sends no order number', async () => {
  const story = new Story();
  const ids = [story.ordered(), story.ordered()];
  story.mirakl.script({ operation: 'OR04', times: 3, fault: { status: 503 } });
  await story.relayWorks(0.5);
  for (const id of ids) assert.match(String(story.root(id).mpb_reason), /its number is written back/);
  story.setMarketplace({ mpb_armedfor: elsewhere });
  await story.relayWorks(4);
  assert.equal(story.mirakl.counts(200).OR04, undefined, 'a copy of production sends nothing');
  for (const id of ids) story.exception(id, 'not-armed');
  story.setMarketplace({ mpb_armedfor: story.world.environment.organizationId });
  await story.relayWorks();
  for (const id of ids) story.assertDone(id);
  await story.end();
});

it('importing is held with the reason while system pricing is off, and resumes with the marketplace saved again', async () => {
  const story = new Story({ dynamics: { organization: { systemPricing: false } } });
  const id = story.ordered();
  await story.relayWorks();
  story.assertHeld(id, 'wrong-organisation-settings');
  assert.match(
    String(story.exception(id, 'wrong-organisation-settings').mpb_cause),
    /"Use system pricing calculation" is off in this organisation, so totals could not be proved\./,
  );
  const { organizationId } = story.world.environment;
  story.dynamics.patchAs({}, 'organization', organizationId, { oobpricecalculationenabled: true });
  story.setMarketplace({ mpb_name: 'B&Q Marketplace UK' });
  await story.relayWorks();
  story.assertDone(id);
  await story.end();
});

it('an order that charges delivery waits for a delivery product; one with free delivery does not', async () => {
  const story = new Story();
  const { mpb_shippingproductid: product } = story.dynamics.rows('mpb_marketplace')[0]!;
  story.setMarketplace({ mpb_shippingproductid: null });
  const charged = story.ordered({ lines: [{ shipping: 495 }] });
  const free = story.ordered();
  await story.relayWorks();
  story.assertHeld(charged, 'no-shipping-product');
  assert.match(
    String(story.exception(charged, 'no-shipping-product').mpb_cause),
    /charges £4\.95 for delivery, but the marketplace names no product/,
  );
  story.assertDone(free);
  story.setMarketplace({ mpb_shippingproductid: product });
  await story.relayWorks();
  story.assertDone(charged);
  assert.deepEqual(
    story.salesOrder(charged).lines.map((line) => line.extendedamount),
    [24, 4.95],
  );
  assert.deepEqual(story.replays(), [{ causeKeys: ['set-up'], held: 1, cleared: 1 }]);
  await story.end();
});

it('defaults of the marketplace fill what a customised organisation requires', async () => {
  const story = new Story();
  story.setMarketplace({
    mpb_orderdefaults: JSON.stringify({ description: 'Marketplace sale', shippingmethodcode: 2 }),
    mpb_linedefaults: JSON.stringify({ willcall: false }),
  });
  const id = story.ordered();
  await story.relayWorks();
  story.assertDone(id);
  const { row, lines } = story.salesOrder(id);
  assert.deepEqual([row.description, row.shippingmethodcode], ['Marketplace sale', 2]);
  assert.equal(lines[0]?.willcall, false);
  await story.end();
});

for (const { what, json, words } of [
  {
    what: 'that are not JSON',
    json: '{"description": ',
    words: /Order defaults of the marketplace is not valid JSON/,
  },
  { what: 'that are a list', json: '[1]', words: /must be a JSON object: column -> value/ },
  {
    what: 'that reach for our own columns',
    json: '{"mpb_orderkey":"x"}',
    words: /"mpb_orderkey" must be the name of a Sales column/,
  },
  { what: 'that name no column of a Sales Order', json: '{"new_costcentre":"42"}', words: /new_costcentre/ },
]) {
  it(`order defaults ${what} hold importing with a message, until they are corrected`, async () => {
    const story = new Story();
    story.setMarketplace({ mpb_orderdefaults: json });
    const id = story.ordered();
    await story.relayWorks();
    assert.equal(story.place(id), 'exception');
    assert.equal(story.salesOrdersOf(id).length, 0);
    const [exception] = story.open(id);
    assert.match(String(exception?.mpb_cause), words);
    assert.equal(exception?.mpb_responsible, admin);
    story.setMarketplace({ mpb_orderdefaults: null });
    await story.relayWorks();
    story.assertDone(id);
    await story.end();
  });
}

it('where no team is named, exceptions and orders go to the administrators', async () => {
  const story = new Story();
  story.setMarketplace({ mpb_operationsteamid: null, mpb_orderteamid: null });
  const held = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  const fine = story.ordered();
  await story.relayWorks();
  const { teams } = story.world.environment;
  assert.equal(story.exception(held, 'unknown-sku').ownerid, teams.admin);
  assert.equal(story.root(fine).ownerid, teams.admin);
  await story.end();
});

it('with a contact for each buyer, two orders of one buyer share one contact that nobody may canvass', async () => {
  const story = new Story();
  story.setMarketplace({ mpb_customerpolicy: 927_130_001, mpb_accountid: null });
  const buyer = 'C-REGULAR';
  const first = story.ordered({ but: (order) => (order.customer.customer_id = buyer) });
  await story.relayWorks();
  const second = story.ordered({ but: (order) => (order.customer.customer_id = buyer) });
  const other = story.ordered();
  await story.relayWorks();
  const [one, two, three] = [first, second, other].map((id) => {
    story.assertDone(id);
    return story.salesOrder(id).row;
  });
  assert.equal(one?.customeridtype, 'contact');
  assert.equal(one.customerid, two?.customerid);
  assert.notEqual(one.customerid, three?.customerid);
  const contacts = story.dynamics.rows('contact');
  assert.equal(contacts.length, 2);
  for (const contact of contacts) {
    for (const flag of ['email', 'phone', 'fax', 'postalmail', 'bulkemail', 'bulkpostalmail']) {
      assert.equal(contact[`donot${flag}`], true, flag);
    }
    assert.equal(
      contact.emailaddress1 ?? null,
      null,
      'the address of the marketplace is not a way to reach them',
    );
  }
  await story.end();
});

it('without a contact for each buyer no contact is made', async () => {
  const story = new Story();
  await story.imported();
  assert.equal(story.dynamics.rows('contact').length, 0);
  await story.end();
});

it('where the platform asks for it and policy allows it, an order is accepted once and imported when it is paid', async () => {
  const story = new Story({ mirakl: { settings: { orderAcceptance: 'NOT_AUTOMATIC' } } });
  const id = story.ordered({ state: 'STAGING' });
  await story.relayWorks(12);
  story.assertDone(id);
  assert.equal(story.mirakl.counts().OR21, 1);
  await story.end();
});

it('where policy does not allow it, an order waits for a person to accept it', async () => {
  const story = new Story({ mirakl: { settings: { orderAcceptance: 'NOT_AUTOMATIC' } } });
  story.setMarketplace({ mpb_acceptorders: false });
  const id = story.ordered({ state: 'WAITING_ACCEPTANCE' });
  await story.relayWorks(10);
  assert.equal(story.place(id), 'waiting');
  assert.equal(story.root(id).mpb_reason, 'To be accepted on the marketplace');
  assert.equal(story.mirakl.counts().OR21 ?? 0, 0);
  story.mirakl.events.moveTo(id, 'SHIPPING');
  await story.relayWorks();
  story.assertDone(id);
  await story.end();
});

it('an acceptance that the marketplace refuses is quoted, and a lost answer is found out by reading again', async () => {
  const story = new Story({ mirakl: { settings: { orderAcceptance: 'NOT_AUTOMATIC' } } });
  const lost = story.ordered({ state: 'WAITING_ACCEPTANCE' });
  story.mirakl.script({ operation: 'OR21', times: 1, fault: 'answer-lost' });
  await story.relayWorks(12);
  story.assertDone(lost);
  assert.equal(story.mirakl.counts().OR21, 1, 'never accepted twice');

  story.mirakl.script({ operation: 'OR21', times: 1, fault: { status: 400 } });
  const refused = story.ordered({ state: 'WAITING_ACCEPTANCE', life: { moves: false } });
  await story.relayWorks();
  story.assertHeld(refused, 'acceptance-refused');
  assert.match(String(story.exception(refused, 'acceptance-refused').mpb_cause), /Scripted fault/);
  await story.relayWorks(20);
  story.assertDone(refused);
  await story.end();
});

it('a team that may not own the rows is told to the administrators in the words of Dynamics; the others go on', async () => {
  const story = new Story();
  const { teams } = story.world.environment;
  const roles = story.dynamics.rows('teamroles').filter((role) => role.teamid === teams.operations);
  for (const role of roles) story.dynamics.remove('teamroles', String(role.teamroleid));
  const held = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  const fine = story.ordered();
  await story.relayWorks();
  story.assertDone(fine);
  story.assertHeld(held, 'refused-by-dynamics');
  const exception = story.exception(held, 'refused-by-dynamics');
  assert.equal(exception.ownerid, teams.admin);
  for (const role of roles) story.dynamics.insert('teamroles', { ...role });
  story.setMarketplace({ mpb_operationsteamid: teams.operations, mpb_name: 'B&Q' });
  await story.relayWorks();
  story.assertHeld(held, 'unknown-sku');
  assert.equal(story.exception(held, 'unknown-sku').ownerid, teams.operations);
  await story.end();
});
