/** States of the control as data, for the browser tests: what is ordinary, and everything that a row can do to a view. */
import type { Milestone } from '@marketplace-bridge/solution';
import { orderStates, places, responsibles, severities } from '../shared/choice-values.ts';
import type { StateFixture, StateFixtures } from '../shared/state-fixture.ts';

const now = '2026-11-24T10:15:00Z';
const shown = (column: string) => `${column}@OData.Community.Display.V1.FormattedValue`;

type Row = Readonly<Record<string, unknown>>;

const step = (
  kind: Milestone['kind'],
  side: Milestone['side'],
  at: string | null,
  more: Partial<Milestone> = {},
): Milestone => ({ kind, side, at, happened: true, detail: null, url: null, ...more });

const begun: readonly Milestone[] = [
  step('placed', 'marketplace', '2026-11-23T08:02:00Z'),
  step('accepted', 'marketplace', '2026-11-23T08:03:00Z'),
  step('paid', 'marketplace', '2026-11-23T08:10:00Z'),
  step('imported', 'dynamics', '2026-11-23T08:11:00Z', { detail: 'ORD-01042' }),
  step('written-back', 'dynamics', '2026-11-23T08:11:30Z', { detail: 'ORD-01042' }),
];

const dispatched = step('dispatched', 'dynamics', '2026-11-24T07:40:00Z', {
  detail: 'Royal Mail, QA123456789GB',
  url: 'https://www.royalmail.com/track-your-item#/tracking-results/QA123456789GB',
});

const order = (more: Row = {}): Row => ({
  mpb_orderid: '0c9a5a0e-0000-5000-8000-000000000001',
  mpb_name: 'BQ-104233-A',
  mpb_state: orderStates.SHIPPING,
  [shown('mpb_state')]: 'Paid, to be shipped',
  mpb_statetext: 'SHIPPING',
  mpb_place: places.done,
  mpb_reason: null,
  mpb_dueon: null,
  mpb_placedon: '2026-11-23T08:02:00Z',
  mpb_debitedon: '2026-11-23T08:10:00Z',
  mpb_shipby: '2026-11-26T16:00:00Z',
  mpb_updatedon: '2026-11-24T10:12:00Z',
  mpb_writtenbackon: '2026-11-23T08:11:30Z',
  mpb_paidouton: null,
  mpb_payoutreference: null,
  mpb_hasincident: false,
  mpb_milestones: JSON.stringify(begun),
  _mpb_salesorderid_value: '5a1e5000-0000-4000-8000-000000000042',
  [shown('_mpb_salesorderid_value')]: 'B&Q BQ-104233-A',
  _mpb_marketplaceid_value: 'b0b00000-0000-4000-8000-000000000001',
  [shown('_mpb_marketplaceid_value')]: 'B&Q Marketplace',
  mpb_exception_mpb_orderid: [],
  ...more,
});

const exception = (name: string, more: Row = {}): Row => ({
  mpb_name: name,
  mpb_severity: severities.blocking,
  mpb_responsible: responsibles.operations,
  mpb_deadline: '2026-11-24T16:00:00Z',
  ...more,
});

const state = (row: Row | null, more: Partial<StateFixture> = {}): StateFixture => ({
  now,
  orderKey: '4f7a0d',
  reads: { mpb_order: { rows: row ? [row] : [] } },
  ...more,
});

const answering = (answer: NonNullable<StateFixture['reads']>[string]): StateFixture => ({
  ...state(null),
  reads: { mpb_order: answer },
});

const long =
  'The SKU WALL-PAINT-MATT-BRILLIANT-WHITE-10L-TRADE-PACK-OF-TWO maps to no product that is for sale. ';

export const states: StateFixtures = {
  toDispatch: state(order()),
  dueToday: state(order({ mpb_shipby: '2026-11-24T16:00:00Z' })),
  dueWithinTheHour: state(order({ mpb_shipby: '2026-11-24T10:52:00Z' })),
  late: state(order({ mpb_shipby: '2026-11-22T09:00:00Z' })),
  partlyDispatched: state(order({ mpb_milestones: JSON.stringify([...begun, dispatched]) })),
  dispatchedInTime: state(
    order({
      mpb_state: orderStates.SHIPPED,
      [shown('mpb_state')]: 'Shipped',
      mpb_milestones: JSON.stringify([
        ...begun,
        dispatched,
        { ...dispatched, at: '2026-11-24T07:55:00Z', detail: 'DPD, 15501234567890' },
      ]),
    }),
  ),
  returnedAndRefunded: state(
    order({
      mpb_state: orderStates.CLOSED,
      [shown('mpb_state')]: 'Closed',
      mpb_paidouton: '2026-12-15T00:00:00Z',
      mpb_payoutreference: 'PAY-2026-12-A',
      mpb_milestones: JSON.stringify([
        ...begun,
        dispatched,
        step('received', 'marketplace', '2026-11-26T12:00:00Z'),
        step('incident', 'marketplace', '2026-11-27T09:00:00Z', { detail: 'Item damaged' }),
        step('returned', 'dynamics', '2026-12-02T15:00:00Z', { detail: '1 of 2 units' }),
        step('refunded', 'marketplace', '2026-12-03T10:00:00Z', { detail: '£24.99' }),
        step('settled', 'marketplace', '2026-12-15T00:00:00Z', { detail: 'PAY-2026-12-A' }),
      ]),
    }),
    { now: '2026-12-16T09:00:00Z' },
  ),
  heldUp: state(
    order({
      mpb_place: places.exception,
      _mpb_salesorderid_value: null,
      mpb_writtenbackon: null,
      mpb_milestones: JSON.stringify(begun.slice(0, 3)),
      mpb_exception_mpb_orderid: [
        exception('VAT of line 2 fits no tax rule', { mpb_deadline: '2026-11-25T12:00:00Z' }),
        exception('SKU GARDEN-HOSE-30M is not known'),
        exception('The phone number is missing', { mpb_severity: severities.advisory, mpb_deadline: null }),
      ],
    }),
  ),
  waitingForPayment: state(
    order({
      mpb_state: orderStates.WAITING_DEBIT_PAYMENT,
      [shown('mpb_state')]: 'Waiting for payment',
      mpb_place: places.waiting,
      mpb_reason: 'The customer has not been charged yet.',
      mpb_dueon: '2026-11-24T10:30:00Z',
      mpb_debitedon: null,
      mpb_shipby: null,
      _mpb_salesorderid_value: null,
      mpb_writtenbackon: null,
      mpb_milestones: JSON.stringify(begun.slice(0, 2)),
    }),
  ),
  cancelled: state(
    order({
      mpb_state: orderStates.CANCELED,
      [shown('mpb_state')]: 'Cancelled',
      mpb_milestones: JSON.stringify([
        ...begun,
        step('cancelled', 'marketplace', '2026-11-24T09:00:00Z', { detail: 'By the customer' }),
      ]),
    }),
  ),
  incident: state(order({ mpb_hasincident: true })),
  unrecognised: state(
    order({
      mpb_state: orderStates.unrecognised,
      [shown('mpb_state')]: 'Unrecognised',
      mpb_statetext: 'WAITING_FOR_DRONE',
      mpb_milestones: JSON.stringify([...begun, { kind: 'drone-launched', happened: true }, null, 7]),
    }),
  ),
  nullHeavy: state({
    mpb_orderid: '0c9a5a0e-0000-5000-8000-000000000002',
    mpb_name: null,
    mpb_state: null,
    mpb_statetext: null,
    mpb_place: null,
    mpb_reason: null,
    mpb_dueon: null,
    mpb_placedon: null,
    mpb_debitedon: null,
    mpb_shipby: null,
    mpb_updatedon: null,
    mpb_writtenbackon: null,
    mpb_paidouton: null,
    mpb_payoutreference: null,
    mpb_hasincident: null,
    mpb_milestones: '{not json',
    _mpb_salesorderid_value: null,
    _mpb_marketplaceid_value: null,
    mpb_exception_mpb_orderid: [],
  }),
  veryLong: state(
    order({
      mpb_name: `BQ-${'1042330000'.repeat(9)}-A`,
      mpb_place: places.exception,
      mpb_milestones: JSON.stringify([
        ...begun,
        ...Array.from({ length: 12 }, (_, parcel) => ({
          ...dispatched,
          at: `2026-11-24T08:${10 + parcel}:00Z`,
          detail: `A carrier with a name that does not want to end, ${'QA123456789GB'.repeat(4)} parcel ${parcel + 1}`,
        })),
      ]),
      mpb_exception_mpb_orderid: [
        exception(long.repeat(4)),
        ...Array.from({ length: 20 }, (_, one) => exception(`Another one, number ${one}`)),
      ],
    }),
  ),
  notSaved: state(null, { orderKey: null, reads: {} }),
  notFound: state(null),
  loading: answering('never'),
  error: answering({ error: { errorCode: 0x80040216, message: 'An unexpected error occurred.' } }),
  noPermission: answering({
    error: {
      errorCode: 0x80040220,
      message: "Principal user is missing prvReadmpb_order privilege on OTC=10123 for entity 'mpb_order'.",
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
