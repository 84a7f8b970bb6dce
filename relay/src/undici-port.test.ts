import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { HttpFailure } from './http-port.ts';
import { undiciPort } from './undici-port.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serving(t: TestContext, handler: Handler): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function port(t: TestContext, options: Parameters<typeof undiciPort>[0] = {}) {
  const made = undiciPort(options);
  t.after(() => made.close());
  return made;
}

const patient = new AbortController().signal;
const get = (url: string) => ({ method: 'GET', url, headers: {} });
const failure = (kind: string, maybeSent: boolean) => (error: unknown) =>
  error instanceof HttpFailure && error.kind === kind && error.maybeSent === maybeSent;

describe('the port on undici', () => {
  it('sends what it is given and reads the answer whole', async (t) => {
    const url = await serving(t, (request, response) => {
      let seen = '';
      request.on('data', (chunk: Buffer) => (seen += chunk.toString()));
      request.on('end', () => {
        response.writeHead(201, { 'X-Thing': ['a', 'b'] });
        response.end(`${request.method ?? ''} ${request.headers['x-ours'] as string} ${seen}`);
      });
    });
    const answer = await port(t).send(
      { method: 'POST', url, headers: { 'x-ours': 'yes' }, body: '£' },
      patient,
    );
    assert.equal(answer.status, 201);
    assert.equal(answer.headers['x-thing'], 'a, b');
    assert.equal(new TextDecoder().decode(answer.body), 'POST yes £');
  });

  it('follows no redirect and sends no cookie back', async (t) => {
    const seen: (string | undefined)[] = [];
    const url = await serving(t, (request, response) => {
      seen.push(request.headers.cookie);
      response.writeHead(302, { location: '/elsewhere', 'set-cookie': 'ARRAffinity=1' });
      response.end();
    });
    const one = port(t);
    assert.equal((await one.send(get(url), patient)).status, 302);
    assert.equal((await one.send(get(url), patient)).status, 302);
    assert.deepEqual(seen, [undefined, undefined]);
  });

  it('knows that a refused connection carried nothing', async (t) => {
    const url = await new Promise<string>((resolve) => {
      const server = createServer();
      server.listen(0, '127.0.0.1', () => {
        const { port: number } = server.address() as AddressInfo;
        server.close(() => {
          resolve(`http://127.0.0.1:${number}`);
        });
      });
    });
    await assert.rejects(port(t).send(get(url), patient), failure('unreachable', false));
  });

  it('does not know what a connection carried that broke without an answer', async (t) => {
    const url = await serving(t, (request) => request.socket.destroy());
    await assert.rejects(port(t).send(get(url), patient), failure('unreachable', true));
  });

  it('tells a body that ends early from a whole one', async (t) => {
    const url = await serving(t, (request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setImmediate(() => request.socket.destroy());
    });
    await assert.rejects(port(t).send(get(url), patient), failure('cut', true));
  });

  it('does not read more than it may', async (t) => {
    const url = await serving(t, (_, response) => response.end('x'.repeat(100_000)));
    await assert.rejects(
      port(t, { maxBodyBytes: 50_000 }).send(get(url), patient),
      failure('too-large', true),
    );
  });

  it('sends a body that is written as it is sent, with the length that was announced', async (t) => {
    const seen: string[] = [];
    const url = await serving(t, (request, response) => {
      request.on('data', (chunk: Buffer) => seen.push(chunk.toString()));
      request.on('end', () => {
        response.end(`${request.headers['content-length'] ?? 'none'} ${request.headers.expect ?? ''}`);
      });
    });
    const body = async function* () {
      for (const text of ['one ', 'two']) {
        await Promise.resolve();
        yield Buffer.from(text);
      }
    };
    const request = { method: 'POST', url, headers: { 'content-length': '7' }, body };
    for (let time = 1; time <= 2; time += 1) {
      const answer = await port(t).send(request, patient);
      assert.equal(new TextDecoder().decode(answer.body), '7 ');
      assert.equal(seen.splice(0).join(''), 'one two');
    }
  });

  it('hands on a body as it comes, however long it is', async (t) => {
    let finish: () => unknown = () => undefined;
    const url = await serving(t, (_, response) => {
      response.write('x'.repeat(60_000));
      finish = () => response.end('end');
    });
    const answer = await port(t, { maxBodyBytes: 50_000 }).stream(get(url), patient);
    assert.equal(answer.status, 200);
    let length = 0;
    for await (const piece of answer.body) {
      length += piece.length;
      // The rest is sent only when this much has been read.
      if (length === 60_000) finish();
    }
    assert.equal(length, 60_003);
  });

  it('says in the middle of a body that it was cut, or that the time is up', async (t) => {
    const timer = new AbortController();
    const url = await serving(t, (request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      if (request.url === '/cut') setImmediate(() => request.socket.destroy());
    });
    const read = async (path: string) => {
      const answer = await port(t).stream(get(url + path), timer.signal);
      let seen = '';
      for await (const piece of answer.body) {
        seen += new TextDecoder().decode(piece);
        if (path === '/late') timer.abort();
      }
      return seen;
    };
    await assert.rejects(read('/cut'), failure('cut', true));
    await assert.rejects(read('/late'), failure('timeout', true));
    await assert.rejects(port(t).stream(get(url), AbortSignal.abort()), failure('timeout', false));
  });

  it('lets go of a body that nobody reads to its end', async (t) => {
    let closed: () => void = () => undefined;
    const isClosed = new Promise<void>((resolve) => (closed = resolve));
    const url = await serving(t, (_, response) => {
      response.on('close', closed);
      response.write('beginning');
    });
    const answer = await port(t).stream(get(url), patient);
    for await (const piece of answer.body) {
      assert.equal(new TextDecoder().decode(piece), 'beginning');
      break;
    }
    await isClosed;
  });

  it('gives up when the signal fires, before the answer and inside its body', async (t) => {
    const controllers = [new AbortController(), new AbortController()];
    const url = await serving(t, (request, response) => {
      if (request.url === '/body') response.write('half');
      setImmediate(() => {
        controllers[request.url === '/body' ? 1 : 0]!.abort();
      });
    });
    const one = port(t);
    await assert.rejects(one.send(get(`${url}/none`), controllers[0]!.signal), failure('timeout', true));
    await assert.rejects(one.send(get(`${url}/body`), controllers[1]!.signal), failure('timeout', true));
    await assert.rejects(one.send(get(url), AbortSignal.abort()), failure('timeout', false));
  });
});
