import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../clock.ts';
import type { SandboxResponse } from '../../http.ts';
import { DataverseSandbox } from '../dataverse.ts';
import type { PrivilegeModel } from '../model.ts';
import { standardModel } from '../standard/model.ts';
import { seedEnvironment } from '../standard/seed.ts';
import type { PrivilegeNaming } from './privilege-names.ts';
import { assignRole } from './roles.ts';
import { securityRules } from './security-rules.ts';

const TENANT = 'a0a0a0a0-0000-4000-8000-000000000001';
const CLIENT = '00000000-0000-4000-8000-00c100000001';
const RESOURCE = 'https://hartwell.crm11.dynamics.com';

function environment(privilegeNaming: PrivilegeNaming = 'shared') {
  const clock = new ManualClock();
  const security = securityRules({
    tenantId: TENANT,
    clients: { [CLIENT]: 's3cret', 'ffffffff-0000-4000-8000-000000000001': 'other' },
    resource: RESOURCE,
    lifetime: 3_599,
    now: () => clock.now(),
    privilegeNaming,
  });
  const sandbox = new DataverseSandbox({ clock, model: standardModel(), rules: [security] });
  const seeded = seedEnvironment(sandbox.engine);
  const role = (name: string, ...privileges: [string, PrivilegeModel['level']][]): void => {
    const number = sandbox.engine.model.roles.length + 16;
    const id = `00000000-0000-4000-8000-0000000000${number.toString(16)}`;
    sandbox.engine.model.roles.push({
      id,
      name,
      privileges: privileges.map(([suffix, level]) => ({ name: `prv${suffix}`, level })),
    });
  };
  const send = (
    method: string,
    path: string,
    more: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<SandboxResponse> =>
    sandbox.handle({
      method,
      url: path,
      headers: {
        host: 'hartwell.crm11.dynamics.com',
        ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...more.headers,
      },
      body: Buffer.from(more.body ?? ''),
    });
  const askToken = (form: Record<string, string> = {}, tenant = TENANT): Promise<SandboxResponse> =>
    send('POST', `/${tenant}/oauth2/v2.0/token`, {
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: CLIENT,
        client_secret: 's3cret',
        scope: `${RESOURCE}/.default`,
        ...form,
      }).toString(),
    });
  const as = (userId: string, more: Record<string, string> = {}): Record<string, string> => ({
    authorization: `Bearer ${security.tokens.issue({ userId })}`,
    ...more,
  });
  const api = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<SandboxResponse> =>
    send(method, `/api/data/v9.2/${path}`, {
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { clock, sandbox, seeded, role, askToken, as, api };
}

const json = (response: SandboxResponse): Record<string, unknown> =>
  JSON.parse(response.body.toString()) as Record<string, unknown>;
const code = (response: SandboxResponse): string => (json(response).error as { code: string }).code;
const message = (response: SandboxResponse): string => (json(response).error as { message: string }).message;

test('a client secret buys a token that opens the API until it expires', async () => {
  const { clock, sandbox, seeded, role, askToken, api } = environment();
  role('Relay', ['ReadAccount', 'Global']);
  assignRole(sandbox.engine, { user: seeded.users.relay }, 'Relay');
  const token = json(await askToken());
  assert.equal(token.token_type, 'Bearer');
  assert.equal(token.expires_in, 3_599);
  const headers = { authorization: `Bearer ${String(token.access_token)}` };
  assert.equal((await api('GET', 'accounts?$select=name', headers)).status, 200);
  await clock.advance(3_599_000);
  const late = await api('GET', 'accounts?$select=name', headers);
  assert.equal(late.status, 401);
  assert.match(late.headers['www-authenticate'] ?? '', /^Bearer authorization_uri=.*, resource_id=/);
});

test('the token endpoint refuses each wrong part in the words of the identity platform', async () => {
  const { askToken } = environment();
  const cases: [Promise<SandboxResponse>, number, string, number][] = [
    [askToken({ client_secret: 'wrong' }), 401, 'invalid_client', 7000215],
    [askToken({ client_id: 'eeeeeeee-0000-4000-8000-000000000001' }), 400, 'unauthorized_client', 700016],
    [askToken({ scope: RESOURCE }), 400, 'invalid_scope', 1002012],
    [askToken({ scope: 'https://else.crm11.dynamics.com/.default' }), 400, 'invalid_resource', 500011],
    [askToken({ grant_type: 'password' }), 400, 'unsupported_grant_type', 70003],
    [askToken({}, 'common'), 400, 'invalid_request', 90002],
  ];
  for (const [pending, status, error, number] of cases) {
    const response = await pending;
    assert.equal(response.status, status);
    assert.equal(json(response).error, error);
    assert.deepEqual(json(response).error_codes, [number]);
  }
});

test('without a token, with a made-up one, without an application user, and without a role: nobody gets in', async () => {
  const { askToken, api, as, seeded } = environment();
  assert.equal((await api('GET', 'WhoAmI', {})).status, 401);
  assert.equal((await api('GET', 'WhoAmI', { authorization: 'Bearer made.up' })).status, 401);
  const stranger = json(
    await askToken({ client_id: 'ffffffff-0000-4000-8000-000000000001', client_secret: 'other' }),
  );
  assert.equal(
    code(await api('GET', 'WhoAmI', { authorization: `Bearer ${String(stranger.access_token)}` })),
    '0x80072560',
  );
  const noRole = await api('GET', 'WhoAmI', as(seeded.users.relay));
  assert.equal(noRole.status, 403);
  assert.equal(code(noRole), '0x80042f09');
});

test('a missing privilege is named with the user, its type and the table', async () => {
  const { sandbox, seeded, role, as, api } = environment();
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
  const { sandbox, seeded, role, as, api } = environment();
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

test('a role given to a team counts for its members, and is gone when the membership is', async () => {
  const { sandbox, seeded, role, as, api } = environment();
  role('Nobody');
  role('Reader', ['ReadAccount', 'Global']);
  assignRole(sandbox.engine, { user: seeded.users.finance }, 'Nobody');
  assignRole(sandbox.engine, { team: seeded.teams.finance }, 'Reader');
  assert.equal((await api('GET', 'accounts', as(seeded.users.finance))).status, 200);
  const membership = sandbox.find('teammembership', (row) => row.systemuserid === seeded.users.finance);
  sandbox.remove('teammembership', String(membership?.teammembershipid));
  assert.equal((await api('GET', 'accounts', as(seeded.users.finance))).status, 403);
});

test('a team can own a row only if one of its roles can read the table', async () => {
  const { sandbox, seeded, role, as, api } = environment();
  role(
    'Writer',
    ...['Create', 'Read', 'Append', 'AppendTo', 'Assign'].map((kind): [string, 'Global'] => [
      `${kind}Account`,
      'Global',
    ]),
    ['AppendToTeam', 'Global'],
  );
  assignRole(sandbox.engine, { user: seeded.users.finance }, 'Writer');
  const account = { name: 'Owned by a team', 'ownerid@odata.bind': `/teams(${seeded.teams.operations})` };
  const refusal = await api('POST', 'accounts', as(seeded.users.finance), account);
  assert.equal(code(refusal), '0x80040220');
  assert.match(message(refusal), /^Principal team \(.*type=9.* is missing prvReadAccount /);
  assignRole(sandbox.engine, { team: seeded.teams.operations }, 'Writer');
  assert.equal((await api('POST', 'accounts', as(seeded.users.finance), account)).status, 204);
});

test('acting for another needs the privilege, may use either header, and gives no more than both may do', async () => {
  const { sandbox, seeded, role, as, api } = environment();
  role('Reader', ['ReadAccount', 'Global'], ['ReadContact', 'Global']);
  role('Delegate', ['ActOnBehalfOfAnotherUser', 'Global'], ['ReadAccount', 'Global']);
  assignRole(sandbox.engine, { user: seeded.users.finance }, 'Reader');
  assignRole(sandbox.engine, { user: seeded.users.admin }, 'Delegate');
  const behalf = { mscrmcallerid: seeded.users.finance };
  const refused = await api(
    'GET',
    'accounts',
    as(seeded.users.finance, { mscrmcallerid: seeded.users.admin }),
  );
  assert.equal(code(refused), '0x8004a110');
  assert.equal((await api('GET', 'accounts', as(seeded.users.admin, behalf))).status, 200);
  assert.equal((await api('GET', 'contacts', as(seeded.users.admin, behalf))).status, 403);
  const objectId = String(sandbox.get('systemuser', seeded.users.finance)?.azureactivedirectoryobjectid);
  const who = json(await api('GET', 'WhoAmI', as(seeded.users.admin, { callerobjectid: objectId })));
  assert.equal(who.UserId, seeded.users.finance);
});

test('acting for another reaches no further than the narrower of both depths', async () => {
  const { sandbox, seeded, role, as, api } = environment();
  role('Wide', ['ReadAccount', 'Global']);
  role('Narrow', ['ActOnBehalfOfAnotherUser', 'Global'], ['ReadAccount', 'Basic']);
  assignRole(sandbox.engine, { user: seeded.users.finance }, 'Wide');
  assignRole(sandbox.engine, { user: seeded.users.admin }, 'Narrow');
  sandbox.insert('account', { name: 'of finance', ownerid: seeded.users.finance });
  const answer = json(
    await api(
      'GET',
      'accounts?$select=name',
      as(seeded.users.admin, { mscrmcallerid: seeded.users.finance }),
    ),
  );
  assert.deepEqual(
    (answer.value as { name: string }[]).map(({ name }) => name),
    ['of finance'],
  );
});

test('a disabled user is refused, whether calling or called for', async () => {
  const { sandbox, seeded, role, as, api } = environment();
  role('Delegate', ['ActOnBehalfOfAnotherUser', 'Global']);
  assignRole(sandbox.engine, { user: seeded.users.finance }, 'Delegate');
  assignRole(sandbox.engine, { user: seeded.users.admin }, 'Delegate');
  sandbox.engine.patch('systemuser', seeded.users.finance, { isdisabled: true });
  assert.equal(code(await api('GET', 'WhoAmI', as(seeded.users.finance))), '0x80040225');
  assert.equal(
    code(await api('GET', 'WhoAmI', as(seeded.users.admin, { mscrmcallerid: seeded.users.finance }))),
    '0x80040225',
  );
});

test('a role that is given in between counts for the very next write', () => {
  const { sandbox, seeded, role } = environment();
  role('Writer', ['CreateAccount', 'Global']);
  assignRole(sandbox.engine, { user: seeded.users.sales }, 'Writer');
  const writer = sandbox.find('role', (row) => row.name === 'Writer');
  const create = (): string =>
    sandbox.createAs({ userId: seeded.users.finance, initiatingUserId: seeded.users.finance }, 'account', {
      name: 'New',
    });
  assert.throws(create, /is missing prvCreateAccount/);
  sandbox.createAs({}, 'systemuserroles', { systemuserid: seeded.users.finance, roleid: writer?.roleid });
  create();
});

test('an order line is reached as far as its order is', async () => {
  const { sandbox, seeded, role, as, api } = environment();
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
    const { sandbox, seeded, role, as, api } = environment(naming);
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
    const { sandbox, seeded, role, as, api } = environment();
    role('Reader', ['ReadAccount', level]);
    assignRole(sandbox.engine, { user: seeded.users.sales }, 'Reader');
    const headers = as(seeded.users.sales, { prefer: 'odata.track-changes' });
    assert.equal((await api('GET', 'accounts?$select=name', headers)).status, status);
  }
});

test('assigning a role that the environment lacks says which it has', () => {
  const { sandbox, seeded } = environment();
  assert.throws(() => {
    assignRole(sandbox.engine, { user: seeded.users.sales }, 'Relay');
  }, /no role 'Relay'.*System Administrator, Salesperson/);
});

test('a person who signed in calls with a token of her own until it expires', async () => {
  const { clock, sandbox, seeded, role, api } = environment();
  role('Reader', ['ReadAccount', 'Global']);
  assignRole(sandbox.engine, { user: seeded.users.finance }, 'Reader');
  const bearer = (): Record<string, string> => ({
    authorization: `Bearer ${sandbox.signInAs(seeded.users.finance)}`,
  });
  const headers = bearer();
  assert.equal(json(await api('GET', 'WhoAmI', headers)).UserId, seeded.users.finance);
  assert.deepEqual(bearer(), headers);
  await clock.advance(3_600_000);
  assert.equal((await api('GET', 'WhoAmI', headers)).status, 401);
  assert.equal((await api('GET', 'WhoAmI', bearer())).status, 200);
  assert.throws(() => sandbox.signInAs('99999999-0000-4000-8000-000000000001'), /no user/);
});
