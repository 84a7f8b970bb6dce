import assert from 'node:assert/strict';
import { it } from 'node:test';
import { choice } from '@marketplace-bridge/solution';
import { answerOf } from './retry.ts';

const row = (
  place: keyof typeof choice.place.values,
  number: string | null,
  reason: string | null = null,
) => ({
  mpb_orderid: 'row',
  mpb_place: choice.place.values[place],
  mpb_reason: reason,
  mpb_salesorderid: number === null ? null : { ordernumber: number },
});

it('says what came of looking again, in the words of the row', () => {
  assert.deepEqual(answerOf(row('done', 'ORD-1')), { outcome: 'done', text: 'Imported as ORD-1.' });
  assert.deepEqual(answerOf(row('waiting', 'ORD-1', 'to be written back')).text, 'Imported as ORD-1.');
  assert.deepEqual(answerOf(row('waiting', null, 'not paid yet')).text, 'Waiting: not paid yet');
  assert.deepEqual(answerOf(row('exception', null, 'Unknown SKU: X')).text, 'Still held up: Unknown SKU: X');
  assert.deepEqual(
    answerOf(row('exception', 'ORD-1', 'Cancelled')).text,
    'Imported as ORD-1. Still held up: Cancelled',
  );
  assert.deepEqual(
    answerOf(row('done', null, 'Cancelled before it was paid')).text,
    'Cancelled before it was paid',
  );
  assert.equal(answerOf(undefined).outcome, 'refused');
});
