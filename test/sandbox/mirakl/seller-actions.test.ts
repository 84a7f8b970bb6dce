import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, orderIn, tryMirakl, type Tried } from './try-mirakl.ts';

function waiting(options: Parameters<typeof tryMirakl>[0] = {}): Tried {
  const tried = tryMirakl({ settings: { orderAcceptance: 'NOT_AUTOMATIC', ...options.settings } });
  const order = orderIn('WAITING_ACCEPTANCE');
  order.order_lines.push({
    ...structuredClone(order.order_lines[0]!),
    order_line_id: 'T1-A-2',
    order_line_index: 2,
  });
  tried.sandbox.addOrder(order);
  return tried;
}

const decide = (...answers: [string, boolean][]): object => ({
  order_lines: answers.map(([id, accepted]) => ({ id, accepted })),
});

void test('OR21: an accepted order goes on to its debit, a refused one ends, a mixed one keeps its refused line', async () => {
  const url = '/api/orders/T1-A/accept';
  const accepting = waiting();
  assert.equal((await accepting.send('PUT', url, decide(['T1-A-1', true], ['T1-A-2', true]))).status, 204);
  assert.equal(accepting.sandbox.order('T1-A')?.order_state, 'WAITING_DEBIT');
  assert.equal(accepting.sandbox.order('T1-A')?.acceptance_decision_date, '2026-11-02T09:00:00Z');
  await accepting.clock.advance(3_600_000);
  assert.equal(accepting.sandbox.order('T1-A')?.order_state, 'SHIPPING');

  const refusing = waiting();
  await refusing.send('PUT', url, decide(['T1-A-1', false], ['T1-A-2', false]));
  assert.equal(refusing.sandbox.order('T1-A')?.order_state, 'REFUSED');

  const mixed = waiting();
  await mixed.send('PUT', url, decide(['T1-A-1', true], ['T1-A-2', false]));
  const states = mixed.sandbox.order('T1-A')?.order_lines.map((line) => line.order_line_state);
  assert.deepEqual(states, ['WAITING_DEBIT', 'REFUSED']);
});

void test('OR21: a loaded order that is accepted begins to live', async () => {
  const { sandbox, send, clock } = tryMirakl();
  sandbox.addOrderText(JSON.stringify(orderIn('WAITING_ACCEPTANCE')));
  await send('PUT', '/api/orders/T1-A/accept', decide(['T1-A-1', true]));
  await clock.advance(3_600_000);
  assert.equal(sandbox.order('T1-A')?.order_state, 'SHIPPING');
});

void test('OR21: each refusal has its code', async () => {
  const whole: [string, boolean][] = [
    ['T1-A-1', true],
    ['T1-A-2', true],
  ];
  const cases: [string, string, unknown, number][] = [
    ['ORDER_NOT_FOUND', 'T9-A', decide(...whole), 404],
    ['VALIDATION_ERROR', 'T1-A', {}, 400],
    ['VALIDATION_ERROR', 'T1-A', { order_lines: [{ id: 'T1-A-1' }] }, 400],
    ['ORDER_LINE_NULL_ELEMENT', 'T1-A', { order_lines: [null] }, 400],
    ['ORDER_LINE_DUPLICATE_ID', 'T1-A', decide(...whole, ['T1-A-1', true]), 400],
    ['ORDER_LINE_NOT_FOUND', 'T1-A', decide(...whole, ['T1-A-3', true]), 400],
    ['ORDER_LINE_ACCEPTANCE_DECISION_MISSING', 'T1-A', decide(['T1-A-1', true]), 400],
    ['ORDER_PARTIAL_ACCEPTANCE_DISABLED', 'T1-A', decide(['T1-A-1', true], ['T1-A-2', false]), 400],
  ];
  const tried = waiting({ settings: { partialAcceptance: false } });
  const refusal = async (id: string, body: unknown): Promise<[string | undefined, number]> => {
    const answer = await tried.send('PUT', `/api/orders/${id}/accept`, body);
    return [(json(answer) as { errors: { code: string }[] }).errors[0]?.code, answer.status];
  };
  for (const [code, id, body, status] of cases)
    assert.deepEqual(await refusal(id, body), [code, status], code);
  assert.equal(tried.sandbox.order('T1-A')?.order_state, 'WAITING_ACCEPTANCE');
  tried.sandbox.updateOrder('T1-A', (order) => (order.fulfillment.center.code = 'OPERATOR'));
  assert.deepEqual(await refusal('T1-A', decide(...whole)), ['ORDER_FULFILLED_UNAUTHORIZED', 400]);
  tried.sandbox.addOrder(orderIn('SHIPPING', 'T2'));
  assert.deepEqual(await refusal('T2-A', decide(['T2-A-1', true])), ['ORDER_INVALID_STATE', 400]);
});

void test('OR04: each order of a call succeeds or fails by itself, and success is an update', async () => {
  const { sandbox, send } = tryMirakl();
  sandbox.addOrder(orderIn('SHIPPING'));
  const answer = await send('PUT', '/api/orders', {
    orders: [
      { order_id: 'T1-A', references: { order_reference_for_seller: 'SO-1' } },
      { order_id: 'T9-A', references: { order_reference_for_seller: 'SO-2' } },
      { order_id: 'T1-A', references: { order_reference_for_seller: ' ' } },
    ],
  });
  assert.equal(answer.status, 200);
  const { updated_orders } = json(answer) as {
    updated_orders: { order_id: string; updated?: object; errors: { code: string }[] }[];
  };
  assert.deepEqual(updated_orders[0], {
    order_id: 'T1-A',
    errors: [],
    updated: { references: { order_reference_for_seller: 'SO-1' } },
  });
  const codes = updated_orders.map(({ errors }) => errors.map(({ code }) => code));
  assert.deepEqual(codes, [[], ['ORDER_NOT_FOUND'], ['VALIDATION_ERROR']]);
  assert.equal(sandbox.order('T1-A')?.references.order_reference_for_seller, 'SO-1');
  assert.equal(sandbox.order('T1-A')?.last_updated_date, '2026-11-02T09:00:00Z');
});

void test('OR04: more than a hundred orders a call are refused', async () => {
  const { send } = tryMirakl();
  const orders = Array.from({ length: 101 }, (_, at) => ({ order_id: `T${at}` }));
  const refused = await send('PUT', '/api/orders', { orders });
  assert.deepEqual(json(refused), { message: 'Too many orders given', status: 400 });
});

void test('OR31: what is sent is changed, null removes, and one mistake refuses the whole call', async () => {
  const { sandbox, send } = tryMirakl();
  sandbox.addOrder(orderIn('SHIPPING'));
  const write = async (body: object): Promise<Record<string, unknown>> =>
    json(await send('PUT', '/api/orders/T1-A/additional_fields', body)) as Record<string, unknown>;
  const serials = { code: 'serial-numbers', value: ['1', '2'] };
  const written = await write({
    order_additional_fields: [
      { code: 'gift', value: 'true' },
      { code: 'delivery-note', value: 'Ring twice' },
    ],
    order_lines: [{ order_line_id: 'T1-A-1', order_line_additional_fields: [serials] }],
  });
  assert.deepEqual(Object.keys(written), ['order_update_result']);
  await write({ order_additional_fields: [{ code: 'gift', value: null }] });
  const note = { code: 'delivery-note', type: 'STRING', value: 'Ring twice' };
  assert.deepEqual(sandbox.order('T1-A')?.order_additional_fields, [note]);
  assert.deepEqual(sandbox.order('T1-A')?.order_lines[0]?.order_line_additional_fields, [
    { ...serials, type: 'MULTIPLE_VALUES_LIST' },
  ]);
  for (const wrong of [
    { code: 'nobody-knows', value: 'x' },
    { code: 'gift', value: 'perhaps' },
    { code: 'seller-reference', value: '' },
  ]) {
    const refused = await write({
      order_additional_fields: [{ code: 'delivery-note', value: 'New' }, wrong],
    });
    assert.deepEqual(Object.keys(refused), ['order_update_errors'], wrong.code);
  }
  assert.deepEqual(sandbox.order('T1-A')?.order_additional_fields, [note]);
});
