import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isoDate } from './order-shape.ts';
import { json, orderIn, ordersIn, tryMirakl, type Tried } from './try-mirakl.ts';

function withOrders(): Tried {
  const tried = tryMirakl({ settings: { updateOverlap: 60_000 } });
  // Created 1, 2, 3; updated 3, 2, 1.
  const days = ['2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z', '2026-10-03T00:00:00Z'];
  days.forEach((created, at) => {
    const order = orderIn('SHIPPING', `T${at + 1}`, created);
    order.last_updated_date = days[2 - at]!;
    order.references.order_reference_for_seller = `SO-${at + 1}`;
    tried.sandbox.addOrder(order);
  });
  return tried;
}

void test('orders come by creation date and id even when they are filtered by update date', async () => {
  const { ids } = withOrders();
  assert.deepEqual(await ids('/api/orders?start_update_date=2026-10-02T00:00:00Z'), ['T1-A', 'T2-A']);
  assert.deepEqual(await ids('/api/orders?order=desc&sort=dateCreated'), ['T3-A', 'T2-A', 'T1-A']);
});

void test('the start of an update range is moved back by the delta of the marketplace, and by no more', async () => {
  const { ids } = withOrders();
  assert.deepEqual(await ids('/api/orders?start_update_date=2026-10-03T00:01:00Z'), ['T1-A']);
  assert.deepEqual(await ids('/api/orders?start_update_date=2026-10-03T00:01:01Z'), []);
});

void test('each filter of the specification selects', async () => {
  const { ids, sandbox } = withOrders();
  sandbox.addOrder({ ...orderIn('WAITING_DEBIT', 'T4', '2026-10-04T00:00:00Z'), channel: null });
  sandbox.events.openIncident('T2-A', 'T2-A-1');
  const expected: [string, string[]][] = [
    ['order_ids=T3-A,T1-A,nobody', ['T1-A', 'T3-A']],
    ['order_references_for_seller=SO-2', ['T2-A']],
    ['order_references_for_customer=T3', ['T3-A']],
    ['order_state_codes=WAITING_DEBIT,CLOSED', ['T4-A']],
    ['channel_codes=BQ_UK', ['T1-A', 'T2-A', 'T3-A']],
    ['channel_codes=BQ_UK&only_null_channel=true', ['T4-A']],
    ['start_date=2026-10-02T00:00:00Z&end_date=2026-10-03T00:00:00%2B01:00', ['T2-A']],
    ['end_update_date=2026-10-01T12:00:00.000Z', ['T3-A']],
    ['customer_debited=false', ['T4-A']],
    ['has_incident=true', ['T2-A']],
    ['payment_workflow=PAY_ON_DELIVERY', []],
    ['fulfillment_center_code=ELSEWHERE&fulfillment_center_code=DEFAULT', ['T1-A', 'T2-A', 'T3-A', 'T4-A']],
  ];
  for (const [query, found] of expected) assert.deepEqual(await ids(`/api/orders?${query}`), found, query);
});

void test('unknown parameters are ignored: commercial_ids returns every order', async () => {
  const { ids } = withOrders();
  assert.equal((await ids('/api/orders?commercial_ids=T1&paginate=false')).length, 3);
});

void test('values that do not fit are a 400 that names the parameter', async () => {
  const { get } = withOrders();
  const manyIds = Array.from({ length: 101 }, (_, at) => `T${at}`).join(',');
  for (const query of [
    'max=ten',
    'max=0',
    'offset=-1',
    'start_date=2026-10-01',
    'start_update_date=2026-10-01T00:00:00+01:00',
    'order_state_codes=SHIPING',
    'customer_debited=yes',
    'sort=dateUpdated',
    `order_ids=${manyIds}`,
  ]) {
    const refused = await get(`/api/orders?${query}`);
    assert.equal(refused.status, 400, query);
    assert.ok((json(refused) as { message: string }).message.includes(query.split('=')[0]!), query);
  }
});

void test('more than a hundred a page is capped, or refused where the switch says so', async () => {
  const many = (tried: Tried): void => {
    for (let at = 0; at < 120; at += 1) tried.sandbox.addOrder(orderIn('SHIPPING', `N${at}`));
  };
  const capping = tryMirakl();
  many(capping);
  assert.equal((await capping.ids('/api/orders?max=500')).length, 100);
  assert.equal((await capping.ids('/api/orders')).length, 10);
  const refusing = tryMirakl({ maxOver100: 'reject' });
  assert.equal((await refusing.get('/api/orders?max=101')).status, 400);
});

void test('following the Link headers reads every order once, for any page size', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 12 }), async (count, max) => {
      const { sandbox, get } = tryMirakl();
      const created = Date.parse('2026-10-01T00:00:00Z');
      for (let at = 0; at < count; at += 1) {
        sandbox.addOrder(orderIn('SHIPPING', `N${at}`, isoDate(created + ((at * 7) % 5) * 1000)));
      }
      const seen: string[] = [];
      let url: string | undefined = `/api/orders?max=${max}&order_state_codes=SHIPPING`;
      while (url !== undefined) {
        const page = await get(url);
        seen.push(...ordersIn(page).map((order) => order.order_id));
        assert.equal((json(page) as { total_count: number }).total_count, count);
        url = /<http:\/\/mirakl\.test([^>]+)>; rel="next"/.exec(page.headers.link ?? '')?.[1];
      }
      assert.equal(seen.length, count);
      assert.equal(new Set(seen).size, count);
    }),
    { numRuns: 30, seed: 20_261_102 },
  );
});

void test('the previous page is linked with its whole address', async () => {
  const { get } = withOrders();
  const page = await get('/api/orders?max=1&offset=1');
  assert.equal(
    page.headers.link,
    '<http://mirakl.test/api/orders?max=1&offset=0>; rel="previous", <http://mirakl.test/api/orders?max=1&offset=2>; rel="next"',
  );
});
