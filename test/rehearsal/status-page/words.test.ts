import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ago, codeInWords, identity, money, polyline, shares, urgency } from './client/words.ts';
import { runningTotal } from './running-total.ts';

const now = '2026-11-02T12:00:00Z';

describe('the words of the status page', () => {
  it('work the identity out, and say when it fails', () => {
    const counts = { seen: 1240, done: 1200, waiting: 30, exception: 10 };
    assert.deepEqual(identity({ counts, unseen: 0 }), {
      holds: 'yes',
      text: '1,240 seen = 1,200 done + 30 waiting + 10 exception. Every order is in exactly one place.',
    });
    assert.equal(identity({ counts: { ...counts, seen: 1245 }, unseen: 5 }).holds, 'catching-up');
    assert.deepEqual(identity({ counts: { ...counts, seen: 1245 }, unseen: 4 }), {
      holds: 'no',
      text: '1,245 seen is not 1,200 done + 30 waiting + 10 exception: the difference is 5.',
    });
  });

  it('give the picture of the counts as text', () => {
    assert.equal(
      shares({ counts: { seen: 4, done: 2, waiting: 1, exception: 1 } }),
      'Done 50 %, waiting 25 %, exception 25 %',
    );
    assert.equal(shares({ counts: { seen: 0, done: 0, waiting: 0, exception: 0 } }), 'No orders yet');
  });

  it('tell how urgent a deadline is', () => {
    assert.equal(urgency('2026-11-02T12:45:00Z', now), 'act within 45 min');
    assert.equal(urgency('2026-11-02T09:00:00Z', now), 'overdue by 3 h');
    assert.equal(urgency('2026-10-30T12:00:00Z', now), 'overdue by 3 days');
    assert.equal(ago('2026-11-02T11:59:30Z', now), 'just now');
    assert.equal(ago('2026-11-02T11:50:00Z', now), '10 min ago');
  });

  it('show money with its currency, and codes as people read them', () => {
    assert.equal(money({ value: 1234.5, currency: 'GBP' }), '£1,234.50');
    assert.equal(money(null), '\u2013');
    assert.equal(codeInWords('wrong-vat'), 'Wrong VAT');
  });
});

describe('the chart of proved Sales Orders', () => {
  it('counts what had happened by each step', () => {
    assert.deepEqual(runningTotal([], 100, 5), []);
    assert.deepEqual(runningTotal([0, 10, 20, 100], 100, 5), [1, 3, 3, 3, 4]);
  });

  it('never falls and ends with all of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }),
        fc.integer({ min: 0, max: 2000 }),
        (times, end) => {
          const totals = runningTotal(times, end, 60);
          assert.equal(totals.at(-1), times.length);
          assert.deepEqual(
            totals,
            totals.toSorted((a, b) => a - b),
          );
        },
      ),
    );
  });

  it('stays inside its box', () => {
    assert.equal(polyline([0, 5, 10], { width: 100, height: 50 }), '0,50 50,25 100,0');
  });
});
