import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Scene } from '../fake-ports.ts';
import { answer } from '../fake-ports.ts';
import { client, read, create, guarded, error, batchAnswer, api, plain } from './given.test.ts';

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
