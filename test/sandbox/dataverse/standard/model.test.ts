import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standardModel } from './model.ts';

const model = standardModel({ fieldService: true });

test('every lookup of a standard table has one relationship per target, and both ends exist', () => {
  for (const table of model.tables.values()) {
    for (const column of table.columns.values()) {
      const ends = model.relationships.filter(
        (r) => r.referencingTable === table.name && r.referencingColumn === column.name,
      );
      assert.deepEqual(
        ends.map((end) => end.referencedTable),
        column.targets ?? [],
        `${table.name}.${column.name}`,
      );
      for (const end of ends)
        assert.ok(model.tables.has(end.referencedTable), `${end.name} -> ${end.referencedTable}`);
    }
  }
});

test('relationship names are unique, and so is each navigation property on its table', () => {
  const names = model.relationships.map((r) => r.name);
  assert.equal(new Set(names).size, names.length);
  const properties = model.relationships.flatMap((r) => [
    `${r.referencingTable}.${r.navigation}`,
    `${r.referencedTable}.[]${r.collection}`,
  ]);
  assert.equal(new Set(properties).size, properties.length);
});

test('the navigation properties that an order is written with are spelt as in the product', () => {
  const navigation = (table: string, column: string): string[] =>
    model.relationships
      .filter((r) => r.referencingTable === table && r.referencingColumn === column)
      .map((r) => r.navigation);
  assert.deepEqual(navigation('salesorder', 'customerid'), ['customerid_account', 'customerid_contact']);
  assert.deepEqual(navigation('salesorder', 'pricelevelid'), ['pricelevelid']);
  assert.deepEqual(navigation('salesorderdetail', 'uomid'), ['uomid']);
  const lines = model.relationships.find(
    (r) => r.referencingTable === 'salesorderdetail' && r.referencedTable === 'salesorder',
  );
  assert.equal(lines?.collection, 'order_details');
  assert.equal(lines.onDelete, 'cascade');
});

test('required levels, lengths and states of the order are those of the reference', () => {
  const order = model.tables.get('salesorder');
  assert.ok(order);
  assert.equal(order.columns.get('ordernumber')?.required, 'system');
  assert.equal(order.columns.get('ordernumber')?.validForUpdate, false);
  assert.equal(order.columns.get('shipto_postalcode')?.maxLength, 20);
  assert.equal(order.columns.get('shipto_line1')?.maxLength, 250);
  assert.deepEqual(
    order.columns.get('statecode')?.options?.map((state) => [state.value, state.label, state.defaultStatus]),
    [
      [0, 'Active', 1],
      [1, 'Submitted', 3],
      [2, 'Canceled', 4],
      [3, 'Fulfilled', 100001],
      [4, 'Invoiced', 100003],
    ],
  );
  assert.equal(model.tables.get('product')?.columns.get('statecode')?.default, 2);
});

test('each call gives a model of its own', () => {
  const one = standardModel();
  one.tables.get('salesorder')?.columns.delete('name');
  assert.ok(standardModel().tables.get('salesorder')?.columns.has('name'));
});

test('change tracking can be off where a tenant has it off', () => {
  const tenant = standardModel({ untracked: ['product'] });
  assert.equal(tenant.tables.get('product')?.changeTracking, false);
  assert.equal(tenant.tables.get('salesorder')?.changeTracking, true);
  assert.throws(() => standardModel({ untracked: ['produce'] }), /no standard table produce/);
});

test('the tables of Field Service are there only where it is installed', () => {
  const names = ['msdyn_warehouse', 'msdyn_productinventory'];
  for (const name of names) {
    assert.equal(standardModel().tables.has(name), false);
    assert.equal(model.tables.get(name)?.changeTracking, true);
    assert.equal(model.tables.get(name)?.ownership, 'organization');
  }
  assert.deepEqual(
    ['msdyn_product', 'msdyn_unit', 'msdyn_warehouse'].map(
      (name) => model.tables.get('msdyn_productinventory')?.columns.get(name)?.required,
    ),
    ['application', 'application', 'application'],
  );
});
