/** Stories of orders on their way to a Sales Order; anchors.md 2.1, 2.2 and 8 name the peers that got them wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeKeyOfMapping } from '../cause-key.ts';
import { decideOrder } from './decide-order.ts';
import { address, codes, draftOf, facts, line, only, order, vat, withProduct } from './given.test.ts';

test('an order that is not paid waits, however long it exists (sdk-php-shop #36)', () => {
  for (const state of ['STAGING', 'WAITING_DEBIT', 'WAITING_DEBIT_PAYMENT']) {
    const decision = decideOrder(facts({ order: { state, debitedAt: null, billingAddress: null } }));
    assert.equal(decision.kind === 'wait' && decision.reason, 'not-cleared', state);
    assert.ok(decision.kind === 'wait' && decision.until > '2026-03-01T10:06:00Z');
  }
});

test('every state from SHIPPING on is cleared', () => {
  for (const state of ['SHIPPING', 'SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED']) {
    assert.equal(decideOrder(facts({ order: { state } })).kind, 'import', state);
  }
});

test('an order to be accepted is accepted whole where policy says so, and waits for a person where not', () => {
  const lines = [line(), line({ id: 'A-1-2', index: 2 })];
  const waiting = { state: 'WAITING_ACCEPTANCE', lines };
  const accepted = decideOrder(facts({ order: waiting, marketplace: { acceptOrders: true } }));
  assert.deepEqual(accepted, { kind: 'accept', lineIds: ['A-1-1', 'A-1-2'] });
  const left = decideOrder(facts({ order: waiting }));
  assert.equal(left.kind === 'wait' && left.reason, 'acceptance');
});

test('nothing is accepted by an environment that the marketplace is not armed for', () => {
  const hold = { code: 'not-armed', text: 'Armed for another environment.' };
  const decision = decideOrder(
    facts({ order: { state: 'WAITING_ACCEPTANCE' }, marketplace: { acceptOrders: true, hold } }),
  );
  const { responsible, cause } = only(decision);
  assert.deepEqual(
    [codes(decision), responsible, cause],
    [['not-armed'], 'admin', 'Armed for another environment.'],
  );
});

test('a hold that the catalogue does not know is a wrong setting', () => {
  const decision = decideOrder(facts({ marketplace: { hold: { code: 'moon-phase', text: 'Full moon.' } } }));
  assert.deepEqual(codes(decision), ['wrong-organisation-settings']);
});

test('an order that was cancelled, refused or lost all its lines before import is over', () => {
  assert.equal(decideOrder(facts({ order: { state: 'CANCELED' } })).kind, 'done');
  assert.equal(decideOrder(facts({ order: { state: 'REFUSED' } })).kind, 'done');
  assert.equal(decideOrder(facts({ order: { lines: [line({ state: 'CANCELED' })] } })).kind, 'done');
});

test('a state that came after us waits and tells an administrator', () => {
  const decision = decideOrder(facts({ order: { state: 'IN_ORBIT' } }));
  assert.equal(decision.kind === 'wait' && decision.reason, 'unknown-state');
  assert.deepEqual(codes(decision), ['unknown-state']);
});

test('a cancelled line is left out, and the rest is imported (stripe-mirakl-connector #51)', () => {
  const gone = line({ id: 'A-1-2', index: 2, state: 'CANCELED', quantity: 0, unitPrice: 500, price: 0 });
  const { lines, gross } = draftOf(decideOrder(facts({ order: { lines: [line(), gone] } })));
  assert.deepEqual([lines.map(({ lineId }) => lineId), gross], [['A-1-1'], 2499]);
});

test('a refused line is left out like a cancelled one', () => {
  const lines = [line(), line({ id: 'A-1-2', index: 2, state: 'REFUSED' })];
  assert.equal(draftOf(decideOrder(facts({ order: { lines } }))).gross, 2499);
});

test('a cancelled line that still shows its price, while the order total does not, is left out too', () => {
  const lines = [line(), line({ id: 'A-1-2', index: 2, state: 'CANCELED' })];
  const decision = decideOrder(facts({ order: { lines, price: 2499, total: 2499 } }));
  assert.equal(draftOf(decision).gross, 2499);
});

test('an address that has not arrived is waited for, and is an exception after a day', () => {
  const empty = { ...address, street1: ' ' };
  for (const shippingAddress of [null, empty]) {
    const decision = decideOrder(facts({ order: { shippingAddress } }));
    assert.equal(decision.kind === 'wait' && decision.reason, 'address');
  }
  const late = decideOrder(facts({ now: '2026-03-02T10:06:00Z', order: { billingAddress: null } }));
  assert.match(only(late).cause, /no billing address/);
});

test('an unknown SKU is named at once, even while the address is missing', () => {
  const decision = decideOrder(facts({ order: { shippingAddress: null }, products: new Map() }));
  assert.deepEqual(codes(decision), ['unknown-sku']);
});

test('a text too long for Dynamics is cut, and the whole of it is reported', () => {
  const street1 = 'x'.repeat(249) + '😀';
  const decision = decideOrder(facts({ order: { shippingAddress: { ...address, street1 } } }));
  const draft = draftOf(decision);
  assert.equal(draft.shipTo.street1, 'x'.repeat(249), 'not half of a character');
  assert.deepEqual(draft.truncated, [{ field: 'shipTo.street1', original: street1 }]);
  assert.deepEqual(codes(decision), ['address-truncated']);
});

test('both names together fit the contact name', () => {
  const long = { ...address, firstName: 'f'.repeat(100), lastName: 'l'.repeat(100) };
  const { billTo } = draftOf(decideOrder(facts({ order: { billingAddress: long } })));
  assert.equal([billTo.firstName, billTo.lastName].join(' ').length, 150);
});

test('an unknown SKU says which line, and shares its key with the mapping that frees it', () => {
  const exception = only(decideOrder(facts({ order: { lines: [line({ sku: 'Tap-9', index: 1 })] } })));
  assert.equal(exception.causeKey, causeKeyOfMapping('TAP-9'));
  assert.match(exception.cause, /^Line 1 \(SKU Tap-9\): no product/);
  assert.equal(exception.deadline, '2026-03-02T10:05:00.000Z');
});

test('nobody is given more time than the dispatch deadline leaves', () => {
  const decision = decideOrder(facts({ products: new Map(), order: { shipBy: '2026-03-01T17:00:00Z' } }));
  assert.equal(only(decision).deadline, '2026-03-01T17:00:00Z');
});

test('two lines with one unknown SKU are one exception', () => {
  const lines = [line({ sku: 'X' }), line({ id: 'A-1-2', index: 2, sku: 'X' })];
  const exception = only(decideOrder(facts({ order: { lines } })));
  assert.match(exception.cause, /Line 1[^]*\nLine 2/);
});

test('a product that cannot be sold says why', () => {
  assert.deepEqual(codes(withProduct({ active: false })), ['product-inactive']);
  assert.deepEqual(codes(withProduct({ unitId: null })), ['product-without-unit']);
  assert.deepEqual(codes(withProduct({ inPriceList: false })), ['product-not-in-price-list']);
  assert.deepEqual(codes(withProduct({ taxCategory: null })), ['no-tax-category']);
  assert.deepEqual(codes(decideOrder(facts({ order: { lines: [line({ sku: null })] } }))), ['no-sku']);
});

test('every problem of an order is named at once', () => {
  const lines = [line({ sku: 'X', taxes: vat(1) }), line({ id: 'A-1-2', index: 2, taxes: vat(1) })];
  const decision = decideOrder(facts({ order: { lines, currency: 'EUR', total: 1 } }));
  assert.deepEqual(codes(decision), ['foreign-currency', 'totals-do-not-add-up', 'unknown-sku', 'wrong-vat']);
});

test('a foreign currency is never converted (BCApps #6138)', () => {
  assert.match(only(decideOrder(facts({ order: { currency: 'EUR' } }))).cause, /in EUR.*in GBP/);
});

test('amounts that contradict each other are named with the difference', () => {
  const bad = (changes: Parameters<typeof order>[0]) => only(decideOrder(facts({ order: { ...changes } })));
  assert.match(bad({ lines: [line({ price: 2500 })] }).cause, /Line 1 .*£25\.00 but comes to £24\.99/);
  assert.match(bad({ total: 2500 }).cause, /Order: total/);
  assert.match(bad({ price: 2500, total: 2500 }).cause, /Order: price/);
  assert.match(
    bad({ lines: [line({ shipping: 300 })], shipping: 200, total: 2699 }).cause,
    /Order: delivery/,
  );
});

test('fees in the total are a difference by name, not a sale', () => {
  const lines = [line({ fees: [{ code: 'CARD', amount: 65 }], total: 2564 })];
  const decision = decideOrder(facts({ order: { lines, total: 2564 } }));
  assert.equal(draftOf(decision).gross, 2499);
  assert.deepEqual(codes(decision), ['fees-in-total']);
});

test('fees that the total ignores are ignored (the example of the specification)', () => {
  const decision = decideOrder(facts({ order: { lines: [line({ fees: [{ code: 'CARD', amount: 65 }] })] } }));
  assert.deepEqual([decision.kind, codes(decision)], ['import', []]);
});

test('values that no sale can have are not calculated with', () => {
  for (const lines of [
    [line({ quantity: 1.5, price: 2499 })],
    [line({ unitPrice: -1 })],
    [line({ price: Number.NaN })],
    [line(), line()],
  ]) {
    assert.deepEqual(codes(decideOrder(facts({ order: { lines } }))), ['unreadable-order']);
  }
});
