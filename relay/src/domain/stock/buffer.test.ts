import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bufferMoves, bufferOf } from './buffer.ts';
import { quantityOf } from './quantity.ts';

const facts = { available: quantityOf(30), velocity: 4, latencyMs: 43_200_000 };

test('each rule keeps back what it says', () => {
  assert.equal(bufferOf(null, facts), 0);
  assert.equal(bufferOf({ kind: 'constant', units: quantityOf(2.5) }, facts), quantityOf(2.5));
  assert.equal(bufferOf({ kind: 'percent', percent: 5 }, facts), quantityOf(1.5));
  assert.equal(bufferOf({ kind: 'daysOfCover', days: 0.6 }, facts), quantityOf(3));
  // Two on average in half a day; at most five with 98.3 % certainty, at most six with 99.5 %.
  assert.equal(bufferOf({ kind: 'velocity', quantile: 0.98 }, facts), quantityOf(5));
  assert.equal(bufferOf({ kind: 'velocity', quantile: 0.99 }, facts), quantityOf(6));
});

test('what is computed to a hair above whole units is whole', () => {
  assert.equal(bufferOf({ kind: 'daysOfCover', days: 3 }, { ...facts, velocity: 0.1 + 0.2 }), quantityOf(1));
  assert.equal(bufferOf({ kind: 'daysOfCover', days: 10 }, { ...facts, velocity: 0.1 + 0.2 }), quantityOf(3));
});

test('rules that follow sales move by themselves', () => {
  assert.deepEqual(
    [
      bufferMoves(null),
      bufferMoves({ kind: 'constant', units: quantityOf(1) }),
      bufferMoves({ kind: 'percent', percent: 1 }),
      bufferMoves({ kind: 'daysOfCover', days: 1 }),
      bufferMoves({ kind: 'velocity', quantile: 0.9 }),
    ],
    [false, false, false, true, true],
  );
});
