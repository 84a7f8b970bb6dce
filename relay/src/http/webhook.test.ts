import assert from 'node:assert/strict';
import { connect, type AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import Fastify from 'fastify';
import { webhook, webhookPath, type WebhookAnswer } from './webhook.ts';

async function deadline(milliseconds: number): Promise<never> {
  await pause(milliseconds, undefined, { ref: false });
  return assert.fail('the connection is still there');
}

const key = 'a-long-key-of-the-administrator';

function serverOf({ full = false } = {}) {
  const taken: string[] = [];
  const answers: WebhookAnswer[] = [];
  const server = Fastify({ logger: false });
  webhook(server, {
    key,
    intake: {
      post: (body) => {
        if (!full) taken.push(Buffer.from(body).toString('utf8'));
        return !full;
      },
    },
    answered: (kind) => answers.push(kind),
  });
  const post = (headers: Record<string, string>, body = '{"MessageName":"Create"}') =>
    server.inject({ method: 'POST', url: webhookPath, headers, payload: body });
  return { server, taken, answers, post };
}

describe('the webhook', () => {
  it('takes a context as it came and answers before anybody works on it', async () => {
    const { post, taken, answers } = serverOf();
    const answer = await post(
      { 'x-mpb-webhook-key': key, 'content-type': 'application/json' },
      '{"a":"\\/Date(1)\\/"}',
    );
    assert.equal(answer.statusCode, 202);
    assert.deepEqual(taken, ['{"a":"\\/Date(1)\\/"}']);
    assert.deepEqual(answers, ['taken']);
  });

  it('takes what is no JSON too: the decoder refuses it by name, and it is counted', async () => {
    const { post, taken } = serverOf();
    for (const type of ['application/json', 'application/msbin1', 'text/plain']) {
      assert.equal(
        (await post({ 'x-mpb-webhook-key': key, 'content-type': type }, 'not json')).statusCode,
        202,
      );
    }
    assert.equal(taken.length, 3);
  });

  it('takes a context that Dataverse cut down to size', async () => {
    const { post, taken } = serverOf();
    const headers = { 'x-mpb-webhook-key': key, 'x-ms-dynamics-msg-size-exceeded': 'True' };
    assert.equal((await post({ ...headers, 'content-type': 'application/json' })).statusCode, 202);
    assert.equal(taken.length, 1);
  });

  it('refuses whoever has no key, another key or only the beginning of it, before reading the body', async () => {
    const { post, taken, answers } = serverOf();
    for (const headers of [
      {},
      { 'x-mpb-webhook-key': '' },
      { 'x-mpb-webhook-key': key.slice(0, -1) },
      { 'x-mpb-webhook-key': `${key} ` },
    ]) {
      const answer = await post({ ...headers, 'content-type': 'application/json' }, 'x'.repeat(2_000_000));
      assert.equal(answer.statusCode, 401);
      assert.ok(!answer.body.includes(key));
    }
    assert.deepEqual(taken, []);
    assert.deepEqual(new Set(answers), new Set(['wrong-key']));
  });

  it('hangs up on whoever has no key and goes on sending slowly', async () => {
    const { server } = serverOf();
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST ${webhookPath} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{`,
    );
    let said = '';
    socket.on('data', (chunk) => (said += String(chunk)));
    socket.on('error', () => undefined);
    const sending = setInterval(() => socket.write(' '), 20);
    const hungUp = new Promise((resolve) => socket.once('close', resolve));
    try {
      await Promise.race([hungUp, deadline(10_000)]);
    } finally {
      clearInterval(sending);
      socket.destroy();
      await server.close();
    }
    assert.match(said, /^HTTP\/1.1 401 /);
  });

  it('asks Dataverse to come again when too much waits', async () => {
    const { post, answers } = serverOf({ full: true });
    const answer = await post({ 'x-mpb-webhook-key': key, 'content-type': 'application/json' });
    assert.equal(answer.statusCode, 503);
    assert.equal(answer.headers['retry-after'], '5');
    assert.deepEqual(answers, ['full']);
  });

  it('refuses a body that no context can have', async () => {
    const { post, taken } = serverOf();
    const answer = await post(
      { 'x-mpb-webhook-key': key, 'content-type': 'application/json' },
      'x'.repeat(1_048_577),
    );
    assert.equal(answer.statusCode, 413);
    assert.deepEqual(taken, []);
  });

  it('leaves the other routes their own bodies', async () => {
    const { server } = serverOf();
    server.post('/other', (request) => request.body);
    const answer = await server.inject({ method: 'POST', url: '/other', payload: { a: 1 } });
    assert.deepEqual(answer.json(), { a: 1 });
  });
});
