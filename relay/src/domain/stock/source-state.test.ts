import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceState } from './source-state.ts';

const now = new Date('2026-03-01T12:00:00Z');
const hour = 3_600_000;

test('a source is stale since its newest change became too old', () => {
  assert.deepEqual(sourceState('2026-03-01T10:00:00Z', hour, now), {
    kind: 'stale',
    since: '2026-03-01T11:00:00.000Z',
  });
  assert.deepEqual(sourceState('2026-03-01T11:00:00Z', hour, now), { kind: 'fresh' });
});

test('it is never stale where no age was set, nor where it has no row', () => {
  assert.deepEqual(sourceState('2020-01-01T00:00:00Z', null, now), { kind: 'fresh' });
  assert.deepEqual(sourceState(null, hour, now), { kind: 'fresh' });
});
