import assert from 'node:assert/strict';
import { it } from 'node:test';
import { baselineAfter } from './baseline.ts';

const body = (lines: number, ship: string, bill: string) => ({
  order_id: 'A-1',
  total_price: lines,
  customer: { customer_id: 'C', billing_address: { street_1: bill }, shipping_address: { street_1: ship } },
});
const was = JSON.stringify(body(2, 'Old', 'Old'));
const is = JSON.stringify(body(1, 'New', 'New'));
const after = (part: Parameters<typeof baselineAfter>[0], observation = is) =>
  JSON.parse(baselineAfter(part, { baseline: was, observation }) ?? 'null') as unknown;

it('each part that was applied is taken from the new reading, and only that', () => {
  assert.deepEqual(after('lines'), body(1, 'Old', 'Old'));
  assert.deepEqual(after('delivery-address'), body(2, 'New', 'Old'));
  assert.deepEqual(after('billing-address'), body(2, 'Old', 'New'));
  assert.deepEqual(after('computed-totals'), body(2, 'Old', 'Old'));
});

it('what then equals the new reading needs no baseline, and what had none keeps none', () => {
  assert.equal(after('lines', JSON.stringify(body(1, 'Old', 'Old'))), null);
  assert.equal(baselineAfter('delivery-address', { baseline: null, observation: is }), null);
});

it('numbers that a double may not hold keep all their digits', () => {
  const exact = '{"order_id":"A-1","total_price":12345678901234567.89,"customer":{}}';
  const kept = baselineAfter('computed-totals', { baseline: exact, observation: is });
  assert.match(kept ?? '', /12345678901234567\.89/);
});
