import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { busSettings } from './bus-settings.ts';
import type { BusEnvironment } from './bus-settings.ts';

const key = 'SharedAccessKeyName=relay;SharedAccessKey=a2V5PT0=';
const real = `Endpoint=sb://contoso.servicebus.windows.net/;${key}`;

function read(env: BusEnvironment) {
  const problems: string[] = [];
  return { settings: busSettings(env, problems), problems };
}

describe('settings of the queue', () => {
  it('may be missing altogether', () => {
    assert.deepEqual(read({}), { settings: null, problems: [] });
    assert.deepEqual(read({ SERVICEBUS_QUEUE: 'q' }), { settings: null, problems: [] });
  });

  it('are a connection string, or the name of a namespace', () => {
    assert.deepEqual(read({ SERVICEBUS_CONNECTION: real }), {
      settings: {
        queue: 'marketplace-events',
        signIn: { kind: 'connection-string', connectionString: real },
      },
      problems: [],
    });
    assert.deepEqual(
      read({ SERVICEBUS_NAMESPACE: 'contoso.servicebus.windows.net', SERVICEBUS_QUEUE: 'q' }),
      {
        settings: {
          queue: 'q',
          signIn: { kind: 'passwordless', namespace: 'contoso.servicebus.windows.net' },
        },
        problems: [],
      },
    );
  });

  it('take the queue of a connection string that belongs to one queue', () => {
    assert.equal(read({ SERVICEBUS_CONNECTION: `${real};EntityPath=own` }).settings?.queue, 'own');
  });

  it('are refused where they contradict each other or lack a part', () => {
    assert.deepEqual(read({ SERVICEBUS_CONNECTION: real, SERVICEBUS_NAMESPACE: 'contoso' }).problems, [
      'SERVICEBUS_NAMESPACE: not together with SERVICEBUS_CONNECTION',
    ]);
    assert.deepEqual(read({ SERVICEBUS_CONNECTION: 'Endpoint=sb://contoso;SharedAccessKey=' }).problems, [
      'SERVICEBUS_CONNECTION: has no SharedAccessKeyName, no SharedAccessKey',
    ]);
    assert.deepEqual(read({ SERVICEBUS_NAMESPACE: 'sb://contoso/' }).problems, [
      'SERVICEBUS_NAMESPACE: must be a host name, such as contoso.servicebus.windows.net',
    ]);
  });

  it('are refused where the client would refuse them later, and the process with it', () => {
    const twoQueues = { SERVICEBUS_CONNECTION: `${real};EntityPath=own`, SERVICEBUS_QUEUE: 'other' };
    assert.deepEqual(read(twoQueues).problems, [
      'SERVICEBUS_QUEUE: is not the queue that SERVICEBUS_CONNECTION belongs to (EntityPath)',
    ]);
    const same = { SERVICEBUS_CONNECTION: `${real};EntityPath=own`, SERVICEBUS_QUEUE: 'own' };
    assert.deepEqual(read(same).problems, []);
    assert.deepEqual(read({ SERVICEBUS_CONNECTION: `${real};junk` }).problems, [
      'SERVICEBUS_CONNECTION: has a part that is not name=value',
    ]);
    assert.deepEqual(read({ SERVICEBUS_CONNECTION: `${real};` }).problems, []);
    for (const endpoint of ['contoso.test', 'https://contoso.test/', 'sb://', 'sb://a b', 'sb://a@b.test/']) {
      assert.deepEqual(
        read({ SERVICEBUS_CONNECTION: `Endpoint=${endpoint};${key}` }).problems,
        ['SERVICEBUS_CONNECTION: its Endpoint must be like sb://contoso.servicebus.windows.net/'],
        endpoint,
      );
    }
  });

  it('send nothing in clear text, except inside this machine', () => {
    const plain = `${key};UseDevelopmentEmulator=true`;
    assert.deepEqual(read({ SERVICEBUS_CONNECTION: `Endpoint=sb://contoso.test;${plain}` }).problems, [
      'SERVICEBUS_CONNECTION: UseDevelopmentEmulator only for this machine itself',
    ]);
    assert.deepEqual(read({ SERVICEBUS_CONNECTION: `Endpoint=sb://127.0.0.1:5672;${plain}` }).problems, []);
  });
});
