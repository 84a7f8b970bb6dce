import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SandboxResponse } from '../../http.ts';
import { assignRole } from './roles.ts';
import { json, RESOURCE, trySecurity } from './try-security.ts';

test('a client secret buys a token that opens the API until it expires', async () => {
  const { clock, sandbox, seeded, role, askToken, api } = trySecurity();
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
  const { askToken } = trySecurity();
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

test('a person who signed in calls with a token of her own until it expires', async () => {
  const { clock, sandbox, seeded, role, api } = trySecurity();
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
