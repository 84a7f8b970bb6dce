/** Without a key: the relay signs in to the queue with a token of Microsoft Entra ID, over TLS. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { selfSigned } from '../../sandbox/service-bus/self-signed.ts';
import { ServiceBusSandbox } from '../../sandbox/service-bus/service-bus.ts';
import type { ListeningServiceBus } from '../../sandbox/service-bus/service-bus.ts';
import { QUEUE, until } from './bus-under-test.ts';

const folder = mkdtempSync(join(tmpdir(), 'service-bus-'));
const certificate = join(folder, 'cert.pem');
const relay = join(import.meta.dirname, 'passwordless-relay.ts');
let sandbox: ServiceBusSandbox;
let listening: ListeningServiceBus;

before(async () => {
  const tls = selfSigned(Date.now());
  writeFileSync(certificate, tls.cert);
  sandbox = new ServiceBusSandbox({
    queues: { [QUEUE]: {} },
    keyName: 'relay',
    key: 'c2FuZGJveC1rZXk=',
    acceptsJwt: (token) => token === 'right',
    tls,
  });
  listening = await sandbox.listen();
});
after(async () => {
  await listening.close();
  rmSync(folder, { recursive: true });
});

/** What the relay says until it says what is waited for. */
async function relaySays(token: string, awaited: string): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', relay, `localhost:${listening.port}`, token],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate } },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => (said += text.toString()));
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await until(`the relay says ${awaited}`, () => said.includes(awaited));
  } finally {
    child.kill();
    await ended;
  }
  return said;
}

describe('a relay without a key', () => {
  it('receives with the token of its identity', async () => {
    sandbox.enqueue(QUEUE, { body: '{"id":"by-token"}', messageId: 'by-token' });
    const said = await relaySays('right', 'handled by-token');
    assert.equal(said.match(/handled/g)?.length, 1);
  });

  it('says in plain English that its identity lacks the role', async () => {
    await relaySays('wrong', 'Service Bus refuses the key or the role of the relay.');
  });
});
