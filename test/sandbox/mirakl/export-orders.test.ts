import assert from 'node:assert/strict';
import { test } from 'node:test';
import { key, json, orderIn, ordersIn, tryMirakl, type Tried } from './try-mirakl.ts';

const lastMonth = { start_update_date: '2026-10-03T00:00:00Z', end_update_date: '2026-11-03T00:00:00Z' };

async function start({ send }: Tried, body: object = lastMonth): Promise<string> {
  return (json(await send('POST', '/api/orders/async-export', body)) as { tracking_id: string }).tracking_id;
}

async function status({ get }: Tried, id: string): Promise<{ status: string; urls?: string[] }> {
  return json(await get(`/api/orders/async-export/status/${id}`)) as { status: string; urls?: string[] };
}

void test('an export is pending, then complete in files that want the key too', async () => {
  const tried = tryMirakl({ settings: { exportDelay: 20_000 } });
  for (const id of ['T1', 'T2', 'T3']) tried.sandbox.addOrder(orderIn('SHIPPING', id));
  const id = await start(tried, { ...lastMonth, items_per_chunk: 2 });
  assert.deepEqual((await status(tried, id)).status, 'PENDING');
  await tried.clock.advance(20_000);
  const done = await status(tried, id);
  assert.equal(done.status, 'COMPLETED');
  const found: string[] = [];
  for (const url of done.urls ?? []) {
    const path = url.replace('http://mirakl.test', '');
    assert.equal((await tried.send('GET', path, undefined, { authorization: '' })).status, 401);
    found.push(...ordersIn(await tried.get(path)).map((order) => order.order_id));
  }
  assert.equal(done.urls?.length, 2);
  assert.deepEqual(found, ['T1-A', 'T2-A', 'T3-A']);
});

void test('an export without orders is one empty file', async () => {
  const tried = tryMirakl();
  const id = await start(tried);
  await tried.clock.advance(60_000);
  const [url] = (await status(tried, id)).urls ?? [];
  assert.deepEqual(ordersIn(await tried.get(url!.replace('http://mirakl.test', ''))), []);
});

void test('a range is required, has two ends, and spans a year at most', async () => {
  const { send } = tryMirakl();
  for (const body of [
    {},
    { start_date: '2026-01-01T00:00:00Z' },
    { start_date: '2025-01-01T00:00:00Z', end_date: '2026-02-01T00:00:00Z' },
    { ...lastMonth, order_state_codes: 'SHIPPING' },
    { ...lastMonth, order_state_codes: ['SHIPING'] },
    { ...lastMonth, items_per_chunk: 0 },
  ]) {
    assert.equal((await send('POST', '/api/orders/async-export', body)).status, 400, JSON.stringify(body));
  }
});

void test('a shop has one export under way, and a failed one says so', async () => {
  const tried = tryMirakl();
  tried.sandbox.script({ operation: 'OR13', times: 1, fault: 'export-fails' });
  const id = await start(tried);
  assert.equal((await tried.send('POST', '/api/orders/async-export', lastMonth)).status, 400);
  await tried.clock.advance(60_000);
  assert.equal((await status(tried, id)).status, 'FAILED');
  assert.equal((await tried.send('POST', '/api/orders/async-export', lastMonth)).status, 200);
  assert.equal((await tried.get('/api/orders/async-export/status/nobody')).status, 404);
});

void test('a differential export may start every five minutes, a full one once a day or by switch likewise', async () => {
  const created = { start_date: '2026-10-03T00:00:00Z', end_date: '2026-11-03T00:00:00Z' };
  const retryAfter = async (tried: Tried, body: object): Promise<string | undefined> =>
    (await tried.send('POST', '/api/orders/async-export', body)).headers['retry-after'];
  const strict = tryMirakl({ frequencyLimits: 'on' });
  await start(strict, created);
  await start(strict);
  await strict.clock.advance(60_000);
  assert.equal(await retryAfter(strict, lastMonth), '240');
  assert.equal(await retryAfter(strict, created), String(24 * 3600 - 60));
  const lenient = tryMirakl({ frequencyLimits: 'on', fullExports: 'as-differential' });
  await start(lenient, created);
  assert.equal(await retryAfter(lenient, created), '300');
});

void test('the status may be asked every two seconds for each export', async () => {
  const tried = tryMirakl({ frequencyLimits: 'on' });
  const url = `/api/orders/async-export/status/${await start(tried)}`;
  const ask = async (): Promise<number> =>
    (await tried.send('GET', url, undefined, { authorization: key })).status;
  assert.deepEqual([await ask(), await ask()], [200, 429]);
  await tried.clock.advance(2000);
  assert.equal(await ask(), 200);
});
