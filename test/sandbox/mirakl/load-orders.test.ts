import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadOrders, type LoadedOrders } from './load-orders.ts';
import { tryMirakl } from './try-mirakl.ts';

function load(files: Record<string, string>): LoadedOrders {
  const folder = mkdtempSync(join(tmpdir(), 'mirakl-orders-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return loadOrders(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void test('answers, bare orders and lists are read in the order of their file names', () => {
  const loaded = load({
    'c.json': '[{"order_id":"4"},{"order_id":"5"}]',
    'a.json': '\uFEFF{"orders":[{"order_id":"1"},{"order_id":"2"}],"total_count":2}',
    'b.JSON': '{ "order_id": "3", "price": 1e400, "nobody_knows": [null, "10.005"] }',
    'notes.txt': 'not an order',
  });
  assert.deepEqual(loaded.problems, []);
  assert.deepEqual(loaded.orders, [
    '{"order_id":"1"}',
    '{"order_id":"2"}',
    '{"order_id":"3","price":1e400,"nobody_knows":[null,"10.005"]}',
    '{"order_id":"4"}',
    '{"order_id":"5"}',
  ]);
});

void test('what cannot be used is named with its file and the reason, and stops nothing else', () => {
  const loaded = load({
    'a.json': '{',
    'b.json': '"text"',
    'c.json': '{"orders":7}',
    'd.json': '[null,{"order_id":"1"}]',
  });
  assert.equal(loaded.orders.length, 1);
  assert.deepEqual(
    loaded.problems.map(({ file }) => file),
    ['a.json', 'b.json', 'c.json', 'd.json'],
  );
  assert.match(loaded.problems[2]!.reason, /"orders" is not a list/);
  assert.match(loaded.problems[3]!.reason, /entry 1 .* null/);
});

void test('a loaded body is served value for value, whatever it lacks, and found by any update filter up to now', async () => {
  const { sandbox, get } = tryMirakl();
  const bodies = [
    '{"order_id":"1","price":12345678901234567890.10,"odd":null}',
    '{"order_id":7,"customer":"?"}',
    '{}',
  ];
  for (const body of bodies) sandbox.addOrderText(body);
  const answer = await get('/api/orders?start_update_date=2026-11-02T08:00:00Z');
  for (const body of bodies) assert.ok(answer.body.toString().includes(body), body);
});
