import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SeenOrders } from './seen-orders.ts';
import type { Observation } from './observation.ts';

const seenAs = (key: string, bodyHash: string) => ({ key, bodyHash }) as Observation;

it('a body is unchanged when it is the last one noted of its order', () => {
  const seen = new SeenOrders();
  assert.equal(seen.unchanged(seenAs('A', '1')), false);
  seen.note(seenAs('A', '1'));
  assert.equal(seen.unchanged(seenAs('A', '1')), true);
  assert.equal(seen.unchanged(seenAs('A', '2')), false);
  seen.note(seenAs('A', '2'));
  assert.equal(seen.unchanged(seenAs('A', '1')), false);
});

it('memory is bounded: of more than 20,000 orders the one noted longest ago is forgotten', () => {
  const seen = new SeenOrders();
  for (let number = 0; number < 20_000; number++) seen.note(seenAs(`A${number}`, '1'));
  seen.note(seenAs('A0', '1'));
  seen.note(seenAs('B', '1'));
  assert.equal(seen.unchanged(seenAs('A0', '1')), true, 'it was noted again');
  assert.equal(seen.unchanged(seenAs('A1', '1')), false);
  assert.equal(seen.unchanged(seenAs('A2', '1')), true);
});

it('what is forgotten is read again', () => {
  const seen = new SeenOrders();
  seen.note(seenAs('A', '1'));
  seen.forget();
  assert.equal(seen.unchanged(seenAs('A', '1')), false);
});
