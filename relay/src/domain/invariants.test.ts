import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './invariants.ts';
import type {
  ExceptionSeen,
  FiguresSeen,
  RootRow,
  SalesOrderSeen,
  SeenOrder,
  Snapshot,
} from './invariants.ts';

const seen: SeenOrder = { orderId: 'A', cleared: true, total: 2499 };
const figures: FiguresSeen = {
  ...{ total: 2499, tax: 417, refunded: 100, commission: 300, commissionTax: 60, net: 2039 },
  fees: [
    { amount: 330, tax: 66 },
    { amount: -30, tax: -6 },
  ],
};
const root: RootRow = {
  ...{ orderId: 'A', place: 'done', reason: null, dueOn: null, salesOrderId: 'S', figures },
};
const salesOrder: SalesOrderSeen = {
  ...{ id: 'S', orderId: 'A', cancelled: false, total: 2499, tax: 417, lineTotals: [2199, 300] },
};
const later = '2026-03-01T10:00:00Z';

const blocking = (code: string, status: ExceptionSeen['status'] = 'open'): ExceptionSeen => ({
  ...{ orderId: 'A', code, severity: 'blocking', status },
});

function found(changes: Partial<Snapshot>): readonly string[] {
  return violations({ seen: [seen], roots: [root], salesOrders: [salesOrder], exceptions: [], ...changes });
}

test('an imported order, a waiting one and one held up violate nothing', () => {
  const waiting: RootRow = {
    ...root,
    place: 'waiting',
    reason: 'Not paid yet',
    dueOn: later,
    salesOrderId: null,
  };
  assert.deepEqual(found({}), []);
  assert.deepEqual(found({ roots: [waiting], salesOrders: [] }), []);
  const held: RootRow = { ...waiting, place: 'exception' };
  assert.deepEqual(found({ roots: [held], salesOrders: [], exceptions: [blocking('unknown-sku')] }), []);
});

test('1: two Sales Orders, none, no reason, no time and a forgotten exception are found', () => {
  const twin = { ...salesOrder, id: 'S2' };
  assert.deepEqual(found({ salesOrders: [salesOrder, twin] }), [
    ...['invariant 1: A: 2 Sales Orders', 'invariant 10: S2: a Sales Order that no row knows'],
  ]);
  assert.deepEqual(found({ roots: [{ ...root, salesOrderId: null }], salesOrders: [] }), [
    'invariant 1: A: done, but it has no Sales Order',
  ]);
  assert.deepEqual(found({ roots: [{ ...root, place: 'waiting' }] }), [
    ...['invariant 1: A: waiting, but it is never due', 'invariant 1: A: waiting, but it has no reason'],
  ]);
  assert.deepEqual(found({ roots: [{ ...root, place: 'exception', dueOn: later }] }), [
    'invariant 1: A: exception, but nothing blocks it',
  ]);
  assert.deepEqual(found({ roots: [{ ...root, dueOn: later }] }), [
    'invariant 1: A: done, but it is due again',
  ]);
  assert.deepEqual(found({ exceptions: [blocking('wrong-vat')] }), [
    'invariant 1: A: done, but a blocking exception is open',
  ]);
});

test('1: a Sales Order that a person deleted and confirmed is missed by nobody', () => {
  const exceptions = [blocking('deleted-in-dynamics', 'accepted')];
  assert.deepEqual(found({ salesOrders: [], exceptions }), []);
});

test('2: totals that differ are found unless the difference has a name', () => {
  const off = [{ ...salesOrder, total: 2498, lineTotals: [2498] }];
  assert.deepEqual(found({ salesOrders: off }), [
    'invariant 2: A: 2498 in Dynamics, 2499 on the marketplace',
  ]);
  assert.deepEqual(
    found({ salesOrders: off, exceptions: [blocking('totals-differ-in-dynamics', 'accepted')] }),
    [],
  );
  assert.equal(
    found({ salesOrders: off, exceptions: [blocking('totals-differ-in-dynamics', 'closed')] }).length,
    1,
  );
});

test('2: a cancelled Sales Order counts as nothing, whatever amounts it still shows', () => {
  const cancelled = [{ ...salesOrder, cancelled: true }];
  assert.deepEqual(found({ salesOrders: cancelled, seen: [{ ...seen, cleared: false, total: 0 }] }), []);
  assert.deepEqual(found({ salesOrders: cancelled }), [
    'invariant 2: A: 0 in Dynamics, 2499 on the marketplace',
  ]);
});

test('8: an order that is in no place, in two, or was never seen is found', () => {
  assert.deepEqual(found({ roots: [], salesOrders: [] }), [
    ...['invariant 1: A: cleared, but has no row', 'invariant 8: A: seen, but in no place'],
  ]);
  assert.deepEqual(found({ roots: [root, root] }), ['invariant 8: A: in 2 places']);
  assert.deepEqual(found({ seen: [] }).at(-1), 'invariant 8: A: in a place, but never seen');
});

test('10: half an order, an orphan and a link to nothing are found', () => {
  assert.deepEqual(found({ salesOrders: [{ ...salesOrder, lineTotals: [2199] }] }), [
    'invariant 10: S: its lines are not its total',
  ]);
  assert.deepEqual(found({ salesOrders: [{ ...salesOrder, total: 2499, lineTotals: [] }] }), [
    'invariant 10: S: its lines are not its total',
  ]);
  assert.match(found({ salesOrders: [] }).join(), /invariant 10: A: its Sales Order is missing/);
});

test('11: figures that are not the sums of what they stand for are found', () => {
  const wrong = (change: Partial<FiguresSeen>, others: Partial<Snapshot> = {}) =>
    found({ roots: [{ ...root, figures: { ...figures, ...change } }], ...others });
  assert.deepEqual(wrong({ fees: [] }), [
    'invariant 11: A: commission is 300, not 0',
    'invariant 11: A: VAT on commission is 60, not 0',
  ]);
  assert.deepEqual(wrong({ net: null }), ['invariant 11: A: net payout is unknown, not 2039']);
  assert.deepEqual(wrong({ net: 2040 }), ['invariant 11: A: net payout is 2040, not 2039']);
  assert.deepEqual(wrong({ tax: 416 }), ['invariant 11: A: VAT is 416, not 417']);
});

test('11: VAT may differ from the Sales Order while the difference has a name, but is never more than the total', () => {
  const exceptions = [blocking('cancelled-after-import', 'accepted')];
  const cancelled = { total: 0, tax: 0, refunded: 0, commission: 0, commissionTax: 0, net: 0, fees: [] };
  assert.deepEqual(found({ roots: [{ ...root, figures: cancelled }], exceptions }), []);
  assert.deepEqual(found({ roots: [{ ...root, figures: { ...cancelled, tax: 417 } }], exceptions }), [
    'invariant 11: A: VAT is 417, not 0',
  ]);
});
