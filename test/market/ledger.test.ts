import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ledger } from './ledger.ts';

const second = 1000;

void test('what is shown and not there any more counts for as long as it is shown', () => {
  const ledger = new Ledger();
  ledger.begin('A', { onHand: 10, open: 0, shown: 10 }, 0);
  ledger.move('A', 5 * second, { onHand: -2 });
  ledger.move('A', 35 * second, { shown: 8 });
  assert.deepEqual(ledger.areas(100 * second), { oversold: 60, undersold: 0 });
});

void test('a sale on the marketplace lowers both at once and counts for nothing', () => {
  const ledger = new Ledger();
  ledger.begin('A', { onHand: 10, open: 0, shown: 10 }, 0);
  ledger.move('A', 5 * second, { open: 1, shown: 9 });
  ledger.move('A', 50 * second, { open: -1, onHand: -1 });
  assert.deepEqual(ledger.areas(100 * second), { oversold: 0, undersold: 0 });
  assert.equal(ledger.left('A'), 9);
});

void test('what is kept back counts as undersold, and nothing is left below nothing', () => {
  const ledger = new Ledger();
  ledger.begin('A', { onHand: 10, open: 0, shown: 7 }, 0);
  ledger.begin('B', { onHand: 1, open: 3, shown: 1 }, 0);
  assert.deepEqual(ledger.areas(10 * second), { oversold: 10, undersold: 30 });
});
