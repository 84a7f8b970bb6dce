import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ManualClock } from '../clock.ts';
import { DataverseSandbox } from './dataverse.ts';
import { loadRows, type LoadedRows } from './load-rows.ts';
import { standardModel } from './standard/model.ts';
import { seedEnvironment, seedProducts } from './standard/seed.ts';

function load(files: Record<string, unknown>) {
  const sandbox = new DataverseSandbox({ clock: new ManualClock(), model: standardModel() });
  const seeded = seedEnvironment(sandbox.engine);
  seedProducts(sandbox.engine, seeded, [{ sku: 'DRILL-1', name: 'Cordless drill', priceMinor: 4999 }]);
  const run = (): LoadedRows => {
    const folder = mkdtempSync(join(tmpdir(), 'load-rows-'));
    try {
      for (const [name, content] of Object.entries(files)) {
        writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
      }
      return loadRows(sandbox, folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  return { sandbox, seeded, run };
}

const EACH = '22222222-0000-4000-8000-000000000001';
const GROUP = '22222222-0000-4000-8000-000000000002';
const SAW = '22222222-0000-4000-8000-000000000003';

test('answers and bare lists are loaded whatever the order of files; annotations and unknown owners are passed over', () => {
  const { sandbox, seeded, run } = load({
    'accounts.json': {
      '@odata.context': 'x',
      value: [
        { '@odata.etag': 'W/"1"', name: 'Contoso', _ownerid_value: SAW, _createdby_value: SAW, revenue: 1.5 },
      ],
    },
    'products.json': [
      {
        productid: SAW.toUpperCase(),
        name: 'Saw',
        productnumber: 'SAW-1',
        _defaultuomid_value: EACH,
        _defaultuomscheduleid_value: GROUP,
        statecode: 0,
      },
    ],
    'salesorders.json': [
      {
        name: 'Old order',
        _customerid_value: '00000000-0000-4000-8000-0acc00000001',
        '_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
        totalamount: 12.34,
      },
    ],
    'uoms.json': [{ uomid: EACH, name: 'Metre', quantity: 1, _uomscheduleid_value: GROUP }],
    'uomschedules.json': [{ uomscheduleid: GROUP, name: 'Lengths' }],
  });
  assert.deepEqual(run(), {
    counts: { accounts: 1, products: 1, salesorders: 1, uoms: 1, uomschedules: 1 },
    problems: [],
  });
  assert.equal(sandbox.get('product', SAW)?.statuscode, 1);
  assert.equal(sandbox.find('account', (row) => row.name === 'Contoso')?.owneridtype, 'systemuser');
  const order = sandbox.rows('salesorder')[0];
  assert.deepEqual(
    [order?.customerid, order?.customeridtype, order?.totalamount],
    [seeded.accountId, 'account', 12.34],
  );
});

test('a loaded row takes the place of the seeded one that people would take it for, and what pointed there follows', () => {
  const POUND = '22222222-0000-4000-8000-000000000004';
  const ORGANISATION = '22222222-0000-4000-8000-000000000005';
  const { sandbox, seeded, run } = load({
    'organizations.json': [{ organizationid: ORGANISATION, name: 'Contoso', pricingdecimalprecision: 4 }],
    'transactioncurrencies.json': [
      {
        transactioncurrencyid: POUND,
        isocurrencycode: 'GBP',
        currencyname: 'Pound',
        currencysymbol: '£',
        currencyprecision: 2,
        exchangerate: 1,
      },
    ],
  });
  assert.deepEqual(run().problems, []);
  assert.equal(sandbox.rows('transactioncurrency').length, 2);
  assert.equal(sandbox.get('pricelevel', seeded.priceListId)?.transactioncurrencyid, POUND);
  const organisations = sandbox.rows('organization');
  assert.deepEqual(
    organisations.map((row) => [
      row.organizationid,
      row.name,
      row.pricingdecimalprecision,
      row.basecurrencyid,
      row.discountcalculationmethod,
    ]),
    [[ORGANISATION, 'Contoso', 4, POUND, 0]],
  );
});

test('two loaded rows of one name stand beside each other', () => {
  const { sandbox, run } = load({
    'uoms.json': [
      { uomid: EACH, name: 'Each', quantity: 1, _uomscheduleid_value: GROUP },
      { uomid: SAW, name: 'Each', quantity: 2, _uomscheduleid_value: GROUP },
    ],
    'uomschedules.json': [{ uomscheduleid: GROUP, name: 'Lengths' }],
  });
  assert.deepEqual(run().problems, []);
  assert.deepEqual(
    sandbox.rows('uom').map((row) => row.uomid),
    [EACH, SAW],
  );
});

test('every problem is named with its file and row, and the good rows are there', () => {
  const { run } = load({
    'accounts.json': [{ name: 'Good' }, { name: 'Bad', nickname: 'x' }],
    'broken.json': '[]',
    'contacts.json': '{"value": ',
    'products.json': [{ name: 'Saw', productnumber: 'SAW-1', _defaultuomid_value: EACH }],
    'teams.json': '{"rows": []}',
    'uoms.json': [{ name: 'Metre', quantity: 'one' }],
  });
  const { counts, problems } = run();
  assert.deepEqual(counts, { accounts: 1, products: 1 });
  const expected: [string, RegExp][] = [
    ['accounts.json', /^row 2: account has no column nickname$/],
    ['broken.json', /^the environment has no entity set 'broken'$/],
    ['contacts.json', /^not JSON/],
    ['teams.json', /^expected \{"value": \[rows\]\} or a list of rows$/],
    ['uoms.json', /^row 1: .*'one'/],
    ['products.json', new RegExp(`^row 1: _defaultuomid_value ${EACH} names no row of uom$`)],
  ];
  assert.deepEqual(
    problems.map(({ file }) => file),
    expected.map(([file]) => file),
  );
  expected.forEach(([, reason], index) => {
    assert.match(problems[index]?.reason ?? '', reason);
  });
});
