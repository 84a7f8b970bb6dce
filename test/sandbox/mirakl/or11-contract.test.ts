/** The sandbox's answers against Mirakl's own OpenAPI document, where that is at hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example, mistakes, skip } from './openapi-document.ts';
import type { WireOrder } from './order-shape.ts';
import { SellerLife } from './seller-life.ts';
import { json, orderIn, ordersIn, tryMirakl, type Tried } from './try-mirakl.ts';

/** Part of the schema is broken by the spec itself; these kinds of orders break it on purpose. */
const breaksOnPurpose = new Set(['no-country-code']);

async function lively(): Promise<{ tried: Tried; life: SellerLife }> {
  const tried = tryMirakl({ settings: { orderAcceptance: 'NOT_AUTOMATIC' } });
  const life = new SellerLife({ sandbox: tried.sandbox });
  life.generateBacklog(150);
  life.live(2);
  await tried.clock.advance(10 * 60_000);
  return { tried, life };
}

void test(
  'OR11 answers with orders of every kind and state as the document declares them',
  { skip },
  async () => {
    const { tried, life } = await lively();
    const deliberate = new Set(
      life.born.filter(({ kind }) => breaksOnPurpose.has(kind)).map(({ orderId }) => orderId),
    );
    let checked = 0;
    for (let offset = 0; offset < 200; offset += 100) {
      const answer = json(await tried.get(`/api/orders?max=100&offset=${offset}`)) as {
        orders: { order_id: string }[];
      };
      answer.orders = answer.orders.filter((order) => !deliberate.has(order.order_id));
      checked += answer.orders.length;
      assert.deepEqual(mistakes('OR11', 200, answer), []);
    }
    assert.ok(checked > 130);
  },
);

void test('the order without a country code breaks exactly that rule', { skip }, async () => {
  const { sandbox, get } = tryMirakl();
  new SellerLife({ sandbox }).generateBacklog(1, { mix: { 'no-country-code': 1 } });
  assert.deepEqual(mistakes('OR11', 200, json(await get('/api/orders'))), [
    '$.orders[].customer.billing_address.country_iso_code is missing',
    '$.orders[].customer.shipping_address.country_iso_code is missing',
  ]);
});

void test('reference data, configuration and account are as declared', { skip }, async () => {
  const { get } = tryMirakl();
  for (const [operation, url] of [
    ['PC01', '/api/platform/configuration'],
    ['SH21', '/api/shipping/carriers'],
    ['RE01', '/api/reasons'],
    ['A01', '/api/account'],
    ['OR75', '/api/orders/taxes'],
  ] as const) {
    assert.deepEqual(mistakes(operation, 200, json(await get(url))), [], operation);
  }
});

void test(
  'OR04, OR31, OR13 and OR14 answer as declared, when they work and when they refuse',
  { skip },
  async () => {
    const { sandbox, send, get, clock } = tryMirakl();
    sandbox.addOrder(orderIn('SHIPPING'));
    const references = { order_reference_for_seller: 'SO-1' };
    const patched = await send('PUT', '/api/orders', {
      orders: [
        { order_id: 'T1-A', references },
        { order_id: 'T9-A', references },
      ],
    });
    assert.deepEqual(mistakes('OR04', 200, json(patched)), []);
    for (const code of ['delivery-note', 'nobody-knows']) {
      const fields = { order_additional_fields: [{ code, type: 'STRING', value: 'x' }] };
      const written = await send('PUT', '/api/orders/T1-A/additional_fields', fields);
      assert.deepEqual(mistakes('OR31', 200, json(written)), [], code);
    }
    const range = { start_date: '2026-10-03T00:00:00Z', end_date: '2026-11-03T00:00:00Z' };
    const started = json(await send('POST', '/api/orders/async-export', range)) as { tracking_id: string };
    assert.deepEqual(mistakes('OR13', 200, started), []);
    const status = `/api/orders/async-export/status/${started.tracking_id}`;
    assert.deepEqual(mistakes('OR14', 200, json(await get(status))), []);
    await clock.advance(60_000);
    const done = json(await get(status)) as { urls: string[] };
    assert.deepEqual(mistakes('OR14', 200, done), []);
    const file = await get(done.urls[0]!.replace('http://mirakl.test', ''));
    assert.deepEqual(mistakes('OR11', 200, { orders: ordersIn(file), total_count: 1 }), []);
  },
);

void test("the document's own OR11 example is served as it is", { skip }, async () => {
  const { sandbox, get } = tryMirakl();
  const { orders } = JSON.parse(example('OR11-response-200-0.json')) as { orders: object[] };
  sandbox.addOrderText(JSON.stringify(orders[0]));
  assert.deepEqual(json(await get('/api/orders')), { orders, total_count: 1 });
});

void test(
  'the check itself finds what is missing, undeclared, of the wrong type or outside an enumeration',
  { skip },
  async () => {
    const { sandbox, get } = tryMirakl();
    const order: Partial<WireOrder> = orderIn('SHIPPING');
    delete order.price;
    const broken = {
      ...order,
      invented: 1,
      order_state: 'SHIPING',
      leadtime_to_ship: '2',
      created_date: 'yesterday',
    };
    sandbox.addOrder(broken, { moves: false });
    assert.deepEqual(
      mistakes('OR11', 200, json(await get('/api/orders'))).map((mistake) =>
        mistake.replace(/(declared|none of|missing|moment|integer).*/, '$1'),
      ),
      [
        '$.orders[].price is missing',
        '$.orders[].order_state is none of',
        '$.orders[].created_date is not a moment',
        '$.orders[].leadtime_to_ship is not an integer',
        '$.orders[].invented is not declared',
      ],
    );
  },
);
