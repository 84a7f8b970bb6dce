import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type HttpPort } from '@marketplace-bridge/relay';
import { minute, Story } from './story.ts';
import { bodyText, portOf } from '../ports.ts';

const operations = 927_130_001;

it('an order with a SKU that Dynamics does not know says so to Operations, with a deadline and the money at risk', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL', quantity: 2 }, { product: 1 }] });
  await story.relayWorks();
  story.assertHeld(id, 'unknown-sku');
  const exception = story.exception(id, 'unknown-sku');
  assert.match(
    String(exception.mpb_cause),
    /^Line 1 \(SKU OLD-DRILL\): no product in Dynamics has this number/,
  );
  assert.equal(exception.mpb_causekey, 'sku:old-drill');
  assert.equal(exception.mpb_responsible, operations);
  assert.equal(exception.ownerid, story.world.environment.teams.operations);
  assert.equal(exception.mpb_moneyatrisk, 48);
  assert.ok(Date.parse(String(exception.mpb_deadline)) > story.mirakl.now(), 'there is time to act');
  await story.end();
});

it('adding the SKU mapping imports every order that it held up, and the relay says how many', async () => {
  const story = new Story();
  const held = Array.from({ length: 7 }, () => story.ordered({ lines: [{ product: 'OLD-DRILL' }] }));
  const other = story.ordered({ lines: [{ product: 'OLD-SAW' }] });
  await story.relayWorks();
  for (const id of held) story.assertHeld(id, 'unknown-sku');
  story.mapSku('Old-Drill');
  await story.relayWorks();
  for (const id of held) {
    story.assertDone(id);
    assert.equal(story.salesOrder(id).lines[0]?.productid, story.productRow(0).productid);
    assert.equal(story.open(id).length, 0);
  }
  story.assertHeld(other, 'unknown-sku');
  assert.deepEqual(story.replays(), [{ causeKeys: ['sku:old-drill'], held: 7, cleared: 7 }]);
  await story.end();
});

it('a mapping that does not help is not counted as help', async () => {
  const story = new Story();
  const both = story.ordered({ lines: [{ product: 'OLD-DRILL' }, { product: 'OLD-SAW' }] });
  await story.relayWorks();
  story.mapSku('OLD-DRILL');
  await story.relayWorks();
  story.assertHeld(both, 'unknown-sku');
  assert.deepEqual(story.replays(), [{ causeKeys: ['sku:old-drill'], held: 1, cleared: 0 }]);
  story.mapSku('OLD-SAW', 1);
  await story.relayWorks();
  story.assertDone(both);
  await story.end();
});

it('a mapping saved between looking and parking is not missed', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  let saved = false;
  await story.startRelay({
    through: (port): HttpPort =>
      portOf(async (request, signal) => {
        const text = bodyText(request);
        const parks = text.includes('unknown-sku');
        // The relay has read that there is no mapping, and is about to write so.
        if (parks && !saved) {
          saved = true;
          story.mapSku('OLD-DRILL');
        }
        return port.send(request, signal);
      }),
  });
  await story.relayWorks();
  assert.ok(saved, 'the order was parked');
  story.assertDone(id);
  await story.end();
});

it('a mapping saved while no relay runs frees its orders when one starts', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  // As after days of waiting, when it tries by itself only once a day.
  const tomorrow = new Date(story.mirakl.now() + 24 * 60 * minute).toISOString();
  story.dynamics.patchAs({}, 'mpb_order', String(story.root(id).mpb_orderid), { mpb_dueon: tomorrow });
  story.assertHeld(id, 'unknown-sku');
  story.mapSku('OLD-DRILL');
  await story.startRelay({ name: 'relay-1', seed: 2 });
  await story.relayWorks();
  story.assertDone(id);
  await story.end();
});

it('a mapping may name the unit, and counts before the product number', async () => {
  const story = new Story();
  const each = story.world.environment.unitId;
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  const known = story.ordered({ lines: [{ product: 2 }] });
  const mapping = story.mapSku('OLD-DRILL');
  story.dynamics.patchAs({}, 'mpb_skumapping', mapping, { mpb_uomid: each });
  // Somebody says what this SKU is sold as, although a product has it as its number.
  story.mapSku(story.product(2).sku, 3);
  await story.relayWorks();
  story.assertDone(id);
  story.assertDone(known);
  assert.equal(story.salesOrder(id).lines[0]?.uomid, each);
  assert.equal(story.salesOrder(known).lines[0]?.productid, story.productRow(3).productid);
  await story.end();
});

it('mapping the SKU of a retired product to its successor imports what it held up', async () => {
  const story = new Story();
  const retired = story.productRow(0);
  story.dynamics.insert('product', { ...retired, statecode: 1, statuscode: 2 });
  const id = story.ordered();
  await story.relayWorks();
  story.assertHeld(id, 'product-inactive');
  const offered = JSON.parse(String(story.exception(id, 'product-inactive').mpb_fixes)) as { kind: string }[];
  assert.ok(offered.some(({ kind }) => kind === 'map-sku'));
  story.mapSku(story.product(0).sku, 1);
  await story.relayWorks();
  story.assertDone(id);
  assert.equal(story.salesOrder(id).lines[0]?.productid, story.productRow(1).productid);
  await story.end();
});

for (const { what, spoil, mend, code, words } of [
  {
    what: 'is retired',
    spoil: { statecode: 1, statuscode: 2 },
    mend: { statecode: 0, statuscode: 1 },
    code: 'product-inactive',
    words: /is not active in Dynamics/,
  },
  {
    what: 'has no tax category',
    spoil: { mpb_taxcategory: null },
    mend: { mpb_taxcategory: 'standard' },
    code: 'no-tax-category',
    words: /has no tax category, so its VAT rate is not known/,
  },
]) {
  it(`an order for a product that ${what} is held, and imported by itself once that is put right`, async () => {
    const story = new Story();
    const { productid } = story.productRow(0);
    const change = (columns: typeof spoil | typeof mend) => {
      const row = story.dynamics.get('product', String(productid));
      story.dynamics.insert('product', { ...row, ...columns });
    };
    change(spoil);
    const id = story.ordered();
    const fine = story.ordered({ lines: [{ product: 1 }] });
    await story.relayWorks();
    story.assertHeld(id, code);
    assert.match(String(story.exception(id, code).mpb_cause), words);
    story.assertDone(fine);
    change(mend);
    await story.relayWorks(50);
    story.assertDone(id);
    await story.end();
  });
}

it('an order for a product outside the price list of the marketplace is held until it is added', async () => {
  const story = new Story();
  const { productid } = story.productRow(0);
  const price = story.dynamics.find('productpricelevel', (one) => one.productid === productid);
  assert.ok(price);
  story.dynamics.remove('productpricelevel', String(price.productpricelevelid));
  const id = story.ordered();
  await story.relayWorks();
  story.assertHeld(id, 'product-not-in-price-list');
  assert.match(
    String(story.exception(id, 'product-not-in-price-list').mpb_cause),
    /is not in the price list of the marketplace/,
  );
  story.dynamics.insert('productpricelevel', { ...price });
  await story.relayWorks(50);
  story.assertDone(id);
  await story.end();
});

it('a line without a SKU is never matched by its name', async () => {
  const story = new Story();
  const id = story.ordered({ but: (order) => (order.order_lines[0]!.offer_sku = '') });
  await story.relayWorks();
  story.assertHeld(id, 'no-sku');
  await story.end();
});
