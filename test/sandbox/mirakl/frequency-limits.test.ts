import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderIn, tryMirakl, type Tried } from './try-mirakl.ts';

const walk = '/api/orders?max=1&start_update_date=2026-10-01T00:00:00Z';

async function statuses({ get }: Tried, urls: string[]): Promise<number[]> {
  const answers: number[] = [];
  for (const url of urls) answers.push((await get(url)).status);
  return answers;
}

void test('OR11 works once a minute; Retry-After says in seconds how long to wait', async () => {
  const tried = tryMirakl({ frequencyLimits: 'on' });
  assert.equal((await tried.get('/api/orders')).status, 200);
  await tried.clock.advance(20_500);
  const limited = await tried.get('/api/orders?max=1&order_state_codes=SHIPPING');
  assert.deepEqual([limited.status, limited.headers['retry-after']], [429, '40']);
  await tried.clock.advance(40_000);
  assert.equal((await tried.get('/api/orders?order_state_codes=SHIPPING')).status, 200);
});

void test('the pages of one walk are one use, but a page read over and over is not a walk', async () => {
  const tried = tryMirakl({ frequencyLimits: 'on' });
  for (const id of ['T1', 'T2', 'T3']) tried.sandbox.addOrder(orderIn('SHIPPING', id));
  const pages = [walk, `${walk}&offset=2`, `${walk}&offset=1`, `${walk}&offset=0`, walk];
  assert.deepEqual(await statuses(tried, pages), [200, 200, 200, 200, 200]);
  assert.deepEqual(await statuses(tried, [walk]), [429]);
});

void test('where single calls count, the second page waits', async () => {
  const tried = tryMirakl({ frequencyLimits: 'on', or11Counting: 'call' });
  assert.deepEqual(await statuses(tried, [walk, `${walk}&offset=1`]), [200, 429]);
});

void test('a walk that paused for more than a minute is a new use', async () => {
  const tried = tryMirakl({ frequencyLimits: 'on', limitUser: 'external-partner' });
  assert.deepEqual(await statuses(tried, [walk]), [200]);
  await tried.clock.advance(61_000);
  const limited = await tried.get(`${walk}&offset=1`);
  assert.deepEqual([limited.status, limited.headers['retry-after']], [429, String(15 * 60 - 61)]);
});

void test('reference data once a day, custom fields five a second, a refused call is no use', async () => {
  const tried = tryMirakl({ frequencyLimits: 'on' });
  assert.deepEqual(await statuses(tried, ['/api/shipping/carriers', '/api/shipping/carriers']), [200, 429]);
  assert.deepEqual(await statuses(tried, ['/api/reasons', '/api/reasons', '/api/version']), [200, 200, 200]);
  tried.sandbox.addOrder(orderIn('SHIPPING'));
  for (let at = 0; at < 5; at += 1) {
    assert.equal((await tried.send('PUT', '/api/orders/T1-A/additional_fields', {})).status, 200);
  }
  for (let at = 0; at < 3; at += 1) {
    assert.equal((await tried.send('PUT', '/api/orders/T1-A/additional_fields', {})).status, 429);
  }
  await tried.clock.advance(1000);
  assert.equal((await tried.send('PUT', '/api/orders/T1-A/additional_fields', {})).status, 200);
});
