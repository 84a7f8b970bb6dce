import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { timeLeft } from './time-left.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

describe('the time left until a deadline', () => {
  it('is told in the two largest units', () => {
    for (const [moment, unit, days, hours, minutes] of [
      ['2026-11-26T15:20:00Z', 'days', 2, 3, 20],
      ['2026-11-24T15:20:00Z', 'hours', 0, 3, 20],
      ['2026-11-24T12:20:00Z', 'minutes', 0, 0, 20],
    ] as const) {
      const left = timeLeft(moment, now);
      assert.deepEqual(
        [left?.unit, left?.days, left?.hours, left?.minutes],
        [unit, days, hours, minutes],
        moment,
      );
    }
  });

  it('presses when it is late or soon', () => {
    assert.deepEqual(
      ['2026-11-24T11:59:59Z', '2026-11-24T15:59:00Z', '2026-11-24T16:00:00Z'].map(
        (moment) => timeLeft(moment, now)?.pressing,
      ),
      ['late', 'soon', 'later'],
    );
  });

  it('is nothing where nothing is due', () => {
    assert.equal(timeLeft(null, now), null);
    assert.equal(timeLeft('tomorrow', now), null);
  });
});
