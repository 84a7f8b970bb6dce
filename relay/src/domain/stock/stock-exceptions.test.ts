import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSetUpCause, isSharedCause } from '../cause-key.ts';
import {
  listingPolicyInvalid,
  offerWithoutProduct,
  stockFileRefused,
  stockLineRefused,
  stockPolicyInvalid,
  stockSourceStale,
  stockUnknown,
} from './stock-exceptions.ts';

const since = '2026-03-01T11:00:00.000Z';
const everyOne = [
  stockPolicyInvalid(['One is wrong.', 'Two is wrong.']),
  stockSourceStale('fieldService', 1_800_000, since),
  stockFileRefused({ importId: '77', lines: 2, reason: 'bad header' }),
  stockUnknown('TAP-1', 'the product has no quantity on hand'),
  offerWithoutProduct('TAP-1'),
  stockLineRefused({ sku: 'TAP-1', quantity: 4, reason: 'The offer is locked' }),
  listingPolicyInvalid('TAP-1', ['One is wrong.']),
];

describe('what keeps stock from being published', () => {
  it('blocks, has no sum at risk and no deadline of an order, and says what it is', () => {
    for (const draft of everyOne) {
      assert.deepEqual([draft.severity, draft.deadline, draft.moneyAtRisk], ['blocking', null, null]);
      assert.ok(draft.evidence.length > 0 && draft.cause.length > 20, draft.code);
    }
    assert.equal(new Set(everyOne.map(({ code }) => code)).size, everyOne.length);
  });

  it('quotes the words of the marketplace', () => {
    assert.match(
      stockLineRefused({ sku: 'TAP-1', quantity: 4, reason: 'The offer is locked' }).cause,
      /quantity 4 of SKU TAP-1 .*"The offer is locked"/,
    );
    assert.match(
      stockFileRefused({ importId: null, lines: 1, reason: 'bad header' }).cause,
      /of 1 line and says: "bad header"/,
    );
  });

  it('lists every problem of a policy', () => {
    const { cause, evidence } = stockPolicyInvalid(['One is wrong.', 'Two is wrong.']);
    assert.match(cause, /One is wrong\. Two is wrong\.$/);
    assert.equal(evidence.length, 2);
  });

  it('is freed together where one deed frees it: a SKU mapping, or saving the marketplace', () => {
    assert.equal(offerWithoutProduct(' Tap-1').causeKey, 'sku:tap-1');
    assert.ok(isSharedCause('sku:tap-1') && isSetUpCause(stockPolicyInvalid(['Wrong.']).causeKey));
    for (const draft of [
      stockUnknown('A', 'none'),
      stockFileRefused({ importId: '1', lines: 1, reason: 'x' }),
    ]) {
      assert.ok(!isSharedCause(draft.causeKey), draft.causeKey);
    }
  });

  it('fits its columns, however long a SKU or a reason is', () => {
    const long = stockLineRefused({ sku: 'S'.repeat(200), quantity: 1, reason: 'r'.repeat(9_000) });
    assert.ok(long.title.length <= 400 && long.cause.length <= 4_000 && long.causeKey.length <= 200);
    const other = stockLineRefused({ sku: `${'S'.repeat(199)}T`, quantity: 1, reason: 'r' });
    assert.notEqual(long.causeKey, other.causeKey);
  });
});
