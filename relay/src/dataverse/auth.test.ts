import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, FakeClock, FakeHttp } from '../fake-ports.ts';
import type { Scene } from '../fake-ports.ts';
import { HttpFailure } from '../http-port.ts';
import { azureTokens, clientCredentials } from './auth.ts';

const settings = {
  tokenUrl: 'https://login.example/token',
  clientId: 'client',
  clientSecret: 'p&ss',
  scope: 'https://org.example/.default',
};

function source(...script: Scene[]) {
  const http = new FakeHttp(...script);
  const clock = new FakeClock();
  return { http, clock, tokens: clientCredentials(settings, { http, clock }) };
}

const token = (name: string, seconds: number) => answer(200, { access_token: name, expires_in: seconds });

describe('client credentials', () => {
  it('are posted as a form, once for all that ask at the same time', async () => {
    const { tokens, http } = source(token('T1', 3600));
    assert.deepEqual(await Promise.all([tokens.token(), tokens.token()]), ['T1', 'T1']);
    assert.equal(http.requests.length, 1);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(String(http.requests[0]!.body))), {
      grant_type: 'client_credentials',
      client_id: 'client',
      client_secret: 'p&ss',
      scope: settings.scope,
    });
  });

  it('are renewed before they expire, and at once when they were not accepted', async () => {
    const { tokens, clock } = source(token('T1', 3600), token('T2', 60), token('T3', 60), token('T4', 60));
    await tokens.token();
    await clock.advance(3_299_999);
    assert.equal(await tokens.token(), 'T1');
    await clock.advance(1);
    assert.equal(await tokens.token(), 'T2');
    await clock.advance(29_999);
    assert.equal(await tokens.token(), 'T2');
    await clock.advance(1);
    assert.equal(await tokens.token(), 'T3');
    assert.equal(await tokens.token(true), 'T4');
  });

  it('that are refused need an administrator; a service in trouble does not', async () => {
    const table: [Scene, string, string][] = [
      [answer(401, { error: 'invalid_client' }), 'dataverse.no-token', 'never'],
      [answer(400), 'dataverse.no-token', 'never'],
      [answer(503), 'dataverse.sign-in-failing', 'soon'],
      [answer(429), 'dataverse.sign-in-failing', 'soon'],
      [answer(200, '<html>'), 'dataverse.sign-in-failing', 'soon'],
      [new HttpFailure('unreachable', false), 'dataverse.sign-in-failing', 'soon'],
    ];
    for (const [scene, code, retry] of table) {
      const { tokens } = source(scene, token('T', 60));
      await assert.rejects(tokens.token(), { code, retry });
      assert.equal(await tokens.token(), 'T', 'the next one asks again');
    }
  });
});

describe('tokens of Microsoft Entra ID', () => {
  const credential = { kind: 'managed-identity', clientId: 'client' } as const;

  it('are asked for the environment, and from a new credential when one was not accepted', async () => {
    const scopes: unknown[] = [];
    let made = 0;
    const tokens = azureTokens(credential, 'https://org.crm11.dynamics.com/', () => {
      const name = `credential ${(made += 1)}`;
      return {
        getToken: (scope) => {
          scopes.push(scope);
          return Promise.resolve({ token: name, expiresOnTimestamp: 0 });
        },
      };
    });
    assert.equal(await tokens.token(), 'credential 1');
    assert.equal(await tokens.token(), 'credential 1');
    assert.equal(await tokens.token(true), 'credential 2');
    assert.equal(scopes[0], 'https://org.crm11.dynamics.com/.default');
  });

  it('that do not come are an operating error', async () => {
    const refused = Object.assign(new Error('AADSTS7000215'), { statusCode: 401 });
    const failing = (error: Error | null) =>
      azureTokens(credential, 'https://org.example', () => ({
        getToken: () => (error ? Promise.reject(error) : Promise.resolve(null)),
      }));
    await assert.rejects(failing(refused).token(), { code: 'dataverse.no-token', retry: 'never' });
    await assert.rejects(failing(new Error('ENOTFOUND')).token(), { code: 'dataverse.sign-in-failing' });
    await assert.rejects(failing(null).token(), { code: 'dataverse.sign-in-failing' });
  });

  it('come from the credential that was named', () => {
    const tenant = { tenantId: '00000000-0000-0000-0000-000000000001', clientId: 'client' };
    for (const named of [
      credential,
      { kind: 'client-secret', clientSecret: 's', ...tenant },
      { kind: 'certificate', certificatePath: '/nowhere.pem', ...tenant },
    ] as const) {
      assert.ok(azureTokens(named, 'https://org.example'));
    }
  });
});
