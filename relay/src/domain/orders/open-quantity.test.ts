import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { line, order } from './given.test.ts';
import { openQuantity } from './open-quantity.ts';

const shippedAt = '2026-03-03T09:00:00Z';

describe('what a line still takes from stock', () => {
  it('is all of it from the first sight of the order, paid or not', () => {
    for (const state of ['STAGING', 'WAITING_ACCEPTANCE', 'WAITING_DEBIT_PAYMENT', 'SHIPPING', 'NEW_STATE']) {
      const one = line({ quantity: 3, state });
      assert.deepEqual(openQuantity(order({ state, lines: [one] }), one), { open: 3, shippedOn: null });
    }
  });

  it('is nothing once it is dispatched, and says when that was', () => {
    const dated = line({ quantity: 3, state: 'SHIPPED', shippedAt });
    assert.deepEqual(openQuantity(order({ state: 'SHIPPED', lines: [dated] }), dated), {
      open: 0,
      shippedOn: shippedAt,
    });
    for (const state of ['SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED', 'REFUNDED']) {
      const undated = line({ quantity: 3, state });
      const whole = order({ state: 'SHIPPING', updatedAt: '2026-03-04T10:00:00Z', lines: [undated] });
      assert.deepEqual(openQuantity(whole, undated), { open: 0, shippedOn: '2026-03-04T10:00:00Z' });
    }
  });

  it('goes by the order where the line is not told of its dispatch', () => {
    const one = line({ quantity: 2, state: 'INCIDENT_OPEN' });
    assert.equal(openQuantity(order({ state: 'RECEIVED', lines: [one] }), one).open, 0);
    assert.equal(openQuantity(order({ state: 'SHIPPING', lines: [one] }), one).open, 2);
  });

  it('is nothing, and nothing was taken, where it is cancelled or refused', () => {
    for (const state of ['CANCELED', 'REFUSED']) {
      const one = line({ quantity: 2, state });
      assert.deepEqual(openQuantity(order({ lines: [one, line()] }), one), { open: 0, shippedOn: null });
      const other = line({ quantity: 2 });
      assert.deepEqual(openQuantity(order({ state, lines: [other] }), other), { open: 0, shippedOn: null });
    }
    const emptied = line({ quantity: 0 });
    assert.deepEqual(openQuantity(order({ lines: [emptied, line()] }), emptied), {
      open: 0,
      shippedOn: null,
    });
  });
});
