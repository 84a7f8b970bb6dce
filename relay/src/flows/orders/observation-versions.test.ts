import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleOrder } from '../../mirakl/sample-order.ts';
import { observe } from './observation.ts';

const observed = (change: object = {}) => {
  const value = { ...sampleOrder(), ...change };
  return observe({ orderId: value.order_id as string, json: JSON.stringify(value), value });
};

describe('an observation', () => {
  it('is the same body when only our own write-back and its time differ', () => {
    const echo = observed({
      references: { order_reference_for_seller: 'ORD-1' },
      last_updated_date: '2026-11-02T10:05:00Z',
    });
    assert.equal(echo.bodyHash, observed().bodyHash);
    assert.notEqual(echo.sourceVersion, observed().sourceVersion);
  });

  it('is another body when anything else differs', () => {
    for (const change of [
      { has_incident: true },
      { order_state: 'SHIPPED' },
      { shipping_type_label: 'Express' },
    ])
      assert.notEqual(observed(change).bodyHash, observed().bodyHash, JSON.stringify(change));
  });

  it('without an id is known by its body, so that it is kept once', () => {
    const nameless = { order_state: 'SHIPPING' };
    const read = () => observe({ orderId: null, json: JSON.stringify(nameless), value: nameless });
    assert.match(read().key, /^unreadable:[0-9a-f]{32}$/);
    assert.equal(read().key, read().key);
    assert.equal(read().reading.ok, false);
    assert.ok(read().sourceVersion.startsWith('1970-01-01T00:00:00.000Z|'));
  });
});
