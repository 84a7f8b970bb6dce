import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { timeLeft } from './time-left.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

describe('the time left until a deadline', () => {
  it('is the time since then when it is over', () => {
    assert.deepEqual(timeLeft('2026-11-24T12:00:01Z', now), { late: false, ms: 1_000, pressing: 'soon' });
    assert.deepEqual(timeLeft('2026-11-24T11:59:59Z', now), { late: true, ms: 1_000, pressing: 'late' });
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
