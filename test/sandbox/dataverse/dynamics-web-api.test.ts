/** The real, unmodified npm client `dynamics-web-api` against the served sandbox (issue 2, bar 7). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DynamicsWebApi } from 'dynamics-web-api';
import { serve, type Served } from '../http.ts';
import type { DataverseSandbox } from './dataverse.ts';
import { id, sampleSandbox } from './test-support.ts';

describe('the npm client dynamics-web-api', () => {
  let sandbox: DataverseSandbox;
  let served: Served;
  let client: DynamicsWebApi;

  before(async () => {
    sandbox = sampleSandbox().sandbox;
    served = await serve(sandbox);
    client = new DynamicsWebApi({ serverUrl: served.origin, dataApi: { version: '9.2' } });
  });

  after(async () => {
    await served.close();
  });

  it('creates a row with its parts in one deep insert and retrieves it with select and expand', async () => {
    const made = await client.create<Record<string, unknown>>({
      collection: 'mpb_samples',
      data: {
        mpb_name: 'Deep',
        mpb_price: 12.5,
        mpb_sample_part: [{ mpb_name: 'one' }, { mpb_name: 'two' }],
      },
      returnRepresentation: true,
    });
    const read = await client.retrieve<Record<string, unknown>>({
      collection: 'mpb_samples',
      key: made.mpb_sampleid as string,
      select: ['mpb_name', 'mpb_price'],
      expand: [{ property: 'mpb_sample_part', select: ['mpb_name'], orderBy: ['mpb_name desc'] }],
    });
    assert.equal(read.mpb_price, 12.5);
    const parts = read.mpb_sample_part as Record<string, unknown>[];
    assert.deepEqual(
      parts.map((part) => part.mpb_name),
      ['two', 'one'],
    );
  });

  it('filters, orders, and walks all pages', async () => {
    for (let n = 0; n < 25; n++)
      sandbox.insert('mpb_sample', { mpb_name: `page ${String(n).padStart(2, '0')}`, mpb_quantity: n });
    const first = await client.retrieveMultiple<Record<string, unknown>>({
      collection: 'mpb_samples',
      select: ['mpb_name'],
      filter: "startswith(mpb_name,'page') and mpb_quantity ge 3",
      orderBy: ['mpb_quantity desc'],
      maxPageSize: 10,
      count: true,
    });
    assert.equal(first.oDataCount, 22);
    assert.equal(first.value.length, 10);
    assert.ok(first.oDataNextLink);
    const all = await client.retrieveAll<Record<string, unknown>>({
      collection: 'mpb_samples',
      select: ['mpb_name'],
      filter: "startswith(mpb_name,'page') and mpb_quantity ge 3",
      orderBy: ['mpb_quantity desc'],
    });
    assert.equal(all.value.length, 22);
    assert.equal(all.value[0]?.mpb_name, 'page 24');
  });

  it('upserts by alternate key, creating first and updating then', async () => {
    const request = {
      collection: 'mpb_samples',
      key: "mpb_key='ABC'",
      returnRepresentation: true,
      select: ['mpb_quantity'],
    };
    const created = await client.upsert<Record<string, unknown>>({ ...request, data: { mpb_quantity: 1 } });
    const updated = await client.upsert<Record<string, unknown>>({
      ...request,
      key: "mpb_key='abc'",
      data: { mpb_quantity: 2 },
    });
    assert.equal(updated.mpb_sampleid, created.mpb_sampleid);
    assert.equal(updated.mpb_quantity, 2);
  });

  it('runs a batch whose change set refers to a row that it made', async () => {
    client.startBatch();
    void client.create({
      collection: 'mpb_samples',
      data: { mpb_name: 'In batch', mpb_key: 'batch-1' },
      contentId: '1',
    });
    void client.create({
      collection: 'mpb_parts',
      data: { mpb_name: 'Its part', 'mpb_SampleId@odata.bind': '$1' },
    });
    await client.executeBatch();
    const sample = sandbox.find('mpb_sample', (row) => row.mpb_key === 'batch-1');
    const part = sandbox.find('mpb_part', (row) => row.mpb_name === 'Its part');
    assert.equal(part?.mpb_sampleid, sample?.mpb_sampleid);
  });

  it('keeps optimistic concurrency: a stale etag is refused with 412', async () => {
    const key = sandbox.insert('mpb_sample', { mpb_name: 'Contended' });
    const read = await client.retrieve<Record<string, unknown>>({
      collection: 'mpb_samples',
      key,
      select: ['mpb_name'],
    });
    const ifmatch = read['@odata.etag'] as string;
    await client.update({ collection: 'mpb_samples', key, data: { mpb_name: 'First' }, ifmatch });
    // The client answers a 412 of its own If-Match with false.
    const second = await client.update<unknown>({
      collection: 'mpb_samples',
      key,
      data: { mpb_name: 'Second' },
      ifmatch,
    });
    assert.equal(second, false);
    assert.equal(sandbox.get('mpb_sample', key)?.mpb_name, 'First');
  });

  it('tracks changes: a first read, then what changed and what went', async () => {
    const keeps = sandbox.insert('mpb_part', { mpb_partid: id(901), mpb_name: 'stays' });
    const goes = sandbox.insert('mpb_part', { mpb_partid: id(902), mpb_name: 'goes' });
    const first = await client.retrieveMultiple<Record<string, unknown>>({
      collection: 'mpb_parts',
      select: ['mpb_name'],
      trackChanges: true,
    });
    assert.ok(first.oDataDeltaLink);
    sandbox.patchAs({}, 'mpb_part', keeps, { mpb_name: 'changed' });
    sandbox.remove('mpb_part', goes);
    const next = await client.retrieveMultiple<Record<string, unknown>>(
      { collection: 'mpb_parts' },
      first.oDataDeltaLink,
    );
    assert.deepEqual(
      next.value.map((row) => row.mpb_name ?? row.reason),
      ['changed', 'deleted'],
    );
    assert.equal(next.value[1]?.id, goes);
  });

  it("deletes, and reads a missing row as 404 with the platform's code", async () => {
    const key = sandbox.insert('mpb_sample', { mpb_name: 'Short-lived' });
    await client.deleteRecord({ collection: 'mpb_samples', key });
    await assert.rejects(client.retrieve({ collection: 'mpb_samples', key }), {
      status: 404,
      code: '0x80040217',
    });
  });
});
