import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { choice } from '@marketplace-bridge/solution';
import type { BatchItem, Operation } from '../../dataverse/client.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import type { Judged, Observed } from './judge.ts';
import { holdPlan, standPlan, updatePlan } from './plan.ts';
import type { OrderRow } from './rows.ts';
import { exceptionRowId, exceptionStatus } from '../exceptions/rows.ts';
import { sampleMarketplace } from '../sample-marketplace.ts';

const marketplace = sampleMarketplace();
const now = new Date('2026-11-23T12:00:00Z');
const row = {
  '@odata.etag': 'W/"7"',
  mpb_orderid: 'row',
  mpb_name: 'X1-A',
  mpb_orderkey: 'key',
  mpb_place: choice.place.values.waiting,
  mpb_attempts: 2,
  mpb_seq: 4,
  mpb_verifiedon: null,
  mpb_writtenbackon: null,
} as OrderRow;
const observed: Observed = {
  row,
  reading: { ok: false, problems: [] },
  salesOrder: null,
  exceptions: [],
};
const blocking: ExceptionDraft = {
  code: 'unknown-sku',
  causeKey: 'sku:drill',
  title: 'Nobody knows DRILL',
  cause: 'Line 1 sells DRILL.',
  evidence: [],
  severity: 'blocking',
  responsible: 'operations',
  deadline: null,
  moneyAtRisk: null,
  fixes: [],
};
const advice: ExceptionDraft = { ...blocking, code: 'export-evidence', severity: 'advisory' };
const open = (draft: ExceptionDraft): Observed['exceptions'][number] => ({
  mpb_exceptionid: exceptionRowId({ recordKey: 'X1-A', marketplace }, draft),
  mpb_code: draft.code,
  mpb_causekey: draft.causeKey,
  mpb_severity: choice.severity.values[draft.severity],
  mpb_cause: draft.cause,
  statecode: 0,
  statuscode: exceptionStatus.open,
  _mpb_orderid_value: 'row',
});

const operations = (item: BatchItem): readonly Operation[] => ('changeSet' in item ? item.changeSet : [item]);
const root = (item: BatchItem) => {
  const found = operations(item).find(({ path }) => path === 'mpb_orders(row)');
  assert.ok(found, 'no write of the root row');
  assert.equal(found.ifMatch, 'W/"7"', 'the root row is fenced by its version');
  return found.body as Record<string, unknown>;
};
const paths = (item: BatchItem) =>
  operations(item).map(({ method, path }) => `${method} ${path.split('(')[0] ?? ''}`);

describe('an order that is held up', () => {
  it('gets its exceptions, its place and a line of history in one fenced change set', () => {
    const item = holdPlan(observed, [blocking, advice], marketplace, now);
    assert.deepEqual(paths(item), [
      'PATCH mpb_orders',
      'POST mpb_exceptions',
      'POST mpb_exceptions',
      'POST mpb_events',
    ]);
    const body = root(item);
    assert.equal(body.mpb_place, choice.place.values.exception);
    assert.equal(body.mpb_seq, 5);
    assert.equal(body.mpb_attempts, 0, 'something new begins the tries anew');
    assert.ok(String(body.mpb_dueon) > '2026-11-23T12:00:00Z');
  });

  it('for the same causes as before only waits longer, with one write', () => {
    const item = holdPlan({ ...observed, exceptions: [open(blocking)] }, [blocking], marketplace, now);
    assert.deepEqual(paths(item), ['PATCH mpb_orders']);
    assert.equal(root(item).mpb_attempts, 3);
    const first = holdPlan(observed, [blocking], marketplace, now);
    assert.ok(String(root(item).mpb_dueon) > String(root(first).mpb_dueon));
  });

  it('stands in the place of exceptions only because of one that blocks', () => {
    assert.equal(root(holdPlan(observed, [advice], marketplace, now)).mpb_place, choice.place.values.waiting);
  });
});

describe('an order that stands somewhere', () => {
  it('costs one write where nothing else changes', () => {
    const item = standPlan(observed, { place: 'done', reason: null, dueOn: null }, marketplace, { now });
    assert.deepEqual(paths(item), ['PATCH mpb_orders']);
    assert.deepEqual([root(item).mpb_dueon, root(item).mpb_seq], [null, undefined]);
  });

  it('has what no longer holds closed, and history says so', () => {
    const item = standPlan(
      { ...observed, exceptions: [open(blocking), open(advice)] },
      { place: 'waiting', reason: 'Goes on', dueOn: '2026-11-23T12:00:00Z' },
      marketplace,
      { now, exceptions: [advice] },
    );
    assert.deepEqual(paths(item), ['PATCH mpb_orders', 'PATCH mpb_exceptions', 'POST mpb_events']);
    assert.equal(root(item).mpb_seq, 5);
  });
});

describe('a later reading of an imported order', () => {
  const update = (exceptions: readonly ExceptionDraft[], change: Partial<OrderRow> = {}) => {
    const decision = { kind: 'update', shipTo: null, exceptions, text: 'Line 1 was cancelled' } as const;
    const judged: Judged & { decision: typeof decision } = {
      ...observed,
      row: { ...row, ...change },
      decision,
    };
    return root(updatePlan(judged, marketplace, now));
  };

  it('with a difference to decide on waits for a person, and keeps what the Sales Order reflects', () => {
    const body = update([blocking]);
    assert.equal(body.mpb_place, choice.place.values.exception);
    assert.equal(body.mpb_difference, 'Line 1 was cancelled');
    assert.equal('mpb_baseline' in body, false);
  });

  it('with nothing to decide goes on to its end, or is done where it had come there', () => {
    const settled = { mpb_verifiedon: '2026-11-23T11:00:00Z', mpb_writtenbackon: '2026-11-23T11:00:00Z' };
    assert.deepEqual(
      [update([]).mpb_place, update([], settled).mpb_place],
      [choice.place.values.waiting, choice.place.values.done],
    );
    assert.deepEqual([update([]).mpb_baseline, update([]).mpb_difference], [null, null]);
  });
});
