import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LookAgain } from './look-again.ts';

describe('a listing that has to be looked at later', () => {
  it('comes up once when its time has come, and not if it was taken back', () => {
    const again = new LookAgain();
    again.set('a', '2026-11-23T12:00:00.000Z');
    again.set('b', '2026-11-23T12:00:00.000Z');
    again.set('b', null);
    again.set('c', '2026-11-23T13:00:00.000Z');
    assert.deepEqual(again.take(new Date('2026-11-23T11:59:59Z')), []);
    assert.deepEqual(again.take(new Date('2026-11-23T12:00:00Z')), [['a', '2026-11-23T12:00:00.000Z']]);
    assert.deepEqual(again.take(new Date('2026-11-23T12:30:00Z')), []);
  });
});
