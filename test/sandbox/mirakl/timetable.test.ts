import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Timetable } from './timetable.ts';

void test('whatever is planned runs once, by moment and then by the order of planning, and not before its time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(60), (moments, until) => {
      const timetable = new Timetable();
      const ran: [number, number][] = [];
      moments.forEach((at, turn) => {
        timetable.at(at, () => ran.push([at, turn]));
      });
      timetable.runUntil(until);
      const due = moments.map((at, turn): [number, number] => [at, turn]).filter(([at]) => at <= until);
      assert.deepEqual(
        ran,
        due.sort((a, b) => a[0] - b[0] || a[1] - b[1]),
      );
    }),
    { seed: 20_261_102 },
  );
});

void test('what an entry plans itself runs in the same look when it is due', () => {
  const timetable = new Timetable();
  const ran: number[] = [];
  timetable.at(1, () => {
    ran.push(1);
    timetable.at(2, () => ran.push(2));
    timetable.at(9, () => ran.push(9));
  });
  timetable.runUntil(5);
  assert.deepEqual(ran, [1, 2]);
});
