/** From a movement of stock in Dynamics to what the relay is told: our packed add-ons, their steps, and the decoder. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decodeContext } from '@marketplace-bridge/plugins-bridge';
import { packAddOn, packSolution, type AddOnName } from '@marketplace-bridge/solution/pack';
import { ManualClock } from '../../sandbox/clock.ts';
import { RememberingPoster } from '../../sandbox/dataverse/events/test-support.ts';
import { salesEnvironment } from '../../sandbox/dataverse/sales-environment.ts';
import { seedProducts } from '../../sandbox/dataverse/standard/seed.ts';

const core = packSolution('managed');

/** One product in an environment with these add-ons. */
function environment(...addOns: readonly AddOnName[]) {
  const poster = new RememberingPoster();
  const { sandbox, seeded } = salesEnvironment({
    clock: new ManualClock('2026-11-25T09:00:00Z'),
    solution: core,
    fieldService: addOns.some((name) => name.startsWith('FieldService')),
    addOns: addOns.map(packAddOn),
    events: { poster },
    roles: { users: { admin: ['System Administrator'] } },
  });
  const products = [{ sku: 'DRILL-18', name: 'Cordless drill 18 V', priceMinor: 9_900 }];
  const productId = seedProducts(sandbox.engine, seeded, products).get('DRILL-18') ?? '';
  const by = { userId: seeded.users.admin, initiatingUserId: seeded.users.admin };
  /** What the relay hears of it, in the order of what was written. */
  const told = async () => {
    await sandbox.asyncJobsDone();
    return poster.posted.splice(0).map(({ message, endpoint }) => {
      const decoded = decodeContext(message.body, { organizationId: null, relayUserId: null });
      assert.equal(decoded.kind, 'event', JSON.stringify(decoded));
      const { origin, ...event } = decoded.event;
      assert.equal(origin.userId, seeded.users.admin);
      return { ...event, by: endpoint.contract };
    });
  };
  return { sandbox, seeded, productId, by, told };
}

for (const [way, by] of [
  ['Bus', 'queue'],
  ['Webhook', 'webhook'],
] as const) {
  it(`a quantity that is written on a product is told by ${by}, and a change of anything else is not`, async () => {
    const { sandbox, productId, by: person, told } = environment(`Events${way}`, `StockEvents${way}`);
    const product = { kind: 'stock-changed', table: 'product', rowId: productId, productId, by };
    await told();
    sandbox.patchAs(person, 'product', productId, { quantityonhand: 7 });
    assert.deepEqual(await told(), [product]);
    sandbox.patchAs(person, 'product', productId, { description: 'Now in green' });
    assert.deepEqual(await told(), []);
    sandbox.patchAs(person, 'product', productId, { statecode: 1, statuscode: 2 });
    assert.deepEqual(await told(), [product], 'retired');
  });
}

it('a stock level is told with its product, also where only the quantity was written', async () => {
  const { sandbox, productId, by, told } = environment('EventsBus', 'StockEventsBus');
  const row = { mpb_name: 'Leeds', mpb_productid: productId, mpb_warehouse: 'LEEDS', mpb_quantity: 12 };
  const rowId = sandbox.createAs(by, 'mpb_stocklevel', row);
  const level = { kind: 'stock-changed', table: 'mpb_stocklevel', rowId, productId, by: 'queue' };
  assert.deepEqual(await told(), [level]);
  sandbox.patchAs(by, 'mpb_stocklevel', rowId, { mpb_quantity: 11 });
  assert.deepEqual(await told(), [level]);
  sandbox.patchAs(by, 'mpb_stocklevel', rowId, { mpb_name: 'Leeds, hall 2' });
  assert.deepEqual(await told(), []);
});

it('inventory of Field Service is told with its product', async () => {
  const { sandbox, seeded, productId, by, told } = environment('EventsBus', 'FieldServiceEventsBus');
  const warehouse = sandbox.insert('msdyn_warehouse', { msdyn_name: 'Leeds' });
  const rowId = sandbox.createAs(by, 'msdyn_productinventory', {
    msdyn_product: productId,
    msdyn_warehouse: warehouse,
    msdyn_unit: seeded.unitId,
    msdyn_qtyonhand: 12,
  });
  const inventory = { kind: 'stock-changed', table: 'msdyn_productinventory', rowId, productId, by: 'queue' };
  assert.deepEqual(await told(), [inventory]);
  sandbox.patchAs(by, 'msdyn_productinventory', rowId, { msdyn_qtyonhand: 4 });
  assert.deepEqual(await told(), [inventory]);
});

it('without the add-ons for stock nothing of it is told', async () => {
  const { sandbox, productId, by, told } = environment('EventsBus');
  sandbox.patchAs(by, 'product', productId, { quantityonhand: 7 });
  sandbox.createAs(by, 'mpb_stocklevel', {
    mpb_name: 'Leeds',
    mpb_productid: productId,
    mpb_warehouse: 'LEEDS',
    mpb_quantity: 12,
  });
  assert.deepEqual(await told(), []);
});
