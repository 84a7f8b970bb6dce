import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { severities } from '../../shared/choice-values.ts';
import { knownRoles } from './known-roles.ts';
import { closedExceptions, openExceptions } from './open-exception.ts';
import { causeRow, exceptionRow, orderRow } from './samples.ts';

const around = {
  roles: knownRoles(['fd6d6305-b485-5a99-bbce-713110c729f1']),
  offline: false,
  now: Date.parse('2026-11-24T12:00:00Z'),
  waiting: new Set<string>(),
};

describe('the exceptions of an order', () => {
  it('say what is wrong, who owns it, by when, what is at risk and whom else it holds up', () => {
    const [exception, ...others] = openExceptions(orderRow([exceptionRow()]), around);
    assert.deepEqual(others, []);
    assert.equal(exception?.title, 'No product for the SKU: DRILL-18V-NEW');
    assert.equal(exception.owner, 'B&Q Operations');
    assert.equal(exception.responsible, 'operations');
    assert.deepEqual([exception.left?.late, exception.left?.ms], [false, 3.5 * 3_600_000]);
    assert.equal(exception.moneyAtRisk, '£129.50');
    assert.equal(exception.others, 36, 'this record is not another one');
    assert.deepEqual(
      exception.buttons.map(({ kind }) => kind),
      ['map-sku', 'retry'],
    );
  });

  it('stand in the order in which they press: blocking, then the nearest deadline', () => {
    const rows = [
      exceptionRow({
        mpb_exceptionid: 'note',
        mpb_severity: severities.advisory,
        mpb_deadline: '2020-01-01T00:00:00Z',
      }),
      exceptionRow({ mpb_exceptionid: 'later', mpb_deadline: '2026-12-01T00:00:00Z' }),
      exceptionRow({ mpb_exceptionid: 'no deadline', mpb_deadline: null }),
      exceptionRow({ mpb_exceptionid: 'sooner', mpb_deadline: '2026-11-25T00:00:00Z' }),
    ];
    assert.deepEqual(
      openExceptions(orderRow(rows), around).map(({ id }) => id),
      ['sooner', 'later', 'no deadline', 'note'],
    );
  });

  it('are read from a row with hardly anything in it', () => {
    const bare = exceptionRow({
      mpb_name: null,
      mpb_cause: null,
      mpb_evidence: null,
      mpb_fixes: null,
      mpb_severity: null,
      mpb_responsible: null,
      mpb_causekey: null,
      mpb_causeid: null,
      mpb_deadline: null,
      mpb_moneyatrisk: null,
    });
    const [exception] = openExceptions(orderRow([bare]), around);
    assert.equal(exception?.title, 'unknown-sku');
    assert.equal(exception.blocking, true, 'what is not known to be a note holds the order up');
    assert.deepEqual([exception.evidence, exception.buttons], [[], []]);
    assert.deepEqual([exception.left, exception.moneyAtRisk, exception.others], [null, null, 0]);
  });

  it('count nobody else where the cause was not counted yet', () => {
    const row = exceptionRow({ mpb_causeid: causeRow({ mpb_open: 0 }) });
    assert.equal(openExceptions(orderRow([row]), around)[0]?.others, 0);
  });

  it('are history once they are closed, latest first', () => {
    const closed = (id: string, on: string) =>
      exceptionRow({ mpb_exceptionid: id, statecode: 1, mpb_closedon: on, mpb_outcome: 'Cleared' });
    const order = orderRow([
      closed('first', '2026-11-20T00:00:00Z'),
      exceptionRow(),
      closed('last', '2026-11-22T00:00:00Z'),
    ]);
    assert.equal(openExceptions(order, around).length, 1);
    assert.deepEqual(
      closedExceptions(order).map(({ id }) => id),
      ['last', 'first'],
    );
  });
});
