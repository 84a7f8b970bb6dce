import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, fakeChance, FakeClock, FakeHttp, settle } from '../fake-ports.ts';
import type { Scene } from '../fake-ports.ts';
import { HttpFailure } from '../http-port.ts';
import type { HttpRequest } from '../http-port.ts';
import type { Operation } from './client.ts';
import { dataverseClient } from './http-client.ts';
import { shareOf } from './pacer.ts';

const origin = 'https://org.crm11.dynamics.com';
const api = `${origin}/api/data/v9.2`;

function client(...script: Scene[]) {
  const http = new FakeHttp(...script);
  const clock = new FakeClock({ hurried: true });
  const asked: boolean[] = [];
  const tokens = {
    token: (renew = false) => {
      asked.push(renew);
      return Promise.resolve(`token-${asked.filter((it) => it).length}`);
    },
  };
  const ports = { http, clock, chance: fakeChance(), tokens };
  return { dataverse: dataverseClient({ origin, limits: shareOf(1) }, ports), http, clock, asked };
}

const read: Operation = { method: 'GET', path: 'accounts(1)' };
const create: Operation = { method: 'POST', path: 'accounts', body: { name: 'A' } };
const guarded: Operation = { method: 'PATCH', path: 'accounts(1)', body: { name: 'A' }, ifMatch: 'W/"1"' };
const plain: Operation = { method: 'PATCH', path: 'accounts(1)', body: { name: 'A' }, ifMatch: '*' };
const error = (code: string, message: string) => ({ error: { code, message } });
const lost = new HttpFailure('cut', true);
const neverSent = new HttpFailure('unreachable', false);

/** Answers each operation of a $batch with 204. */
function batchAnswer(request: HttpRequest) {
  const parts = String(request.body).split('Content-Transfer-Encoding').length - 1;
  const body = Array(parts)
    .fill('--r\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n\r\n')
    .join('');
  return answer(200, `${body}--r--\r\n`, { 'content-type': 'multipart/mixed; boundary=r' });
}

describe('the Web API', () => {
  it('is called with the token and the headers that OData asks for, and its Date sets the clock', async () => {
    const { dataverse, http, clock } = client(
      answer(200, { accountid: '1' }, { date: 'Tue, 24 Nov 2026 01:02:03 GMT', etag: 'W/"5"' }),
    );
    const got = await dataverse.send({
      ...plain,
      prefer: 'return=representation',
      path: "accounts(1)?$filter=a eq 'é b'",
    });
    assert.deepEqual(
      [got.status, got.headers.etag, got.body, got.error],
      [200, 'W/"5"', { accountid: '1' }, undefined],
    );
    assert.deepEqual(http.requests, [
      {
        method: 'PATCH',
        url: `${api}/accounts(1)?$filter=a%20eq%20%27%C3%A9%20b%27`,
        headers: {
          'OData-MaxVersion': '4.0',
          'OData-Version': '4.0',
          Accept: 'application/json',
          'Content-Type': 'application/json; charset=utf-8',
          'If-Match': '*',
          Prefer: 'return=representation',
          Authorization: 'Bearer token-0',
        },
        body: '{"name":"A"}',
      },
    ]);
    assert.equal(clock.now().toISOString(), '2026-11-24T01:02:03.000Z');
  });

  it('refuses in values', async () => {
    for (const status of [400, 403, 404, 405, 412]) {
      const { dataverse } = client(answer(status, error('0x80040265', 'a plug-in says no')));
      const { error: said } = await dataverse.send(create);
      assert.deepEqual(said, { status, code: '0x80040265', message: 'a plug-in says no' });
    }
    const { error: silent } = await client(answer(404, '<html>')).dataverse.send(read);
    assert.deepEqual(silent, { status: 404, code: '', message: '' });
  });

  it('takes batches that go on after an error, and counts what is in them', async () => {
    const { dataverse, http } = client(batchAnswer);
    const answers = await dataverse.batch([create, read, guarded], 'events');
    assert.deepEqual(
      answers.map((it) => 'status' in it && it.status),
      [204, 204, 204],
    );
    assert.equal(http.requests[0]!.url, `${api}/$batch`);
    assert.equal(http.requests[0]!.headers.Prefer, 'odata.continue-on-error');
    assert.match(http.requests[0]!.headers['Content-Type'] ?? '', /^multipart\/mixed; boundary="batch_0/);
    assert.match(String(http.requests[0]!.body), /\r\nPOST \/api\/data\/v9\.2\/accounts HTTP\/1\.1\r\n/);
    assert.deepEqual(dataverse.counts(), { requests: 1, operations: 3 });
  });

  it('cannot be made to take an address for another or a header for two', async () => {
    const { dataverse, http } = client(batchAnswer);
    await assert.rejects(dataverse.send({ method: 'GET', path: '../../../elsewhere' }), /not an address/);
    await assert.rejects(
      dataverse.send({ method: 'GET', path: "accounts?$filter=a eq '#1'" }),
      /not an address/,
    );
    await assert.rejects(
      dataverse.send({ method: 'GET', path: 'https://evil.example/api/data/v9.2/accounts' }),
      {
        code: 'dataverse.foreign-host',
      },
    );
    await dataverse.batch([{ method: 'GET', path: 'accounts HTTP/1.1\r\nEvil: yes' }]);
    assert.doesNotMatch(String(http.requests[0]!.body), /\nEvil/);
  });

  it('gives all pages of a query, each asked for as the first', async () => {
    const { dataverse, http } = client(
      answer(200, { value: [1, 2], '@odata.nextLink': `${api}/accounts?$skiptoken=x%3c` }),
      answer(200, { value: [3] }),
    );
    const pages: unknown[][] = [];
    for await (const page of dataverse.query('accounts', { pageSize: 2, lane: 'census' })) pages.push(page);
    assert.deepEqual(pages, [[1, 2], [3]]);
    assert.equal(http.requests[1]!.url, `${api}/accounts?$skiptoken=x%3c`);
    assert.ok(http.requests.every(({ headers }) => headers.Prefer === 'odata.maxpagesize=2'));
  });

  it('ends a query with an error when a page is refused, is no page or lies elsewhere', async () => {
    const drain = async (...script: Scene[]) => {
      for await (const page of client(...script).dataverse.query('accounts')) assert.ok(page);
    };
    await assert.rejects(drain(answer(403, error('0x80040220', 'missing prvRead'))), {
      code: 'dataverse.forbidden',
      retry: 'never',
      message: /missing prvRead/,
    });
    await assert.rejects(drain(answer(400, error('0x80060888', 'no'))), { code: 'dataverse.refused' });
    await assert.rejects(drain(answer(404)), { code: 'dataverse.not-found' });
    await assert.rejects(drain(answer(200, {})), { code: 'dataverse.unreadable' });
    await assert.rejects(drain(answer(200, '<html>')), { code: 'dataverse.unreadable' });
    await assert.rejects(
      drain(answer(200, { value: [], '@odata.nextLink': 'https://evil.example/api/data/v9.2/x' })),
      {
        code: 'dataverse.foreign-host',
      },
    );
  });

  it('writes files and says who we are', async () => {
    const { dataverse, http } = client(
      answer(204),
      answer(200, { UserId: 'AB', OrganizationId: 'CD', BusinessUnitId: 'x' }),
    );
    await dataverse.uploadFile('mpb_rawpages(1)/mpb_content', 'page £.gz', new Uint8Array([1, 2]));
    assert.equal(http.requests[0]!.headers['x-ms-file-name'], 'page%20%C2%A3.gz');
    assert.deepEqual(http.requests[0]!.body, new Uint8Array([1, 2]));
    assert.deepEqual(await dataverse.whoAmI(), { userId: 'ab', organizationId: 'cd' });
    await assert.rejects(client(answer(413, '')).dataverse.uploadFile('a(1)/b', 'c', new Uint8Array()), {
      code: 'dataverse.refused',
    });
    await assert.rejects(client(answer(200, {})).dataverse.whoAmI(), { code: 'dataverse.unreadable' });
  });
});

describe('change tracking', () => {
  const first = answer(200, { value: [{ id: 'row' }], '@odata.deltaLink': `${api}/rules?$deltatoken=1` });

  it('starts with the whole table and goes on from the link, deletes apart', async () => {
    const { dataverse, http } = client(
      first,
      answer(200, { value: [{ a: 1 }], '@odata.nextLink': `${api}/rules?$skiptoken=2` }),
      answer(200, {
        value: [{ id: 'gone', reason: 'deleted' }],
        '@odata.deltaLink': `${api}/rules?$deltatoken=2`,
      }),
    );
    const whole = await dataverse.changes('rules?$select=id', null);
    assert.deepEqual(whole, {
      rows: [{ id: 'row' }],
      deleted: [],
      deltaLink: `${api}/rules?$deltatoken=1`,
      expired: false,
    });
    assert.equal(http.requests[0]!.headers.Prefer, 'odata.track-changes');
    const since = await dataverse.changes('rules?$select=id', whole.deltaLink);
    assert.deepEqual(since, {
      rows: [{ a: 1 }],
      deleted: ['gone'],
      deltaLink: `${api}/rules?$deltatoken=2`,
      expired: false,
    });
    assert.equal(http.requests[1]!.url, `${api}/rules?$deltatoken=1`);
  });

  it('reads the whole table again when the link is too old', async () => {
    for (const old of [answer(400, error('0x80044352', 'expired')), answer(410)]) {
      const { dataverse } = client(old, first);
      const changes = await dataverse.changes('rules?$select=id', `${api}/rules?$deltatoken=0`);
      assert.deepEqual([changes.expired, changes.rows.length], [true, 1]);
    }
  });

  it('says so when it is refused or answers without a link', async () => {
    const { dataverse } = client(answer(400, error('0x80060888', 'not enabled')));
    await assert.rejects(dataverse.changes('accounts', null), {
      code: 'dataverse.refused',
      message: /not enabled/,
    });
    await assert.rejects(client(answer(200, { value: [] })).dataverse.changes('a', null), {
      code: 'dataverse.unreadable',
    });
    await assert.rejects(client(answer(410)).dataverse.changes('a', null), { code: 'dataverse.unreadable' });
  });
});

describe('trouble with the Web API', () => {
  it('is waited out by what may be sent twice', async () => {
    for (const operation of [read, plain]) {
      const { dataverse, http } = client(answer(503), lost, answer(204));
      assert.equal((await dataverse.send(operation)).status, 204);
      assert.equal(http.requests.length, 3);
    }
    const { dataverse } = client(answer(500));
    await assert.rejects(dataverse.send(read), { code: 'dataverse.failing', retry: 'later' });
  });

  it('leaves the outcome of any other write unknown once it was sent', async () => {
    const keyed: Operation = { method: 'PATCH', path: 'a(1)', body: {}, ifNoneMatch: '*' };
    for (const operation of [create, guarded, keyed]) {
      for (const scene of [lost, answer(500), answer(502, '<html>'), answer(200, '<html>')]) {
        const { dataverse, http } = client(scene);
        const expected = { code: 'dataverse.outcome-unknown', retry: 'unknown-outcome' };
        await assert.rejects(dataverse.send(operation), expected);
        await assert.rejects(client(scene).dataverse.batch([read, operation]), expected);
        assert.equal(http.requests.length, 1);
      }
      const { dataverse } = client(neverSent, answer(204));
      assert.equal((await dataverse.send(operation)).status, 204);
    }
  });

  it('repeats a batch of reads whose answer was cut, and none with a create in it', async () => {
    const cut = answer(200, '--r\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200', {
      'content-type': 'multipart/mixed; boundary=r',
    });
    await assert.rejects(client(cut).dataverse.batch([read]), {
      code: 'dataverse.unreadable',
      retry: 'later',
    });
    await assert.rejects(client(cut).dataverse.batch([create]), { code: 'dataverse.outcome-unknown' });
    const { dataverse, http } = client(lost, batchAnswer);
    await dataverse.batch([read, plain]);
    assert.equal(http.requests.length, 2);
  });

  it('is a malformed batch, which is plain JSON', async () => {
    const { dataverse } = client(answer(400, error('0x80048d19', 'stream not readable')));
    await assert.rejects(dataverse.batch([create]), {
      code: 'dataverse.refused',
      retry: 'never',
      message: /stream not/,
    });
  });

  it('is a deadlock, of which nothing was written: any write is sent again', async () => {
    const deadlock = answer(500, error('0x80044150', 'Generic SQL error. Sql Number: 1205'));
    const { dataverse, http } = client(deadlock, answer(204));
    assert.equal((await dataverse.send(create)).status, 204);
    assert.equal(http.requests.length, 2);
    await assert.rejects(client(deadlock).dataverse.send(create), {
      code: 'dataverse.failing',
      retry: 'later',
    });
  });

  it('is a limit: a short Retry-After is waited for, a long one handed on, and nobody calls before it ends', async () => {
    const { dataverse, http, clock } = client(answer(429, '', { 'retry-after': '4' }), answer(204));
    assert.equal((await dataverse.send(create)).status, 204);
    assert.equal(clock.monotonic(), 4000);
    assert.equal(http.requests.length, 2);
    await assert.rejects(client(answer(429, '', { 'retry-after': '60' })).dataverse.send(create), {
      code: 'dataverse.limited',
      retry: 'later',
      retryAfterMs: 60_000,
    });
  });

  it('holds back everybody when one is limited', async () => {
    const clock = new FakeClock();
    const http = new FakeHttp(answer(429, '', { 'retry-after': '30' }), answer(204));
    const tokens = { token: () => Promise.resolve('t') };
    const dataverse = dataverseClient(
      { origin, limits: shareOf(1) },
      { http, clock, chance: fakeChance(), tokens },
    );
    await assert.rejects(dataverse.send(create, 'due'), { code: 'dataverse.limited' });
    // The census is patient enough to wait the limit out.
    const other = dataverse.send(create, 'census');
    await clock.advance(29_999);
    assert.equal(http.requests.length, 1);
    await clock.advance(1);
    assert.equal((await other).status, 204);
  });

  it('is a token that is not accepted: a new one is tried once', async () => {
    const { dataverse, http, asked } = client(answer(401), answer(204));
    assert.equal((await dataverse.send(create)).status, 204);
    assert.deepEqual(asked, [false, true]);
    assert.equal(http.requests[1]!.headers.Authorization, 'Bearer token-1');
    const refused = client(answer(401));
    await assert.rejects(refused.dataverse.send(create), { code: 'dataverse.unauthorized', retry: 'never' });
    assert.equal(refused.http.requests.length, 2);
  });

  it('is a redirect, which is not followed, or an answer larger than the relay reads', async () => {
    const { dataverse, http } = client(answer(302, '', { location: 'https://evil.example' }));
    await assert.rejects(dataverse.send(read), { code: 'dataverse.redirected', retry: 'never' });
    assert.equal(http.requests.length, 1);
    const large = new HttpFailure('too-large', true);
    await assert.rejects(client(large).dataverse.send(read), { code: 'dataverse.too-large', retry: 'never' });
  });

  it('is silence: each call ends after two minutes', async () => {
    const clock = new FakeClock();
    const http = new FakeHttp('silence');
    const tokens = { token: () => Promise.resolve('t') };
    const dataverse = dataverseClient(
      { origin, limits: shareOf(1) },
      { http, clock, chance: fakeChance(), tokens },
    );
    const ended = Promise.all([
      assert.rejects(dataverse.send(create), { code: 'dataverse.outcome-unknown' }),
      assert.rejects(dataverse.send(read), { code: 'dataverse.timeout', retry: 'later' }),
    ]);
    await clock.advance(119_999);
    await settle();
    assert.equal(http.requests.length, 2);
    await clock.advance(1);
    await ended;
  });

  it('shows no token and no query in its message', async () => {
    const failed: unknown = await client(answer(500))
      .dataverse.send({ method: 'GET', path: "contacts?$filter=lastname eq 'Byron'" })
      .catch((caught: unknown) => caught);
    assert.ok(failed instanceof Error);
    assert.doesNotMatch(`${failed.stack ?? ''}${JSON.stringify(failed)}`, /token-0|Byron/);
  });
});
