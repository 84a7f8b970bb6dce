import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionKinds } from '../../shared/choice-values.ts';
import { outcomes } from './choice-values.ts';
import { history } from './history.ts';
import { isUnderWay, resumed, underWay, withoutProgress, withProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { actionRow, exceptionRow, orderRow } from './samples.ts';

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
  it('is found again in the history when the form is opened later', () => {
    const found = resumed(new Map(), history(orderRow([exception], [waiting])), new Set([id]));
    const progress = found.get(id);
    assert.equal(progress?.stage, 'asked');
    assert.deepEqual([...underWay(found)], [id]);
  });

  it('is not taken from the history over what this form does itself', () => {
    const own = withProgress(new Map(), asked);
    assert.equal(resumed(own, history(orderRow([exception], [waiting])), new Set([id])).get(id), asked);
  });

  it('is nothing for exceptions that are closed, or requests that were answered', () => {
    assert.equal(resumed(new Map(), history(orderRow([exception], [waiting])), new Set()).size, 0);
    assert.equal(resumed(new Map(), history(orderRow([exception], [actionRow()])), new Set([id])).size, 0);
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
