import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dataverseTime, plus } from './time.ts';

it('times for Dataverse are whole seconds of UTC, cut and never rounded up', () => {
  assert.equal(dataverseTime('2026-11-23T12:00:00.999Z'), '2026-11-23T12:00:00Z');
  assert.equal(dataverseTime(new Date('2026-06-01T01:00:00+01:00')), '2026-06-01T00:00:00Z');
});

it('time is added in milliseconds', () => {
  assert.equal(plus(new Date('2026-12-31T23:59:59.500Z'), 500).toISOString(), '2027-01-01T00:00:00.000Z');
});
