import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer } from '../fake-ports.ts';
import { client, error, api } from './given.test.ts';

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
