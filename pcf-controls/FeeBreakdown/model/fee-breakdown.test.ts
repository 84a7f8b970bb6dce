import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { feeBases } from '../../shared/choice-values.ts';
import { states } from '../states.ts';
import { readable } from '../view/labels.ts';
import { breakdownOf } from './fee-breakdown.ts';
import type { Breakdown } from './fee-breakdown.ts';
import type { FeeBreakdownRow, FeeRow } from './rows.ts';
import { waterfallOf } from './waterfall.ts';

function rowOf(name: string, more: Partial<FeeBreakdownRow> = {}): FeeBreakdownRow {
  const answer = states[name]?.reads?.mpb_order;
  assert.ok(typeof answer === 'object' && 'rows' in answer, name);
  return { ...(answer.rows[0] as unknown as FeeBreakdownRow), ...more };
}

function breakdown(name: string, more: Partial<FeeBreakdownRow> = {}): Breakdown {
  const found = breakdownOf(rowOf(name, more));
  assert.ok(found, name);
  return found;
}

const figures = ({ rows }: Breakdown) =>
  Object.fromEntries(
    rows.map(({ id, expected, actual, difference }) => [id, [expected, actual, difference]]),
  );

describe('the breakdown of an order', () => {
  it('goes from what the customer paid to the expected net payout, in whole pence', () => {
    assert.deepEqual(figures(breakdown('expected')), {
      gross: [12_000, null, null],
      vat: [2_000, null, null],
      commission: [-1_800, null, null],
      commissionTax: [-360, null, null],
      refunds: [0, null, null],
      net: [9_840, null, null],
    });
  });

  it('sets actual beside expected once settled, and shows every difference', () => {
    const settled = breakdown('settledWithDifference');
    assert.deepEqual(figures(settled), {
      gross: [12_000, 12_000, 0],
      vat: [2_000, 2_000, 0],
      commission: [-1_800, -1_920, -120],
      commissionTax: [-360, -384, -24],
      'other:SELLER_PENALTY_FEE': [0, -481, -481],
      refunds: [0, 0, 0],
      net: [9_840, 9_215, -625],
    });
    assert.deepEqual(settled.payout, { reference: 'PAY-2026-12-A', on: '2026-12-15T00:00:00Z' });
  });

  it('shows what the parts do not explain as a row of its own, and fills nothing up', () => {
    const refunded = figures(breakdown('refunded'));
    assert.deepEqual(refunded.rest, [1_080, null, null]);
    assert.deepEqual(refunded.commission, [-1_800, null, null]);
    assert.deepEqual(figures(breakdown('settledWithoutFees')).rest?.[1], -2_160);
  });

  it('does not make a zero of what is not known', () => {
    const nothing = figures(breakdown('noFeesYet'));
    assert.deepEqual(nothing.commission, [null, null, null]);
    assert.deepEqual(nothing.net, [null, null, null]);
    assert.ok(!('rest' in nothing));
    assert.ok(!('vat' in figures(breakdown('vatNotKnown'))));
  });

  it('never adds fees of another currency, and says how many there are', () => {
    const mixed = breakdown('anotherCurrencyAmongFees');
    assert.equal(mixed.foreign, 1);
    assert.ok(!('other:SHIPPING_FEE' in figures(mixed)));
  });

  it('counts in the minor unit of the currency', () => {
    assert.deepEqual(figures(breakdown('yen')).commission, [-1_800, null, null]);
  });

  it('is nothing without a currency or a total', () => {
    assert.equal(breakdownOf(rowOf('noAmounts')), null);
    assert.equal(breakdownOf(rowOf('expected', { mpb_total: null })), null);
  });

  it('says of each figure where it is from and how fresh it is', () => {
    const { rows } = breakdown('settledWithDifference');
    const commission = rows.find(({ id }) => id === 'commission');
    assert.deepEqual(commission?.expectedSource, { text: 'Source_fees', asOf: '2026-11-23T08:11:00Z' });
    assert.deepEqual(commission.actualSource, { text: 'Source_settlement', asOf: '2026-12-15T01:00:00Z' });
    assert.equal(rows.find(({ id }) => id === 'gross')?.actualSource, null);
    assert.ok(rows.every(({ expectedSource }) => expectedSource.text.startsWith('Source_')));
  });

  it('makes the types of the marketplace readable', () => {
    assert.equal(readable('SELLER_PENALTY_FEE'), 'Seller penalty fee');
    assert.equal(readable('_'), '_');
  });
});

const pounds = '9b0d5000-0000-4000-8000-0000000000aa';
const amount = fc.integer({ min: -5_000_000, max: 5_000_000 }).map((pence) => pence / 100);
const maybe = fc.option(amount, { nil: null });
const fee = fc.record({
  mpb_type: fc.option(fc.constantFrom('COMMISSION_FEE', 'SELLER_PENALTY_FEE', 'SHIPPING_FEE'), { nil: null }),
  mpb_basis: fc.option(fc.constantFrom(...Object.values(feeBases)), { nil: null }),
  mpb_amount: maybe,
  mpb_tax: maybe,
  modifiedon: fc.constant('2026-11-24T00:00:00Z'),
  _transactioncurrencyid_value: fc.constantFrom(null, pounds, 'another'),
});
const anyRow = fc.record({
  mpb_total: maybe,
  mpb_tax: maybe,
  mpb_refunded: maybe,
  mpb_expectednet: maybe,
  mpb_actualnet: maybe,
  fees: fc.array(fee, { maxLength: 6 }),
});

function generated({ fees, ...columns }: { fees: readonly object[] }): FeeBreakdownRow {
  return rowOf('expected', {
    ...columns,
    mpb_orderline_mpb_orderid: [{ mpb_fee_mpb_orderlineid: fees as readonly FeeRow[] }],
  });
}

describe('an order of which nothing is left', () => {
  it('has no bars that fill the picture, and none of what is nothing', () => {
    const picture = waterfallOf(breakdown('cancelledWithFeesLeft'));
    assert.ok(picture);
    assert.deepEqual(
      picture.bars.map(({ kind }) => kind),
      ['commission', 'commissionTax', 'rest', 'net'],
    );
    for (const { height, vatHeight } of picture.bars) {
      assert.ok(height <= 0.25 + 1e-9, `${height}`);
      assert.equal(vatHeight, 0);
    }
    assert.equal(picture.gross, 0);
  });

  it('has no picture where every figure is nothing, and no row that explains nothing', () => {
    const found = breakdown('cancelled');
    assert.equal(waterfallOf(found), null);
    assert.ok(!found.rows.some(({ kind }) => kind === 'rest'));
  });
});

describe('whatever the amounts', () => {
  it('the rows of a column add up to its net payout, VAT in the sale left aside', () => {
    fc.assert(
      fc.property(anyRow, (columns) => {
        const found = breakdownOf(generated(columns));
        for (const basis of ['expected', 'actual'] as const) {
          const net = found?.rows.find(({ kind }) => kind === 'net')?.[basis] ?? null;
          if (!found || net === null) continue;
          const parts = found.rows.filter(({ kind }) => kind !== 'net' && kind !== 'vat');
          assert.equal(
            parts.reduce((sum, row) => sum + (row[basis] ?? 0), 0),
            net,
          );
        }
      }),
    );
  });

  it('every figure is whole minor units, and every difference is actual less expected', () => {
    fc.assert(
      fc.property(anyRow, (columns) => {
        for (const { expected, actual, difference } of breakdownOf(generated(columns))?.rows ?? []) {
          for (const figure of [expected, actual, difference])
            assert.ok(figure === null || Number.isSafeInteger(figure));
          assert.equal(difference, expected === null || actual === null ? null : actual - expected);
        }
      }),
    );
  });

  it('the picture stays within its height, and no fee is too small to be seen', () => {
    fc.assert(
      fc.property(anyRow, (columns) => {
        const found = breakdownOf(generated(columns));
        const picture = found && waterfallOf(found);
        for (const bar of picture?.bars ?? []) {
          assert.ok(bar.bottom >= -1e-9 && bar.bottom <= 1 + 1e-9);
          assert.ok(bar.height >= 0 && bar.height <= 1 + 1e-9);
          if (bar.amount !== 0) assert.ok(bar.height >= 0.015 - 1e-9, `${bar.id} ${bar.height}`);
        }
      }),
    );
  });
});
