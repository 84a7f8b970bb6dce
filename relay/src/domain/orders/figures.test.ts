import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lineFees } from './expected-fees.ts';
import { figuresOf } from './figures.ts';
import { line, order } from './given.test.ts';
import type { LineRefund } from './marketplace-order.ts';

const refund: LineRefund = {
  ...{ id: 'R', state: null, amount: 1000, shipping: 0, quantity: 1, taxes: [], shippingTaxes: [] },
  ...{ commission: 120, reasonCode: null, createdAt: null },
  commissionTaxes: [{ code: 'VAT', amount: 24, rate: null }],
};

test('the expected payout is the sale less commission and its VAT, less refunds, plus their commission', () => {
  assert.equal(figuresOf(order()).net, 2499 - 360);
  const refunded = figuresOf(order({ lines: [line({ refunds: [refund] })] }));
  assert.deepEqual(refunded, {
    ...{ total: 2499, delivery: 0, refunded: 1000 },
    ...{ commission: 300 - 120, commissionTax: 60 - 24, net: 2499 - 360 - 1000 + 144 },
  });
});

test('VAT on top is paid out with the price, and goes back with a refund', () => {
  const taxes = [{ code: 'VAT', amount: 500, rate: null }];
  const excluded = (refunds: readonly LineRefund[]) =>
    figuresOf(order({ taxMode: 'TAX_EXCLUDED', lines: [line({ taxes, refunds })] }));
  assert.equal(excluded([]).net, 2999 - 360);
  const back = [{ code: 'VAT', amount: 200, rate: null }];
  assert.equal(excluded([{ ...refund, taxes: back }]).refunded, 1200);
});

test('a line is charged its commission, and given back what comes with refunds, each where there is any', () => {
  const fees = (changes: Parameters<typeof line>[0]) => {
    const one = line(changes);
    return lineFees(order({ lines: [one] }), one);
  };
  assert.deepEqual(fees({}), [{ type: 'COMMISSION_FEE', amount: 300, tax: 60 }]);
  assert.deepEqual(fees({ commission: 0, commissionTaxes: [] }), []);
  assert.deepEqual(fees({ refunds: [refund] }), [
    { type: 'COMMISSION_FEE', amount: 300, tax: 60 },
    { type: 'REFUND_COMMISSION_FEE', amount: -120, tax: -24 },
  ]);
});

test('a cancelled line counts in no figure, whatever amounts it still shows', () => {
  const dead = line({ id: 'A-1-2', state: 'CANCELED', shipping: 395, refunds: [refund] });
  const live = line();
  assert.deepEqual(figuresOf(order({ lines: [live, dead] })), figuresOf(order({ lines: [live] })));
  const nothing = { total: 0, delivery: 0, refunded: 0, commission: 0, commissionTax: 0, net: 0 };
  assert.deepEqual(figuresOf(order({ lines: [dead] })), nothing);
  assert.deepEqual(figuresOf(order({ state: 'CANCELED', lines: [live] })), nothing);
  assert.deepEqual(lineFees(order({ state: 'CANCELED', lines: [live] }), live), []);
});

test('whatever an order says, its net payout is the total less refunds and the fees of its lines', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 });
  const state = fc.constantFrom('SHIPPING', 'SHIPPED', 'CANCELED', 'REFUSED');
  const tax = fc.array(fc.record({ code: fc.constant(null), amount, rate: fc.constant(null) }), {
    maxLength: 2,
  });
  const lines = fc.array(
    fc
      .record({
        ...{ state, quantity: fc.integer({ min: 0, max: 3 }), unitPrice: amount, shipping: amount },
        ...{ commission: amount, commissionTaxes: tax, taxes: tax },
        refunds: fc.array(
          fc.record({ amount, taxes: tax, commission: amount, commissionTaxes: tax }).map((some) => ({
            ...refund,
            ...some,
          })),
          { maxLength: 2 },
        ),
      })
      .map(line),
    { maxLength: 4 },
  );
  const mode = fc.constantFrom('TAX_INCLUDED' as const, 'TAX_EXCLUDED' as const, null);
  fc.assert(
    fc.property(lines, state, mode, (all, ofOrder, taxMode) => {
      const given = order({ lines: all, state: ofOrder, taxMode });
      const { total, refunded, net } = figuresOf(given);
      const fees = all.flatMap((one) => lineFees(given, one)).map((fee) => fee.amount + fee.tax);
      assert.equal(
        net,
        fees.reduce((left, fee) => left - fee, total - refunded),
      );
    }),
    { numRuns: 300 },
  );
});
