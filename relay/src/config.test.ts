import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError, readConfig, settings } from './config.ts';

const base = {
  MIRAKL_URL: 'https://marketplace.test/some/path',
  MIRAKL_API_KEY: 'key',
  DATAVERSE_URL: 'https://org.crm11.dynamics.com/main.aspx',
};
const secret = {
  DATAVERSE_TENANT_ID: 'tenant',
  DATAVERSE_CLIENT_ID: 'client',
  DATAVERSE_CLIENT_SECRET: 'very-secret',
};

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  throw new assert.AssertionError({ message: 'the settings were taken' });
}

describe('settings', () => {
  it('send no key in clear text, except inside this machine', () => {
    assert.deepEqual(problemsOf({ ...base, ...secret, MIRAKL_URL: 'http://marketplace.test' }), [
      'MIRAKL_URL: must begin with https:// (http:// only for this machine itself)',
    ]);
    for (const url of ['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:9']) {
      assert.equal(
        readConfig({ ...base, ...secret, DATAVERSE_URL: url }).dataverse.origin,
        new URL(url).origin,
      );
    }
  });

  it('open the webhook only with a key that a header can bring, and long enough', () => {
    const keyed = (WEBHOOK_KEY: string) => ({ ...base, ...secret, WEBHOOK_KEY });
    assert.equal(
      readConfig(keyed('a-key-of-more-than-24-characters')).webhookKey,
      'a-key-of-more-than-24-characters',
    );
    for (const key of ['a key with blanks, long enough', 'a-key-with-an-umlaut-\u00e4-long-enough']) {
      assert.deepEqual(problemsOf(keyed(key)), [
        'WEBHOOK_KEY: must be plain letters, digits and signs, without blanks',
      ]);
    }
    assert.deepEqual(problemsOf(keyed('short')), ['WEBHOOK_KEY: must have at least 24 characters']);
  });

  it('are read with what stands for the rest, and cannot be changed afterwards', () => {
    const config = readConfig({ ...base, ...secret, RELAY_NAME: 'relay-1' });
    assert.deepEqual(config.mirakl, {
      origin: 'https://marketplace.test',
      apiKey: 'key',
      shopId: null,
      host: 'marketplace.test',
    });
    assert.equal(config.dataverse.origin, 'https://org.crm11.dynamics.com');
    assert.deepEqual(config.copy, { name: 'relay-1', copies: 1 });
    assert.deepEqual(config.http, { port: 8080, host: '127.0.0.1' });
    assert.equal(config.speed, 1);
    assert.ok(Object.isFrozen(config) && Object.isFrozen(config.mirakl) && Object.isFrozen(config.dataverse));
  });

  it('know each kind of credential', () => {
    const kindOf = (environment: Record<string, string>) =>
      readConfig({ ...base, ...environment }).dataverse.credential;
    assert.deepEqual(kindOf(secret), {
      kind: 'client-secret',
      tenantId: 'tenant',
      clientId: 'client',
      clientSecret: 'very-secret',
    });
    const certificate = { DATAVERSE_CLIENT_SECRET: '', DATAVERSE_CERTIFICATE_PATH: 'relay.pem' };
    assert.deepEqual(kindOf({ ...secret, ...certificate }), {
      kind: 'certificate',
      tenantId: 'tenant',
      clientId: 'client',
      certificatePath: 'relay.pem',
    });
    assert.deepEqual(kindOf({ DATAVERSE_CLIENT_ID: 'client', DATAVERSE_MANAGED_IDENTITY: 'true' }), {
      kind: 'managed-identity',
      clientId: 'client',
    });
    assert.deepEqual(kindOf({ ...secret, DATAVERSE_TOKEN_URL: 'http://127.0.0.1:1/token' }), {
      kind: 'token-url',
      url: 'http://127.0.0.1:1/token',
      clientId: 'client',
      clientSecret: 'very-secret',
    });
  });

  it('that are wrong are all named at once, each by its name', () => {
    const problems = problemsOf({
      MIRAKL_URL: 'no address',
      DATAVERSE_URL: '',
      PORT: '70000',
      RELAY_COPIES: '0',
    });
    assert.deepEqual(problems.map((problem) => problem.split(':')[0]).sort(), [
      'DATAVERSE_CLIENT_ID',
      'DATAVERSE_URL',
      'MIRAKL_API_KEY',
      'MIRAKL_URL',
      'PORT',
      'RELAY_COPIES',
    ]);
  });

  it('that lack part of a credential say which', () => {
    const [noSecret, noTenant] = [{ DATAVERSE_CLIENT_SECRET: '' }, { DATAVERSE_TENANT_ID: '' }];
    assert.match(problemsOf({ ...base, ...secret, ...noSecret }).join(), /DATAVERSE_CLIENT_SECRET: required/);
    assert.match(problemsOf({ ...base, ...secret, ...noTenant }).join(), /DATAVERSE_TENANT_ID: required/);
    assert.match(problemsOf({ ...base, DATAVERSE_MANAGED_IDENTITY: 'true' }).join(), /DATAVERSE_CLIENT_ID/);
  });

  it('that are empty count as not given', () => {
    const config = readConfig({ ...base, ...secret, MIRAKL_SHOP_ID: '', PORT: '', DATAVERSE_TOKEN_URL: '' });
    assert.equal(config.mirakl.shopId, null);
    assert.equal(config.http.port, 8080);
    assert.equal(config.dataverse.credential.kind, 'client-secret');
  });

  it('never repeat a secret when they are wrong', () => {
    try {
      readConfig({ ...secret, MIRAKL_API_KEY: 'very-secret-key', MIRAKL_URL: 'x' });
      assert.fail('the settings were taken');
    } catch (error) {
      assert.doesNotMatch(String(error), /very-secret/);
    }
  });

  it('are each explained', () => {
    for (const [name, meaning] of Object.entries(settings)) assert.ok(meaning.length > 10, name);
  });
});
