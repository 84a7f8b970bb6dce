import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ago,
  censusInWords,
  codeInWords,
  countdown,
  fileInWords,
  identity,
  listingIdentity,
  money,
  polyline,
  shares,
  urgency,
} from './client/words.ts';
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
      shares({ seen: 4, done: 2, waiting: 1, exception: 1 }, 'orders'),
      'Done 50 %, waiting 25 %, exception 25 %',
    );
    assert.equal(shares({ seen: 0, done: 0, waiting: 0, exception: 0 }, 'listings'), 'No listings yet');
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

describe('the words about stock', () => {
  it('count down to the next file, and say when it waits for a change only', () => {
    assert.equal(countdown('2026-11-02T12:00:22.500Z', now), 'in 23 s');
    assert.equal(countdown('2026-11-02T11:59:00Z', now), 'as soon as something changes');
    assert.equal(countdown(null, now), '\u2013');
  });

  it('tell of a file and a census what there is to tell', () => {
    const file = { sentOn: now, answeredOn: now, lines: 1, refused: 0, state: 'Done' };
    assert.equal(fileInWords(file), '1 line: done');
    assert.equal(fileInWords({ ...file, lines: 1200, refused: 2 }), '1,200 lines, 2 refused: done');
    const census = { finishedOn: now, scope: 'Everything', offers: 243, agreed: 243, found: [] };
    assert.equal(censusInWords(census), '243 of 243 offers agreed');
    const found = [
      { name: 'changed there', count: 2 },
      { name: 'never sent', count: 1 },
    ];
    assert.equal(
      censusInWords({ ...census, agreed: 240, found }),
      '240 of 243 offers agreed; 2 changed there, 1 never sent',
    );
  });

  it('say where every listing is, and when one is nowhere', () => {
    const counts = { seen: 5, done: 3, waiting: 1, exception: 1 };
    assert.equal(listingIdentity(counts).text, '5 listings = 3 done + 1 waiting + 1 exception.');
    assert.equal(listingIdentity({ ...counts, seen: 6 }).holds, 'no');
    assert.match(listingIdentity({ seen: 0, done: 0, waiting: 0, exception: 0 }).text, /first census/);
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
