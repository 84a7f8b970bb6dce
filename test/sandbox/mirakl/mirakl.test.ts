import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { serve } from '../http.ts';
import { json, key, orderIn, ordersIn, tryMirakl } from './try-mirakl.ts';

void test('the bare key in Authorization is the only way in', async () => {
  const { send } = tryMirakl();
  assert.equal((await send('GET', '/api/orders')).status, 200);
  for (const authorization of [`Bearer ${key}`, key.slice(1), '']) {
    const refused = await send('GET', '/api/orders', undefined, { authorization });
    assert.equal(refused.status, 401);
    assert.deepEqual(json(refused), { message: 'Unauthorized', status: 401 });
  }
});

void test('unknown paths, methods, content types and shops are refused with the codes of mirakl.md 1.8', async () => {
  const { send, get } = tryMirakl({ shopId: 7 });
  assert.equal((await get('/api/nothing')).status, 404);
  assert.equal((await send('DELETE', '/api/orders')).status, 405);
  assert.equal((await send('GET', '/api/orders', undefined, { accept: 'application/xml' })).status, 406);
  assert.equal((await send('PUT', '/api/orders', '<x/>', { 'content-type': 'text/xml' })).status, 415);
  assert.equal((await send('PUT', '/api/orders', '{')).status, 400);
  assert.equal((await get('/api/orders?shop_id=7')).status, 200);
  assert.equal((await get('/api/orders?shop_id=8')).status, 403);
});

void test('every answer carries the time of the sandbox', async () => {
  const { get, clock } = tryMirakl();
  await clock.advance(61_000);
  assert.equal((await get('/api/version')).headers.date, 'Mon, 02 Nov 2026 09:01:01 GMT');
});

void test('states move on with the clock, each at its own moment, and addresses appear with SHIPPING', async () => {
  const { sandbox, clock } = tryMirakl({
    settings: { delays: { staging: 10_000, debit: 20_000, payment: 30_000 } },
  });
  sandbox.addOrder(orderIn('STAGING', 'T1', '2026-11-02T09:00:00Z'));
  assert.equal(sandbox.order('T1-A')?.customer.shipping_address, null);
  await clock.advance(10_000);
  assert.equal(sandbox.order('T1-A')?.order_state, 'WAITING_DEBIT');
  await clock.advance(600_000);
  const order = sandbox.order('T1-A')!;
  assert.equal(order.order_state, 'SHIPPING');
  assert.equal(order.order_lines[0]?.order_line_state, 'SHIPPING');
  assert.equal(order.last_updated_date, '2026-11-02T09:01:00Z');
  assert.equal(order.customer_debited_date, '2026-11-02T09:01:00Z');
  assert.equal(order.customer.shipping_address?.country_iso_code, 'GBR');
});

void test('an order is received and closed after the delays of the operator', async () => {
  const { sandbox, clock } = tryMirakl();
  sandbox.addOrder(orderIn('SHIPPED'));
  await clock.advance(7 * 24 * 3_600_000);
  assert.equal(sandbox.order('T1-A')?.order_state, 'RECEIVED');
  await clock.advance(90 * 24 * 3_600_000);
  assert.equal(sandbox.order('T1-A')?.order_state, 'CLOSED');
});

void test('where acceptance is not automatic an order waits for the seller', async () => {
  const { sandbox, clock } = tryMirakl({ settings: { orderAcceptance: 'NOT_AUTOMATIC' } });
  sandbox.addOrder(orderIn('STAGING'));
  await clock.advance(3_600_000);
  assert.equal(sandbox.order('T1-A')?.order_state, 'WAITING_ACCEPTANCE');
});

void test('a late address is empty text until the clock, or enough servings, bring it', async () => {
  const { sandbox, clock, get } = tryMirakl();
  sandbox.addOrder(orderIn('SHIPPING', 'T1'));
  sandbox.addOrder(orderIn('SHIPPING', 'T2'));
  sandbox.events.deliverAddressLate('T1-A', { ms: 60_000 });
  sandbox.events.deliverAddressLate('T2-A', { servings: 2 });
  const streets = async (): Promise<(string | undefined)[]> =>
    ordersIn(await get('/api/orders')).map((order) => order.customer.shipping_address?.street_1);
  assert.deepEqual(await streets(), ['', '']);
  assert.deepEqual(await streets(), ['', '']);
  assert.match((await streets())[1] ?? '', /\w/);
  await clock.advance(60_000);
  assert.match((await streets())[0] ?? '', /\w/);
  assert.equal(sandbox.order('T1-A')?.last_updated_date, '2026-11-02T09:01:00Z');
  assert.equal(sandbox.order('T2-A')?.last_updated_date, '2026-11-02T08:00:00Z');
});

void test('scripted faults strike the calls they name, as often as they say', async () => {
  const { sandbox, get, send } = tryMirakl();
  sandbox.addOrder(orderIn('SHIPPING'));
  sandbox.script({ operation: 'OR11', times: 1, after: 1, fault: { status: 503 } });
  sandbox.script({ operation: 'OR11', times: 1, fault: { status: 429, retryAfter: 7 } });
  assert.equal((await get('/api/orders')).status, 200);
  assert.equal((await get('/api/orders')).status, 503);
  const limited = await get('/api/orders');
  assert.deepEqual([limited.status, limited.headers['retry-after']], [429, '7']);
  sandbox.script({ operation: 'OR11', times: 1, fault: 'drop' });
  assert.equal((await get('/api/orders')).wire, 'drop');
  sandbox.script({ operation: 'OR11', times: 1, fault: 'cut' });
  assert.equal((await get('/api/orders')).wire, 'cut');
  sandbox.script({ operation: 'OR11', times: 1, fault: 'duplicate-rows' });
  assert.equal(ordersIn(await get('/api/orders')).length, 2);

  sandbox.script({ operation: 'OR04', times: 1, fault: 'answer-lost' });
  const body = { orders: [{ order_id: 'T1-A', references: { order_reference_for_seller: 'SO-1' } }] };
  assert.equal((await send('PUT', '/api/orders', body)).wire, 'drop');
  assert.equal(sandbox.order('T1-A')?.references.order_reference_for_seller, 'SO-1');
});

void test('a slow answer comes when the clock has moved, with what is true then', async () => {
  const { sandbox, get, clock } = tryMirakl();
  sandbox.script({ operation: 'OR11', times: 1, fault: 'slow' });
  const answer = get('/api/orders');
  sandbox.addOrder(orderIn('SHIPPING'));
  await clock.advance(60_000);
  assert.equal(ordersIn(await answer).length, 1);
});

void test('an order can be changed between two pages', async () => {
  const { sandbox, get } = tryMirakl();
  for (const id of ['T1', 'T2']) sandbox.addOrder(orderIn('SHIPPING', id));
  sandbox.beforePage(({ offset }) => {
    if (offset === 1) sandbox.updateOrder('T2-A', (order) => (order.has_customer_message = true));
  });
  await get('/api/orders?max=1');
  const [moved] = ordersIn(await get('/api/orders?max=1&offset=1'));
  assert.equal(moved?.has_customer_message, true);
  assert.equal(moved.last_updated_date, '2026-11-02T09:00:00Z');
});

void test('the log and the counts show every request with its answer', async () => {
  const { sandbox, get, send } = tryMirakl();
  await get('/api/orders?max=5');
  await get('/api/nothing');
  await send('PUT', '/api/orders', {});
  assert.deepEqual(
    sandbox.log.map(({ operation, status }) => [operation, status]),
    [
      ['OR11', 200],
      ['-', 404],
      ['OR04', 400],
    ],
  );
  assert.deepEqual(sandbox.counts(), { OR11: 1, '-': 1, OR04: 1 });
  assert.deepEqual(sandbox.counts(200), { OR11: 1 });
});

void test('the bytes over a socket are those of the core', async () => {
  const { sandbox } = tryMirakl();
  sandbox.addOrderText('{"order_id":"S1","huge":1e400,"long":12345678901234567890,"price":10.005}');
  const served = await serve(sandbox);
  try {
    const answer = await fetch(`${served.origin}/api/orders?max=1`, { headers: { authorization: key } });
    assert.equal(answer.headers.get('date'), 'Mon, 02 Nov 2026 09:00:00 GMT');
    assert.equal(
      await answer.text(),
      '{"orders":[{"order_id":"S1","huge":1e400,"long":12345678901234567890,"price":10.005}],"total_count":1}',
    );
  } finally {
    await served.close();
  }
});

void test('no body, however broken, makes the sandbox itself fail', async () => {
  const whole = orderIn('WAITING_ACCEPTANCE');
  const some = (names: string[]): fc.Arbitrary<object> =>
    fc.dictionary(fc.constantFrom(...names, '__proto__'), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
  const lines = some(Object.keys(whole.order_lines[0]!)).map((line) => ({
    ...whole.order_lines[0],
    ...line,
  }));
  const customer = some(Object.keys(whole.customer)).map((damage) => ({ ...whole.customer, ...damage }));
  const broken = fc.oneof(
    some(Object.keys(whole)),
    fc.record({ order_lines: fc.array(lines), customer: fc.oneof(customer, fc.constant(null)) }),
  );
  await fc.assert(
    fc.asyncProperty(broken, fc.boolean(), async (damage, moves) => {
      const { sandbox, send, get, clock } = tryMirakl();
      sandbox.addOrder({ ...whole, ...damage, order_id: 'F1' }, { moves });
      sandbox.addOrderText(JSON.stringify(damage));
      const wish = { order_id: 'F1', references: { order_reference_for_seller: 'SO' } };
      const field = { order_additional_fields: [{ code: 'gift', value: 'true' }] };
      for (const answer of [
        await get('/api/orders?customer_debited=false&has_incident=false&fulfillment_center_code=DEFAULT'),
        await send('PUT', '/api/orders', { orders: [wish] }),
        await send('PUT', '/api/orders/F1/additional_fields', field),
        await send('PUT', '/api/orders/F1/accept', { order_lines: [{ id: 'T1-A-1', accepted: true }] }),
      ]) {
        assert.ok(answer.status < 500);
      }
      await clock.advance(3_600_000);
      assert.equal((json(await get('/api/orders')) as { total_count: number }).total_count, 2);
    }),
    { numRuns: 500, seed: 20_261_102 },
  );
});
