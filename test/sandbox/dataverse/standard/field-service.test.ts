import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../clock.ts';
import { salesEnvironment } from '../sales-environment.ts';
import { ask } from '../test-support.ts';
import { seedProducts } from './seed.ts';

const set = 'msdyn_productinventories';

function withFieldService() {
  const environment = salesEnvironment({
    clock: new ManualClock(),
    fieldService: true,
    roles: { users: { operations: ['Salesperson'], admin: ['System Administrator'] } },
  });
  const { sandbox, seeded } = environment;
  const products = seedProducts(sandbox.engine, seeded, [{ sku: 'A-1', name: 'Axe', priceMinor: 1999 }]);
  const warehouse = sandbox.insert('msdyn_warehouse', { msdyn_name: 'Leeds' });
  const inventory = sandbox.insert('msdyn_productinventory', {
    msdyn_product: products.get('A-1'),
    msdyn_unit: seeded.unitId,
    msdyn_warehouse: warehouse,
    msdyn_qtyonhand: 12.25,
  });
  const as = (user: 'operations' | 'admin') => ({
    authorization: `Bearer ${sandbox.signInAs(seeded.users[user])}`,
  });
  return { ...environment, product: products.get('A-1') ?? '', inventory, as };
}

test('where Field Service is not installed its sets are no resource', async () => {
  const { sandbox } = salesEnvironment({ clock: new ManualClock(), security: 'off' });
  assert.equal((await ask(sandbox, `GET ${set}`)).status, 404);
  assert.equal((await ask(sandbox, 'GET msdyn_warehouses')).status, 404);
});

test('quantities are read by product, and with the name of the warehouse', async () => {
  const { sandbox, product, as } = withFieldService();
  const answer = await ask(
    sandbox,
    `GET ${set}?$select=msdyn_qtyonhand&$filter=_msdyn_product_value eq ${product}&$expand=msdyn_warehouse($select=msdyn_name)`,
    undefined,
    as('admin'),
  );
  assert.equal(answer.status, 200);
  const [row] = answer.value;
  assert.equal(row?.msdyn_qtyonhand, 12.25);
  assert.equal((row.msdyn_warehouse as { msdyn_name: string }).msdyn_name, 'Leeds');
});

test('without a privilege of its own nobody reads them', async () => {
  const { sandbox, as } = withFieldService();
  const refused = await ask(sandbox, `GET ${set}`, undefined, as('operations'));
  assert.equal(refused.status, 403);
  assert.match(refused.error.message, /prvReadmsdyn_productinventory/);
});

test('change tracking tells of a posting and of a row that went', async () => {
  const { sandbox, inventory, as } = withFieldService();
  const first = await ask(sandbox, `GET ${set}?$select=msdyn_qtyonhand`, undefined, {
    prefer: 'odata.track-changes',
    ...as('admin'),
  });
  sandbox.patchAs({}, 'msdyn_productinventory', inventory, { msdyn_qtyonhand: -3 });
  const next = await ask(sandbox, `GET ${String(first.json['@odata.deltaLink'])}`, undefined, as('admin'));
  assert.deepEqual(
    next.value.map((row) => row.msdyn_qtyonhand),
    [-3],
  );
  sandbox.removeAs({}, 'msdyn_productinventory', inventory);
  const last = await ask(sandbox, `GET ${String(next.json['@odata.deltaLink'])}`, undefined, as('admin'));
  assert.deepEqual(
    last.value.map(({ id, reason }) => [id, reason]),
    [[inventory, 'deleted']],
  );
});
