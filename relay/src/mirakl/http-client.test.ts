import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, fakeChance, FakeClock, FakeHttp } from '../fake-ports.ts';
import { HttpFailure } from '../http-port.ts';
import { client, ok, origin } from './given.test.ts';
import { miraklClient } from './http-client.ts';

const noOrders = ok({ orders: [], total_count: 0 });
const lost = new HttpFailure('unreachable', true);
const neverSent = new HttpFailure('unreachable', false);

describe('the seller API', () => {
  it('asks for orders with the bare key, the shop and the filters as the specification writes them', async () => {
    const { mirakl, http } = client(
      ok({ orders: [], total_count: 0 }, { date: 'Mon, 23 Nov 2026 12:00:00 GMT' }),
    );
    const page = await mirakl.listOrders({
      startUpdateDate: '2026-11-01T00:00:00+01:00',
      endUpdateDate: '2026-11-02T00:00:00Z',
      orderIds: ['A-1', 'A-2'],
      states: ['SHIPPING', 'SHIPPED'],
      offset: 100,
    });
    const request = http.requests[0]!;
    const url = new URL(request.url);
    assert.equal(url.origin + url.pathname, `${origin}/api/orders`);
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      max: '100',
      offset: '100',
      start_update_date: '2026-11-01T00:00:00+01:00',
      end_update_date: '2026-11-02T00:00:00Z',
      order_ids: 'A-1,A-2',
      order_state_codes: 'SHIPPING,SHIPPED',
      shop_id: '7',
    });
    assert.ok(!url.search.includes('+'), 'a plus would be read as a blank');
    assert.equal(request.headers.authorization, 'secret-key');
    assert.equal(page.serverDate?.toISOString(), '2026-11-23T12:00:00.000Z');
    assert.equal(new TextDecoder().decode(page.raw), '{"orders":[],"total_count":0}');
  });

  it('exports orders in files that fit in memory, and reads their state and their links', async () => {
    const { mirakl, http } = client(
      ok({ tracking_id: 'T 1' }),
      ok({ status: 'COMPLETED', urls: ['https://files.example/1'] }),
      ok({ status: 'HALFWAY', urls: null }),
    );
    const range = { startUpdateDate: '2026-01-01T00:00:00Z', endUpdateDate: '2026-02-01T00:00:00Z' };
    assert.deepEqual(await mirakl.exportOrders(range), { trackingId: 'T 1' });
    assert.deepEqual(JSON.parse(String(http.requests[0]!.body)), {
      start_update_date: range.startUpdateDate,
      end_update_date: range.endUpdateDate,
      items_per_chunk: 1000,
    });
    assert.deepEqual(await mirakl.exportStatus('T 1'), {
      state: 'COMPLETED',
      urls: ['https://files.example/1'],
    });
    assert.match(http.requests[1]!.url, /status\/T%201\?/);
    assert.deepEqual(await mirakl.exportStatus('T 1'), { state: 'HALFWAY', urls: [] });
  });

  it('shows its key to no other host, and to none in clear text', async () => {
    const { mirakl, http } = client(noOrders);
    await mirakl.exportChunk('https://files.example/1?signature=x');
    assert.deepEqual(http.requests[0]!.headers, { accept: 'application/json' });
    assert.equal(http.requests[0]!.url, 'https://files.example/1?signature=x');
    await mirakl.exportChunk(`${origin}/api/file/1`);
    assert.equal(http.requests[1]!.headers.authorization, 'secret-key');
    await assert.rejects(mirakl.exportChunk('http://files.example/1'), {
      code: 'mirakl.foreign-host',
      retry: 'never',
    });
    assert.equal(http.requests.length, 2);
    await mirakl.exportChunk('http://marketplace.example/1');
    assert.match(http.requests[2]!.url, /^https:/, 'its own link in clear text is called over https');
  });

  it('accepts lines once: a lost answer is an unknown outcome, a call that never left is tried later', async () => {
    for (const scene of [
      lost,
      answer(500),
      answer(503),
      new HttpFailure('timeout', true),
      new HttpFailure('cut', true),
    ]) {
      const { mirakl, http } = client(scene);
      await assert.rejects(mirakl.acceptOrder('A/1', ['A-1-1']), {
        code: 'mirakl.outcome-unknown',
        retry: 'unknown-outcome',
      });
      assert.equal(http.requests.length, 1);
    }
    const { mirakl, http } = client(neverSent, answer(204));
    await assert.rejects(mirakl.acceptOrder('A/1', ['A-1-1']), {
      code: 'mirakl.unreachable',
      retry: 'later',
    });
    await mirakl.acceptOrder('A/1', ['A-1-1']);
    assert.match(http.requests[1]!.url, /orders\/A%2F1\/accept\?/);
    assert.equal(http.requests[1]!.body, '{"order_lines":[{"id":"A-1-1","accepted":true}]}');
  });

  it('writes references and says of each order whether it took', async () => {
    const { mirakl, http } = client(
      ok({
        updated_orders: [
          { order_id: 'A', updated: { references: { order_reference_for_seller: 'SO-1' } } },
          { order_id: 'B', errors: [{ code: 'NOT_FOUND', field: 'order_id', message: 'unknown order' }] },
        ],
      }),
    );
    const refs = ['A', 'B', 'C'].map((orderId) => ({ orderId, reference: `SO-${orderId}` }));
    assert.deepEqual(await mirakl.writeReferences(refs), [
      { orderId: 'A', updated: true, errors: [] },
      { orderId: 'B', updated: false, errors: ['NOT_FOUND order_id unknown order'] },
      { orderId: 'C', updated: false, errors: ['Mirakl did not mention this order in its answer'] },
    ]);
    assert.equal(http.requests[0]!.method, 'PUT');
  });

  it('reads the platform, the shop and the lists, and drops what it cannot use', async () => {
    const { mirakl } = client(
      ok({
        features: {
          order_tax_mode: 'TAX_INCLUDED',
          order_workflows: { order_acceptance: 'AUTOMATIC' },
          shipment: 7,
        },
        timezone: 'Europe/Paris',
      }),
      ok({ shop_id: 2000, currency_iso_code: 'GBP', payment_info: { iban: 'secret' } }),
      ok({ carriers: [{ code: 'DPD', label: 'DPD' }, { label: 'no code' }, null] }),
      ok({ reasons: [{ code: 15, label: 'Out of stock', type: 'REFUND', is_shop_right: true }] }),
      ok({ taxes: [{ code: 'UK_VAT', label: null, tax_calculation_rule: 'NONE' }] }),
      ok('3.1 \n'),
    );
    const platform = await mirakl.platform();
    assert.deepEqual(
      [platform.orderTaxMode, platform.orderAcceptance, platform.multiShipment, platform.timezone],
      ['TAX_INCLUDED', 'AUTOMATIC', null, 'Europe/Paris'],
    );
    assert.deepEqual(await mirakl.account(), { shopId: '2000', currency: 'GBP' });
    assert.deepEqual(await mirakl.carriers(), [
      { code: 'DPD', label: 'DPD', standardCode: null, trackingUrl: null },
    ]);
    assert.deepEqual(await mirakl.reasons(), [
      { code: '15', label: 'Out of stock', type: 'REFUND', forShop: true },
    ]);
    assert.deepEqual(await mirakl.taxes(), [{ code: 'UK_VAT', label: null, calculationRule: 'NONE' }]);
    assert.equal(await mirakl.version(), '3.1');
  });
});

describe('trouble with the seller API', () => {
  it('is waited out by reads: failing servers, broken connections, bodies that end early', async () => {
    const { mirakl, http } = client(answer(502, '<html>'), new HttpFailure('cut', true), noOrders);
    await mirakl.listOrders({});
    assert.equal(http.requests.length, 3);
  });

  it('leaves as later when it lasts', async () => {
    const { mirakl, http } = client(answer(503));
    await assert.rejects(mirakl.listOrders({}), { code: 'mirakl.failing', retry: 'later', status: 503 });
    assert.equal(http.requests.length, 3);
  });

  it('is not repeated when Mirakl limits the call; how long to wait is handed on', async () => {
    const { mirakl, http } = client(answer(429, '', { 'retry-after': '2' }));
    await assert.rejects(mirakl.listOrders({}), {
      code: 'mirakl.limited',
      retry: 'later',
      retryAfterMs: 2000,
    });
    assert.equal(http.requests.length, 1);
  });

  it('ends each call after 30 seconds without an answer', async () => {
    const clock = new FakeClock();
    const ports = { http: new FakeHttp('silence'), clock, chance: fakeChance() };
    const call = miraklClient({ origin, apiKey: 'k' }, ports).acceptOrder('A', ['1']);
    const rejected = assert.rejects(call, { code: 'mirakl.outcome-unknown' });
    await clock.advance(29_999);
    assert.equal(ports.http.requests.length, 1);
    await clock.advance(1);
    await rejected;
    assert.equal(clock.monotonic(), 30_000);
  });

  it('quotes what Mirakl says, in both of its shapes, and no page for people', async () => {
    const table: [ReturnType<typeof answer>, string, RegExp][] = [
      [
        answer(400, { message: 'Bad state', status: 400 }),
        'mirakl.refused',
        /orders: status 400, Bad state$/,
      ],
      [
        answer(400, { errors: [{ code: 'TOO_MANY', field: 'orders', message: 'too many' }] }),
        'mirakl.refused',
        /TOO_MANY orders too many$/,
      ],
      [answer(404, '<html>no</html>'), 'mirakl.not-found', /status 404$/],
      [answer(401, { message: 'Unauthorized' }), 'mirakl.unauthorized', /Unauthorized/],
      [answer(403, 'null'), 'mirakl.forbidden', /status 403$/],
      [answer(302, '', { location: 'https://evil.example' }), 'mirakl.redirected', /status 302$/],
    ];
    for (const [scene, code, message] of table) {
      const { mirakl, http } = client(scene);
      await assert.rejects(mirakl.listOrders({ orderIds: ['A-1'] }), { code, retry: 'never', message });
      assert.equal(http.requests.length, 1);
    }
  });

  it('is an answer that is no page of orders, or larger than the relay reads', async () => {
    for (const body of ['<html>maintenance</html>', '{"orders":[{"order_id"', '{"orders":{}}']) {
      await assert.rejects(client(ok(body)).mirakl.listOrders({}), {
        code: 'mirakl.unreadable',
        retry: 'later',
      });
    }
    await assert.rejects(client(ok({})).mirakl.exportOrders({ startUpdateDate: '', endUpdateDate: '' }), {
      code: 'mirakl.unreadable',
    });
    await assert.rejects(client(ok('<html>')).mirakl.taxes(), { code: 'mirakl.unreadable' });
    const { mirakl } = client(new HttpFailure('too-large', true));
    await assert.rejects(mirakl.listOrders({}), { code: 'mirakl.too-large', retry: 'never' });
  });

  it('never shows the key', async () => {
    for (const scene of [answer(401, { message: 'no' }), lost, answer(500)]) {
      const error: unknown = await client(scene)
        .mirakl.version()
        .catch((caught: unknown) => caught);
      assert.ok(error instanceof Error);
      assert.ok(!`${error.stack ?? ''}${JSON.stringify(error)}${String(error.cause)}`.includes('secret-key'));
    }
  });
});
