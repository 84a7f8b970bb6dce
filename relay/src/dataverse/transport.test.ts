import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, fakeChance, FakeClock, FakeHttp, settle } from '../fake-ports.ts';
import { HttpFailure } from '../http-port.ts';
import type { Operation } from './client.ts';
import { dataverseClient } from './http-client.ts';
import { shareOf } from './pacer.ts';
import {
  client,
  read,
  create,
  guarded,
  plain,
  error,
  lost,
  neverSent,
  batchAnswer,
  origin,
} from './given.test.ts';

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
