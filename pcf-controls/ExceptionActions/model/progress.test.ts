import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionKinds, outcomes } from '../../shared/choice-values.ts';
import { history } from './history.ts';
import { isUnderWay, resumed, underWay, withoutProgress, withProgress } from './progress.ts';
import type { AllProgress, Memory, Progress } from './progress.ts';
import type { ExceptionRow, OrderRow } from './rows.ts';
import { actionRow, causeRow, exceptionRow, orderRow } from './samples.ts';

const exception = exceptionRow();
const id = exception.mpb_exceptionid;
const waiting = actionRow({ mpb_actionid: 'a', mpb_outcome: null, mpb_outcometext: null });
const asked: Progress = {
  stage: 'asked',
  exceptionId: id,
  title: 'x',
  fix: 'dismiss',
  actionId: 'own',
  since: 0,
};

describe('the history of an order', () => {
  it('says who asked for what, why and what became of it, latest first', () => {
    const order = orderRow(
      [exception],
      [
        actionRow({ mpb_actionid: 'first', createdon: '2026-11-24T10:00:00Z' }),
        actionRow({
          mpb_actionid: 'second',
          createdon: '2026-11-24T11:00:00Z',
          mpb_kind: actionKinds.dismiss,
          mpb_reason: 'Agreed by telephone',
          mpb_outcome: outcomes.refused,
          mpb_outcometext: 'Only Finance may do this.',
        }),
      ],
    );
    const [second, first] = history(order);
    assert.equal(first?.id, 'first');
    assert.deepEqual(second, {
      id: 'second',
      exceptionId: id,
      exceptionTitle: exception.mpb_name,
      kind: 'dismiss',
      person: 'Olivia Operations',
      on: '2026-11-24T11:00:00Z',
      reason: 'Agreed by telephone',
      outcome: 'refused',
      answer: 'Only Finance may do this.',
    });
  });

  it('tells an outcome that this version does not know by its words', () => {
    const unknown = actionRow({ mpb_outcome: 999 as never, mpb_outcometext: 'Postponed.' });
    const [past] = history(orderRow([exception], [unknown]));
    assert.deepEqual([past?.outcome, past?.answer], ['failed', 'Postponed.']);
  });
});

describe('what is under way', () => {
  const now = Date.parse('2026-11-24T12:02:00Z');
  const none: Memory = new Map();
  const found = (order: OrderRow, all: AllProgress = new Map(), at: number | null = now) =>
    resumed(all, order, none, at).get(id);

  it('is found again in the history when the form is opened later', () => {
    const all = resumed(new Map(), orderRow([exception], [waiting]), none, now);
    assert.equal(all.get(id)?.stage, 'asked');
    assert.deepEqual([...underWay(all)], [id]);
  });

  it('is not taken from the history over what this form does itself', () => {
    assert.equal(found(orderRow([exception], [waiting]), withProgress(new Map(), asked)), asked);
  });

  it('is nothing for exceptions that are closed, or requests that were answered', () => {
    assert.equal(found(orderRow([exceptionRow({ statecode: 1 })], [waiting])), undefined);
    assert.equal(found(orderRow([exception], [actionRow()])), undefined);
  });

  it('is a cause that was fixed a moment ago and still holds others up, with its count', () => {
    const fixed = { mpb_fixedon: '2026-11-24T12:00:30Z', mpb_held: 37, mpb_open: 12 };
    const order = (change: Parameters<typeof causeRow>[0], more: Partial<ExceptionRow> = {}) =>
      orderRow([exceptionRow({ mpb_causeid: causeRow({ ...fixed, ...change }), ...more })]);
    const progress = found(order({}));
    assert.ok(progress?.stage === 'replaying');
    assert.deepEqual([progress.clearing.cleared, progress.clearing.held], [25, 37]);
    assert.equal(found(order({ mpb_open: 0 })), undefined, 'nothing is left');
    assert.equal(found(order({ mpb_fixedon: '2026-11-24T11:00:00Z' })), undefined, 'long ago');
    assert.equal(
      found(order({}, { mpb_openedon: '2026-11-24T12:01:00Z' })),
      undefined,
      'before it was raised',
    );
    assert.equal(found(order({}), new Map(), null), undefined, 'seen already');
  });

  it('ends with an answer', () => {
    assert.equal(isUnderWay(asked), true);
    const answered: Progress = {
      exceptionId: id,
      title: 'x',
      fix: 'retry',
      stage: 'answered',
      outcome: 'done',
      answer: null,
    };
    assert.equal(isUnderWay(answered), false);
    assert.equal(withoutProgress(withProgress(new Map(), answered), id).size, 0);
  });
});
