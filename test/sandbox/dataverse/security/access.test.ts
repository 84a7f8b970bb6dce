import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PrivilegeModel } from '../model.ts';
import { assignRole } from './roles.ts';
import { code, json, message, trySecurity } from './try-security.ts';

test('a missing privilege is named with the user, its type and the table', async () => {
  const { sandbox, seeded, role, as, api } = trySecurity();
  role('Reader', ['ReadAccount', 'Global']);
  assignRole(sandbox.engine, { user: seeded.users.finance }, 'Reader');
  const response = await api('POST', 'accounts', as(seeded.users.finance), { name: 'New' });
  assert.equal(response.status, 403);
  assert.equal(code(response), '0x80040220');
  assert.match(
    message(response),
    new RegExp(
      `^Principal user \\(Id=${seeded.users.finance}, type=8, roleCount=1, privilegeCount=1, accessMode=`,
    ),
  );
  assert.match(
    message(response),
    /is missing prvCreateAccount privilege \(Id=.*\) on OTC=\d+ for entity 'account'\.$/,
  );
});

test('Basic reaches own rows and those of own teams, Local the business unit, Deep those below, Global all', async () => {
  const { sandbox, seeded, role, as, api } = trySecurity();
  const below = sandbox.insert('businessunit', {
    name: 'Leeds',
    parentbusinessunitid: seeded.businessUnitId,
  });
  const elsewhere = sandbox.insert('businessunit', { name: 'Elsewhere' });
  const stranger = (unit: string): string =>
    sandbox.insert('systemuser', {
      fullname: unit,
      domainname: unit,
      internalemailaddress: 'x@y.example',
      businessunitid: unit,
    });
  const owned = (name: string, ownerid: string): string => sandbox.insert('account', { name, ownerid });
  const { finance } = seeded.users;
  owned('own', finance);
  owned('team', seeded.teams.finance);
  owned('unit', seeded.users.sales);
  owned('below', stranger(below));
  owned('elsewhere', stranger(elsewhere));
  const expected: Record<PrivilegeModel['level'], string[]> = {
    Basic: ['own', 'team'],
    Local: ['own', 'team', 'unit'],
    Deep: ['own', 'team', 'unit', 'below'],
    Global: ['own', 'team', 'unit', 'below', 'elsewhere'],
  };
  for (const [level, names] of Object.entries(expected) as [PrivilegeModel['level'], string[]][]) {
    role(level, ['ReadAccount', level], ['WriteAccount', 'Basic']);
    assignRole(sandbox.engine, { user: finance }, level);
    const { value } = json(
      await api('GET', "accounts?$select=name&$filter=name ne 'B%26Q Marketplace customers'", as(finance)),
    ) as { value: { name: string }[] };
    assert.deepEqual(value.map(({ name }) => name).sort(), [...names].sort(), level);
  }
  const refusal = await api(
    'PATCH',
    `accounts(${String(sandbox.find('account', (row) => row.name === 'unit')?.accountid)})`,
    as(finance),
    { name: 'x' },
  );
  assert.equal(refusal.status, 403);
  assert.equal(code(refusal), '0x80048306');
});

test('an order line is reached as far as its order is', async () => {
  const { sandbox, seeded, role, as, api } = trySecurity();
  role('Lines', ['ReadSalesOrder', 'Basic']);
  assignRole(sandbox.engine, { user: seeded.users.sales }, 'Lines');
  for (const owner of ['sales', 'finance'] as const) {
    const salesorderid = sandbox.insert('salesorder', {
      name: owner,
      ordernumber: owner,
      ownerid: seeded.users[owner],
    });
    sandbox.insert('salesorderdetail', { salesorderid, salesorderdetailname: owner });
  }
  const answer = json(
    await api('GET', 'salesorderdetails?$select=salesorderdetailname', as(seeded.users.sales)),
  );
  assert.deepEqual(
    (answer.value as Record<string, unknown>[]).map((line) => line.salesorderdetailname),
    ['sales'],
  );
});

test('order lines go with the order, or have privileges of their own: by switch', async () => {
  for (const [naming, privilege, status] of [
    ['shared', 'ReadSalesOrder', 200],
    ['shared', 'ReadSalesOrderDetail', 403],
    ['own', 'ReadSalesOrder', 403],
    ['own', 'ReadSalesOrderDetail', 200],
    ['either', 'ReadSalesOrderDetail', 200],
  ] as const) {
    const { sandbox, seeded, role, as, api } = trySecurity(naming);
    role('Lines', [privilege, 'Global']);
    assignRole(sandbox.engine, { user: seeded.users.sales }, 'Lines');
    assert.equal(
      (await api('GET', 'salesorderdetails', as(seeded.users.sales))).status,
      status,
      `${naming} ${privilege}`,
    );
  }
});

test('change tracking is refused to whoever cannot read the whole table', async () => {
  for (const [level, status] of [
    ['Global', 200],
    ['Local', 403],
  ] as const) {
    const { sandbox, seeded, role, as, api } = trySecurity();
    role('Reader', ['ReadAccount', level]);
    assignRole(sandbox.engine, { user: seeded.users.sales }, 'Reader');
    const headers = as(seeded.users.sales, { prefer: 'odata.track-changes' });
    assert.equal((await api('GET', 'accounts?$select=name', headers)).status, status);
  }
});
