import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isQuiet, nextQuiet } from './quiet-hours.ts';
import type { QuietHours } from './policy.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const london = (from: number, to: number): QuietHours => ({ from, to, timeZone: 'Europe/London' });
const next = (hours: QuietHours, now: string) => nextQuiet(hours, new Date(now)).toISOString();

test('quiet hours go by the clock on the wall, in summer too', () => {
  const hours = london(120, 300);
  assert.ok(isQuiet(hours, new Date('2026-01-10T02:00:00Z')));
  assert.ok(!isQuiet(hours, new Date('2026-01-10T05:00:00Z')));
  assert.ok(isQuiet(hours, new Date('2026-07-10T01:00:00Z')));
  assert.ok(!isQuiet(hours, new Date('2026-07-10T04:00:00Z')));
  assert.equal(next(hours, '2026-07-10T12:00:30Z'), '2026-07-11T01:00:00.000Z');
});

test('they may go past midnight', () => {
  const hours = london(23 * 60, 60);
  assert.ok(
    isQuiet(hours, new Date('2026-01-10T23:30:00Z')) && isQuiet(hours, new Date('2026-01-10T00:59:59Z')),
  );
  assert.ok(!isQuiet(hours, new Date('2026-01-10T01:00:00Z')));
});

test('where it is quiet already, next is now', () => {
  assert.equal(next(london(120, 300), '2026-01-10T03:12:34.567Z'), '2026-01-10T03:12:34.567Z');
});

test('an hour that does not exist is left out', () => {
  // Clocks go from 01:00 to 02:00 on 29 March.
  assert.equal(next(london(90, 300), '2026-03-28T22:00:00Z'), '2026-03-29T01:00:00.000Z');
  assert.equal(next(london(150, 165), '2026-03-28T22:00:00Z'), '2026-03-29T01:30:00.000Z');
  assert.equal(next(london(70, 110), '2026-03-28T22:00:00Z'), '2026-03-30T00:10:00.000Z');
  // And back from 02:00 to 01:00 on 25 October.
  assert.equal(next(london(180, 300), '2026-10-24T22:00:00Z'), '2026-10-25T03:00:00.000Z');
});

test('the next quiet minute is the first one, at any time and place', () => {
  const minute = 60_000;
  const moments = fc.constantFrom(
    '2026-03-27T21:13:00Z',
    '2026-03-28T23:59:00Z',
    '2026-03-29T00:40:00Z',
    '2026-10-24T22:07:00Z',
    '2026-10-25T00:30:00Z',
    '2026-06-01T12:00:00Z',
    '2026-04-04T13:00:00Z',
  );
  const zones = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata');
  const minutes = fc.integer({ min: 0, max: 1_439 });
  fc.assert(
    fc.property(moments, zones, minutes, minutes, (moment, timeZone, from, to) => {
      fc.pre(from !== to);
      const hours = { from, to, timeZone };
      let at = Date.parse(moment);
      while (!isQuiet(hours, new Date(at))) at += minute;
      assert.equal(next(hours, moment), new Date(at).toISOString());
    }),
    { numRuns: 60 },
  );
});
