import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './invariants.ts';
import type { ExceptionSeen, RootRow, SalesOrderSeen, SeenOrder, Snapshot } from './invariants.ts';

const seen: SeenOrder = { orderId: 'A', cleared: true, total: 2499 };
const root: RootRow = { orderId: 'A', place: 'done', reason: null, dueOn: null, salesOrderId: 'S' };
const salesOrder: SalesOrderSeen = {
  ...{ id: 'S', orderId: 'A', cancelled: false, total: 2499, lineTotals: [2199, 300] },
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
