import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderIn, tryMirakl } from './try-mirakl.ts';

void test('a cancelled unit takes its price, shipping and commission out of the line and the order', () => {
  const { sandbox } = tryMirakl();
  sandbox.addOrder(orderIn('WAITING_DEBIT'));
  sandbox.events.cancelLine('T1-A', 'T1-A-1', { quantity: 1 });
  const order = sandbox.order('T1-A')!;
  const line = order.order_lines[0]!;
  // 3 x 10.00 + 4.95: a third is 10.00 + 1.65, of which 12.5 % is 1.46 and 20 % of that 0.29.
  const [cancelation] = line.cancelations;
  assert.deepEqual([cancelation?.amount, cancelation?.shipping_amount], [10, 1.65]);
  assert.deepEqual([cancelation?.commission_amount, cancelation?.commission_total_amount], [1.46, 1.75]);
  assert.deepEqual([line.quantity, line.price, line.shipping_price, order.total_price], [2, 20, 3.3, 23.3]);
  assert.equal(line.commission_fee, 2.91);
  assert.equal(order.order_state, 'WAITING_DEBIT');
});

void test('an order whose lines are all cancelled is CANCELED with totals of zero', () => {
  const { sandbox } = tryMirakl();
  sandbox.addOrder(orderIn('WAITING_DEBIT'));
  sandbox.events.cancelLine('T1-A', 'T1-A-1');
  const order = sandbox.order('T1-A')!;
  assert.deepEqual([order.order_state, order.total_price, order.total_commission], ['CANCELED', 0, 0]);
});

void test('where cancelled amounts stay in the line only the cancellation tells of them', () => {
  const { sandbox } = tryMirakl({ settings: { cancelledAmounts: 'stay' } });
  sandbox.addOrder(orderIn('WAITING_DEBIT'));
  sandbox.events.cancelLine('T1-A', 'T1-A-1', { quantity: 1 });
  assert.equal(sandbox.order('T1-A')?.total_price, 34.95);
});

void test('a refund leaves the prices alone; refunds of everything make the order fully refunded', () => {
  const { sandbox } = tryMirakl();
  sandbox.addOrder(orderIn('SHIPPING'));
  sandbox.events.refund('T1-A', 'T1-A-1', {
    quantity: 1,
    amount: 10,
    shippingAmount: 0,
    state: 'WAITING_REFUND',
  });
  assert.equal(sandbox.order('T1-A')?.fully_refunded, false);
  assert.equal(sandbox.order('T1-A')?.total_price, 34.95);
  sandbox.events.refund('T1-A', 'T1-A-1', { quantity: 2, amount: 20, shippingAmount: 4.95 });
  const order = sandbox.order('T1-A')!;
  assert.equal(order.fully_refunded, true);
  const [first, second] = order.order_lines[0]!.refunds;
  assert.deepEqual([first?.refund_state, first?.transaction_number], ['WAITING_REFUND', null]);
  assert.equal(second?.refund_state, 'REFUNDED');
  assert.notEqual(first?.id, second.id);
});

void test('an incident opens on a line, shows on the order, and closes again', () => {
  const { sandbox } = tryMirakl();
  sandbox.addOrder(orderIn('SHIPPED'));
  sandbox.events.openIncident('T1-A', 'T1-A-1');
  assert.equal(sandbox.order('T1-A')?.has_incident, true);
  assert.equal(sandbox.order('T1-A')?.order_lines[0]?.order_line_state, 'INCIDENT_OPEN');
  sandbox.events.closeIncident('T1-A', 'T1-A-1');
  assert.equal(sandbox.order('T1-A')?.has_incident, false);
  assert.equal(sandbox.order('T1-A')?.order_lines[0]?.order_line_state, 'SHIPPED');
});

void test('an unknown order or line is a mistake of the test and says so', () => {
  const { sandbox } = tryMirakl();
  assert.throws(() => {
    sandbox.updateOrder('T9-A', () => undefined);
  }, /no order T9-A/);
  sandbox.addOrder(orderIn('SHIPPED'));
  assert.throws(() => {
    sandbox.events.openIncident('T1-A', 'T1-A-7');
  }, /no line T1-A-7/);
});
