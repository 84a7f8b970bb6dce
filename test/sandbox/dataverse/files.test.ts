import assert from 'node:assert/strict';
import { it } from 'node:test';
import { id, sampleSandbox } from './test-support.ts';

const column = `/api/data/v9.2/mpb_samples(${id(1)})/mpb_page`;
const headers = {
  host: 'org.test',
  'content-type': 'application/octet-stream',
  'x-ms-file-name': 'page.json.gz',
};

it('a file column keeps bytes and name, moves the row version, and is emptied by DELETE', async () => {
  const { sandbox } = sampleSandbox();
  sandbox.insert('mpb_sample', { mpb_sampleid: id(1) });
  const before = sandbox.get('mpb_sample', id(1))?.versionnumber;
  const body = Buffer.from([0, 255, 1, 254, 13, 10]);
  assert.equal((await sandbox.handle({ method: 'PATCH', url: column, headers, body })).status, 204);
  assert.notEqual(sandbox.get('mpb_sample', id(1))?.versionnumber, before);
  const read = await sandbox.handle({
    method: 'GET',
    url: `${column}/$value`,
    headers,
    body: Buffer.alloc(0),
  });
  assert.deepEqual([read.body, read.headers['x-ms-file-name']], [body, 'page.json.gz']);
  assert.equal(sandbox.file('mpb_sample', id(1), 'mpb_page')?.name, 'page.json.gz');
  assert.equal(
    (await sandbox.handle({ method: 'DELETE', url: column, headers, body: Buffer.alloc(0) })).status,
    204,
  );
  assert.equal(
    (await sandbox.handle({ method: 'GET', url: column, headers, body: Buffer.alloc(0) })).status,
    204,
  );
});

it('a file column refuses more than its kilobytes with 413 and JSON with 415', async () => {
  const { sandbox } = sampleSandbox();
  sandbox.insert('mpb_sample', { mpb_sampleid: id(1) });
  const large = await sandbox.handle({
    method: 'PUT',
    url: column,
    headers,
    body: Buffer.alloc(32 * 1024 + 1),
  });
  assert.equal(large.status, 413);
  const json = await sandbox.handle({
    method: 'PUT',
    url: column,
    headers: { ...headers, 'content-type': 'application/json' },
    body: Buffer.from('{}'),
  });
  assert.equal(json.status, 415);
});
