import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, order } from './given.test.ts';
import { sameVatBasis, vatInTotal } from './vat-in-total.ts';

const unknown = () => null;
const standard = () => 200_000;
const vat = (amount: number) => [{ code: 'VAT', amount, rate: null }];

test('VAT is what the marketplace states, whatever our rate is', () => {
  const stated = order({ lines: [line({ taxes: vat(417), shipping: 300, shippingTaxes: vat(50) })] });
  assert.equal(vatInTotal(stated, unknown), 467);
  assert.equal(
    vatInTotal(stated, () => 50_000),
    467,
  );
});

test('where it states none, VAT is computed at the rate of the line, and is not known without one', () => {
  const silent = order({ lines: [line({ shipping: 300 })] });
  assert.equal(vatInTotal(silent, standard), 417 + 50);
  assert.equal(vatInTotal(silent, unknown), null);
  const halfSilent = order({ lines: [line({ taxes: vat(417), shipping: 300 })] });
  assert.equal(vatInTotal(halfSilent, unknown), null, 'delivery states none');
  assert.equal(vatInTotal(halfSilent, standard), 467);
});

test('delivery of one rate is rounded once, like its line on the Sales Order', () => {
  // A sixth of 101 is 16.83 and of 202 is 33.67: rounded twice it would be 34.
  const lines = [1, 2].map((index) =>
    line({ id: `A-1-${index}`, index, sku: `TAP-${index}`, shipping: 101, taxes: vat(417) }),
  );
  const byLine = order({ lines: [line({ shipping: 101, taxes: vat(417) })] });
  assert.equal(vatInTotal(byLine, standard), 417 + 17);
  assert.equal(vatInTotal(order({ lines }), standard), 834 + 34);
  const third = [...lines, line({ id: 'A-1-3', index: 3, sku: 'TAP-3', shipping: 101, taxes: vat(417) })];
  assert.equal(vatInTotal(order({ lines: third }), standard), 1251 + 51, '303 / 6 = 50.5, half-up');
});

test('a cancelled line contains no VAT any more, a cancelled order none at all', () => {
  const dead = line({ id: 'A-1-2', index: 2, state: 'CANCELED', taxes: vat(417) });
  assert.equal(vatInTotal(order({ lines: [line({ taxes: vat(417) }), dead] }), unknown), 417);
  assert.equal(vatInTotal(order({ lines: [dead] }), unknown), 0);
  assert.equal(vatInTotal(order({ state: 'CANCELED' }), unknown), 0);
});

test('without a tax mode nothing is computed', () => {
  assert.equal(vatInTotal(order({ taxMode: null }), standard), null);
});

test('only what VAT follows from makes it another', () => {
  const before = order({ lines: [line({ shipping: 300 })] });
  assert.ok(sameVatBasis(before, { ...before, state: 'SHIPPED', hasIncident: true }));
  assert.ok(!sameVatBasis(before, order({ lines: [line({ shipping: 200 })] })));
  assert.ok(!sameVatBasis(before, order({ lines: [line({ shipping: 300, taxes: vat(1) })] })));
  assert.ok(!sameVatBasis(before, { ...before, taxMode: 'TAX_EXCLUDED' }));
});
