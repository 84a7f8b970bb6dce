import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assignRole } from './roles.ts';
import { code, message, trySecurity } from './try-security.ts';

test('a role given to a team counts for its members, and is gone when the membership is', async () => {
  const { sandbox, seeded, role, as, api } = trySecurity();
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
  const { sandbox, seeded, role, as, api } = trySecurity();
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

test('a role that is given in between counts for the very next write', () => {
  const { sandbox, seeded, role } = trySecurity();
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

test('assigning a role that the environment lacks says which it has', () => {
  const { sandbox, seeded } = trySecurity();
  assert.throws(() => {
    assignRole(sandbox.engine, { user: seeded.users.sales }, 'Relay');
  }, /no role 'Relay'.*System Administrator, Salesperson/);
});
