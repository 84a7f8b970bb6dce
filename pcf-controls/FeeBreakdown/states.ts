/** States of the control as data, for the browser tests: what is ordinary, and everything that a row can do to a view. */
import { feeBases } from '../shared/choice-values.ts';
import type { StateFixture, StateFixtures } from '../shared/state-fixture.ts';

const now = '2026-11-24T10:15:00Z';
const pounds = '9b0d5000-0000-4000-8000-0000000000aa';
const euros = '9b0d5000-0000-4000-8000-0000000000bb';

type Row = Readonly<Record<string, unknown>>;

const fee = (type: string, basis: keyof typeof feeBases, amount: number, tax: number): Row => ({
  mpb_type: type,
  mpb_basis: feeBases[basis],
  mpb_amount: amount,
  mpb_tax: tax,
  modifiedon: basis === 'expected' ? '2026-11-23T08:11:00Z' : '2026-12-15T01:00:00Z',
  _transactioncurrencyid_value: pounds,
});

const expectedFees: readonly Row[] = [fee('COMMISSION_FEE', 'expected', 18, 3.6)];

const order = (more: Row = {}, fees: readonly Row[] = expectedFees): Row => ({
  mpb_orderid: '0c9a5a0e-0000-5000-8000-000000000001',
  mpb_name: 'BQ-104233-A',
  mpb_total: 120,
  mpb_tax: 20,
  mpb_refunded: 0,
  mpb_expectednet: 98.4,
  mpb_actualnet: null,
  mpb_payoutreference: null,
  mpb_paidouton: null,
  mpb_updatedon: '2026-11-24T10:12:00Z',
  modifiedon: '2026-11-24T10:13:00Z',
  _transactioncurrencyid_value: pounds,
  transactioncurrencyid: { currencysymbol: '£', currencyprecision: 2, isocurrencycode: 'GBP' },
  mpb_orderline_mpb_orderid: [{ mpb_orderlineid: 'a', mpb_fee_mpb_orderlineid: fees }],
  ...more,
});

const settled: Row = {
  mpb_actualnet: 98.4,
  mpb_payoutreference: 'PAY-2026-12-A',
  mpb_paidouton: '2026-12-15T00:00:00Z',
  modifiedon: '2026-12-15T01:00:00Z',
};

const state = (row: Row | null, more: Partial<StateFixture> = {}): StateFixture => ({
  now,
  orderKey: '4f7a0d',
  roles: ['Marketplace Preparer'],
  reads: { mpb_order: { rows: row ? [row] : [] } },
  ...more,
});

const answering = (answer: NonNullable<StateFixture['reads']>[string]): StateFixture => ({
  ...state(null),
  reads: { mpb_order: answer },
});

export const states: StateFixtures = {
  expected: state(order()),
  settledAsExpected: state(order(settled, [...expectedFees, fee('COMMISSION_FEE', 'actual', 18, 3.6)]), {
    now: '2026-12-16T09:00:00Z',
  }),
  settledWithDifference: state(
    order({ ...settled, mpb_actualnet: 92.15 }, [
      ...expectedFees,
      fee('COMMISSION_FEE', 'actual', 19.2, 3.84),
      fee('SELLER_PENALTY_FEE', 'actual', 4.01, 0.8),
    ]),
    { now: '2026-12-16T09:00:00Z' },
  ),
  refunded: state(order({ mpb_refunded: 60, mpb_expectednet: 49.2 })),
  moreRefundedThanPaid: state(order({ mpb_refunded: 130, mpb_expectednet: -31.6 })),
  smallFees: state(
    order({ mpb_total: 249.9, mpb_tax: 41.65, mpb_expectednet: 248.7 }, [
      fee('COMMISSION_FEE', 'expected', 1, 0.2),
    ]),
  ),
  vatNotKnown: state(order({ mpb_tax: null })),
  noFeesYet: state(order({ mpb_expectednet: null }, [])),
  settledWithoutFees: state(order(settled, []), { now: '2026-12-16T09:00:00Z' }),
  anotherCurrencyAmongFees: state(
    order({}, [
      ...expectedFees,
      { ...fee('SHIPPING_FEE', 'expected', 7, 1), _transactioncurrencyid_value: euros },
    ]),
  ),
  yen: state(
    order(
      {
        mpb_total: 12_000,
        mpb_tax: 1_090,
        mpb_expectednet: 10_020,
        transactioncurrencyid: { currencysymbol: '¥', currencyprecision: 0, isocurrencycode: 'JPY' },
      },
      [fee('COMMISSION_FEE', 'expected', 1_800, 180)],
    ),
  ),
  cancelledWithFeesLeft: state(order({ mpb_total: 0, mpb_tax: 5.48, mpb_expectednet: 0 })),
  cancelled: state(order({ mpb_total: 0, mpb_tax: 0, mpb_expectednet: 0 }, [])),
  noAmounts: state(order({ mpb_total: null, transactioncurrencyid: null })),
  veryLong: state(
    order(
      { ...settled, mpb_total: 12_345_678.9, mpb_tax: 2_057_613.15, mpb_payoutreference: 'PAY-'.repeat(24) },
      [
        ...expectedFees,
        ...Array.from({ length: 12 }, (_, one) =>
          fee(`A_FEE_OF_THE_MARKETPLACE_WITH_A_VERY_LONG_NAME_NUMBER_${one}`, 'actual', 1_000.5 + one, 200.1),
        ),
      ],
    ),
    { now: '2026-12-16T09:00:00Z' },
  ),
  notSaved: state(null, { orderKey: null, reads: {} }),
  notFound: state(null),
  loading: answering('never'),
  error: answering({ error: { errorCode: 0x80040216, message: 'An unexpected error occurred.' } }),
  noPermission: answering({
    error: {
      errorCode: 0x80040220,
      message: "Principal user is missing prvReadmpb_fee privilege on OTC=10124 for entity 'mpb_fee'.",
    },
  }),
  offline: { ...state(order()), offline: true },
  failsWhenReadAgain: {
    ...answering([
      { rows: [order()] },
      { error: { errorCode: 0x80072322, message: 'Number of requests exceeded the limit of 6000.' } },
    ]),
    then: [{ press: 'Read again' }],
  },
};
