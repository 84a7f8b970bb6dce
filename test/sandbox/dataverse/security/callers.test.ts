import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assignRole } from './roles.ts';
import { code, json, trySecurity } from './try-security.ts';

test('without a token, with a made-up one, without an application user, and without a role: nobody gets in', async () => {
  const { askToken, api, as, seeded } = trySecurity();
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

test('acting for another needs the privilege, may use either header, and gives no more than both may do', async () => {
  const { sandbox, seeded, role, as, api } = trySecurity();
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
  const { sandbox, seeded, role, as, api } = trySecurity();
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
  const { sandbox, seeded, role, as, api } = trySecurity();
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
