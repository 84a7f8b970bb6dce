import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock } from '../fake-ports.ts';
import { boundedConcurrency, retryOptions } from './client-options.ts';
import { connect } from './connection.ts';

const connectionString =
  'Endpoint=sb://contoso.servicebus.windows.net;SharedAccessKeyName=n;SharedAccessKey=k';
const minute = 60_000;

/** With an identity whose tokens live as long as given; the client asks for one when it connects. */
function passwordless(namespace: string, clock: FakeClock, lifeMs: number) {
  const identity = {
    getToken: () => Promise.resolve({ token: 't', expiresOnTimestamp: clock.now().getTime() + lifeMs }),
  };
  return connect({ kind: 'passwordless', namespace, identity }, clock);
}

/** What the client does first. */
async function askForToken(connection: ReturnType<typeof connect>): Promise<void> {
  const inner = connection.client as unknown as {
    _connectionContext: { tokenCredential: { getToken(scope: string): Promise<unknown> } };
  };
  await inner._connectionContext.tokenCredential.getToken('https://servicebus.azure.net//.default');
}

describe('a client', () => {
  it('ends before the service would want its first token renewed (service-bus.md 5.6)', async () => {
    const clock = new FakeClock();
    const { lifeLeftMs } = connect({ kind: 'connection-string', connectionString }, clock);
    assert.ok(lifeLeftMs() < 45 * minute);
    await clock.advance(40 * minute);
    assert.ok(lifeLeftMs() <= 0);
  });

  it('ends minutes before its token of Entra ID does, and before the client tries to renew it', async () => {
    const clock = new FakeClock();
    const connection = passwordless('contoso', clock, 60 * minute);
    await askForToken(connection);
    assert.equal(connection.lifeLeftMs(), 55 * minute);
    await clock.advance(55 * minute);
    assert.ok(connection.lifeLeftMs() <= 0);
  });

  it('goes by the token that ends first', async () => {
    const clock = new FakeClock();
    const connection = passwordless('contoso', clock, 60 * minute);
    await askForToken(connection);
    await clock.advance(10 * minute);
    await askForToken(connection);
    assert.equal(connection.lifeLeftMs(), 45 * minute);
  });

  it('lives for a minute at least, however short its token lives', async () => {
    const clock = new FakeClock();
    const connection = passwordless('contoso', clock, 1000);
    await askForToken(connection);
    assert.equal(connection.lifeLeftMs(), minute);
  });

  it('finds the namespace by its short name, its host name and its address', () => {
    for (const name of [
      'contoso',
      'contoso.servicebus.windows.net',
      'sb://contoso.servicebus.windows.net/',
    ]) {
      const { client } = passwordless(name, new FakeClock(), 1);
      assert.equal(client.fullyQualifiedNamespace, 'contoso.servicebus.windows.net');
    }
  });

  it('is told to try again soon, because its own defaults are half a minute (service-bus.md 3)', () => {
    assert.ok((retryOptions.retryDelayInMs ?? 30_000) <= 1000);
    assert.ok((retryOptions.timeoutInMs ?? 60_000) <= 10_000);
  });

  it('never holds so many messages that its window fills (service-bus.md 3, fault 2)', () => {
    assert.equal(boundedConcurrency(64), 64);
    assert.equal(boundedConcurrency(0), 1);
    assert.equal(boundedConcurrency(100_000), 256);
  });
});
