import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageOf } from './age.ts';

describe('how long ago something was', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const before = (ms: number) => ageOf(new Date(now.getTime() - ms).toISOString(), now);
  const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

  it('is told in the one unit that says enough', () => {
    assert.deepEqual(before(9 * second), { unit: 'Now', count: 0 });
    assert.deepEqual(before(59 * second), { unit: 'Second', count: 50 });
    assert.deepEqual(before(minute), { unit: 'Minute', count: 1 });
    assert.deepEqual(before(59 * minute), { unit: 'Minute', count: 59 });
    assert.deepEqual(before(47 * hour), { unit: 'Hour', count: 47 });
    assert.deepEqual(before(2 * day), { unit: 'Day', count: 2 });
  });

  it('is now for what a clock ahead of ours has written', () => {
    assert.deepEqual(before(-5 * minute), { unit: 'Now', count: 0 });
  });
});
