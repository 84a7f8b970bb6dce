import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quantityOf } from './quantity.ts';
import { noteOutflow, unitsADay } from './velocity.ts';
import type { Velocity } from './velocity.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const start = Date.parse('2026-03-01T00:00:00Z');
const at = (hours: number) => new Date(start + hours * 3_600_000);

test('an even flow is stated right from the first day on', () => {
  let velocity: Velocity = noteOutflow(null, quantityOf(0), at(0));
  for (let hour = 1; hour <= 24 * 60; hour += 1) {
    velocity = noteOutflow(velocity, quantityOf(0.5), at(hour));
    if (hour >= 24) assert.ok(Math.abs(unitsADay(velocity, at(hour)) - 12) < 0.25, `hour ${hour}`);
  }
});

test('what was sold three days ago counts half', () => {
  const long = { raw: 0, on: at(0).toISOString(), since: at(-24 * 365).toISOString() };
  const sold = noteOutflow(long, quantityOf(8), at(0));
  const then = unitsADay(sold, at(0));
  assert.ok(Math.abs(unitsADay(sold, at(72)) - then / 2) < 1e-9);
});

test('the first sale counts as one an hour at most, and nothing ever sold is none a day', () => {
  const first = noteOutflow(null, quantityOf(1), at(0));
  assert.ok(unitsADay(first, at(0)) <= 24.2);
  assert.deepEqual(
    [unitsADay(null, at(0)), unitsADay(noteOutflow(null, quantityOf(0), at(0)), at(5))],
    [0, 0],
  );
});

test('only the moments of sales count, not how often somebody looked', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ hours: fc.integer({ min: 0, max: 2_000 }), units: fc.integer({ min: 0, max: 50 }) }),
      ),
      (looks) => {
        const inTime = [...looks].sort((a, b) => a.hours - b.hours);
        const all = inTime.reduce<Velocity>(
          (velocity, { hours, units }) => noteOutflow(velocity, quantityOf(units), at(hours)),
          noteOutflow(null, quantityOf(0), at(0)),
        );
        const some = inTime
          .filter(({ units }) => units > 0)
          .reduce<Velocity>(
            (velocity, { hours, units }) => noteOutflow(velocity, quantityOf(units), at(hours)),
            noteOutflow(null, quantityOf(0), at(0)),
          );
        const [one, other] = [unitsADay(all, at(2_001)), unitsADay(some, at(2_001))];
        assert.ok(Math.abs(one - other) <= 1e-9 * Math.max(1, one));
      },
    ),
  );
});

test('a clock that runs behind neither raises nor turns anything back', () => {
  const sold = noteOutflow(null, quantityOf(3), at(10));
  const behind = noteOutflow(sold, quantityOf(1), at(9));
  assert.equal(behind.on, sold.on);
  assert.ok(unitsADay(behind, at(9)) >= unitsADay(sold, at(9)));
  // What came in is no sale.
  assert.deepEqual(noteOutflow(sold, quantityOf(-5), at(10)), sold);
});
