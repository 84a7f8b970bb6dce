import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { states } from '../states.ts';
import { deadlineOf, keptDeadline } from './deadline.ts';
import { orderStatusOf } from './order-status.ts';
import type { OrderStatusRow } from './rows.ts';
import { orderStatusQuery } from './rows.ts';

function rowOf(name: string, more: Partial<OrderStatusRow> = {}): OrderStatusRow {
  const answer = states[name]?.reads?.mpb_order;
  assert.ok(typeof answer === 'object' && 'rows' in answer, name);
  return { ...(answer.rows[0] as unknown as OrderStatusRow), ...more };
}

const kinds = (row: OrderStatusRow, happened: boolean) =>
  orderStatusOf(row)
    .steps.filter((step) => step.happened === happened)
    .map((step) => step.kind);

describe('the timeline of an order', () => {
  it('shows what happened in the order of time, and then what is still to come', () => {
    const row = rowOf('toDispatch');
    assert.deepEqual(kinds(row, true), ['placed', 'accepted', 'paid', 'imported', 'written-back']);
    assert.deepEqual(kinds(row, false), ['dispatched', 'received', 'settled']);
  });

  it('shows each parcel', () => {
    assert.equal(kinds(rowOf('dispatchedInTime'), true).filter((kind) => kind === 'dispatched').length, 2);
  });

  it('promises nothing for an order that was cancelled or refused', () => {
    assert.deepEqual(kinds(rowOf('cancelled'), false), []);
  });

  it('sorts by time, and leaves a step without one where it was told', () => {
    const at = (kind: string, time: string | null) => ({
      kind,
      side: 'marketplace',
      at: time,
      happened: true,
    });
    const milestones = JSON.stringify([
      at('refunded', '2026-11-05T00:00:00Z'),
      at('placed', '2026-11-01T00:00:00Z'),
      at('accepted', null),
      at('paid', '2026-11-02T00:00:00Z'),
    ]);
    assert.deepEqual(kinds(rowOf('toDispatch', { mpb_milestones: milestones }), true), [
      'placed',
      'accepted',
      'paid',
      'refunded',
    ]);
  });

  it("is made of the order's own dates where no milestones are kept", () => {
    const row = rowOf('toDispatch', { mpb_milestones: null });
    assert.deepEqual(kinds(row, true), ['placed', 'paid', 'imported', 'written-back']);
    assert.deepEqual(kinds(row, false), ['dispatched', 'received', 'settled']);
  });

  it('does not promise what the state says has passed', () => {
    const shipped = rowOf('dispatchedInTime', { mpb_milestones: null });
    assert.deepEqual(kinds(shipped, false), ['received', 'settled']);
  });

  it('keeps a word that a newer relay writes, and drops what is no step', () => {
    const steps = orderStatusOf(rowOf('unrecognised')).steps;
    assert.ok(steps.some((step) => step.kind === 'drone-launched'));
    assert.ok(steps.every((step) => typeof step.kind === 'string'));
  });

  it('follows links to https only', () => {
    const milestones = JSON.stringify(
      ['https://a.example/1', 'javascript:alert(1)', 'http://a.example/1'].map((url) => ({
        kind: 'dispatched',
        side: 'dynamics',
        at: null,
        happened: true,
        detail: null,
        url,
      })),
    );
    const { steps } = orderStatusOf(rowOf('toDispatch', { mpb_milestones: milestones }));
    assert.deepEqual(
      steps.flatMap((step) => step.url ?? []),
      ['https://a.example/1'],
    );
  });

  it('takes whatever the columns hold', () => {
    const anything = fc.record({
      mpb_milestones: fc.oneof(
        fc.constant(null),
        fc.string(),
        fc.json(),
        fc
          .array(
            fc.record({
              kind: fc.anything(),
              at: fc.anything(),
              happened: fc.anything(),
              url: fc.anything(),
            }),
          )
          .map((steps) => JSON.stringify(steps)),
      ),
      mpb_state: fc.oneof(fc.constant(null), fc.integer({ min: 927_129_990, max: 927_130_030 })),
      mpb_place: fc.oneof(fc.constant(null), fc.integer({ min: 927_130_000, max: 927_130_009 })),
    });
    fc.assert(
      fc.property(anything, (columns) => {
        const { steps, next } = orderStatusOf(rowOf('toDispatch', columns as Partial<OrderStatusRow>));
        assert.equal(new Set(steps.map((step) => step.id)).size, steps.length);
        const firstToCome = steps.findIndex((step) => !step.happened);
        assert.ok(firstToCome === -1 || steps.slice(firstToCome).every((step) => !step.happened));
        assert.match(next.text, /^Next_/);
      }),
    );
  });
});

describe('what happens next', () => {
  const next = (name: string, more: Partial<OrderStatusRow> = {}) => orderStatusOf(rowOf(name, more)).next;

  it('is the exception with the nearest deadline, its team, and how many others there are', () => {
    const step = next('heldUp');
    assert.deepEqual(
      [step.tone, step.detail, step.who, step.dueOn, step.more],
      ['blocked', 'SKU GARDEN-HOSE-30M is not known', 'Who_operations', '2026-11-24T16:00:00Z', 1],
    );
    assert.equal(orderStatusOf(rowOf('heldUp')).notices, 1);
  });

  it('is a reason with a time while the order waits', () => {
    const step = next('waitingForPayment');
    assert.deepEqual([step.who, step.dueOn], ['Who_customer', '2026-11-24T10:30:00Z']);
    assert.equal(step.detail, 'The customer has not been charged yet.');
  });

  it('is the dispatch for a paid order, and nothing for one that ended', () => {
    assert.equal(next('toDispatch').text, 'Next_Dispatch');
    assert.equal(next('cancelled').text, 'Next_CANCELED');
    assert.equal(next('returnedAndRefunded').text, 'Next_Settled');
  });

  it('admits a state that this version does not know, and shows the word of the marketplace', () => {
    assert.equal(next('unrecognised').text, 'Next_Unknown');
    assert.equal(orderStatusOf(rowOf('unrecognised')).stateText, 'WAITING_FOR_DRONE');
  });
});

describe('the dispatch deadline', () => {
  const by = '2026-11-24T12:00:00Z';
  const tone = (now: string) => deadlineOf(by, 'SHIPPING', new Date(now))?.tone;

  it('becomes more pressing as it comes nearer', () => {
    assert.equal(tone('2026-11-22T12:00:00Z'), 'calm');
    assert.equal(tone('2026-11-23T12:00:00Z'), 'soon');
    assert.equal(tone('2026-11-24T08:00:00Z'), 'urgent');
    assert.equal(tone('2026-11-24T12:00:01Z'), 'late');
  });

  it('is over when everything is shipped, and was kept by the first parcel', () => {
    assert.equal(deadlineOf(by, 'SHIPPED', new Date(by)), null);
    const { steps } = orderStatusOf(rowOf('dispatchedInTime'));
    assert.equal(keptDeadline('2026-11-24T07:40:00Z', steps), true);
    assert.equal(keptDeadline('2026-11-24T07:39:59Z', steps), false);
    assert.equal(keptDeadline(null, steps), null);
    assert.equal(keptDeadline(by, []), null);
  });
});

it('asks for the order by its key, whatever the key holds', () => {
  assert.match(orderStatusQuery("a'b"), /mpb_orderkey eq 'a''b'/);
});
