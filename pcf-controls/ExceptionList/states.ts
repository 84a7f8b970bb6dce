/** States of the control as data, for the browser tests. */
import { responsibles, severities } from '../shared/choice-values.ts';
import type { DataSetFixture, StateFixture, StateFixtures } from '../shared/state-fixture.ts';

const now = '2026-11-24T12:00:00Z';
type Row = Readonly<Record<string, unknown>>;
const words = (column: string) => `${column}@OData.Community.Display.V1.FormattedValue`;

const row = (id: number, more: Row = {}): Row => ({
  mpb_exceptionid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
  mpb_name: `No product for the SKU: DRILL-${id}`,
  mpb_severity: severities.blocking,
  [words('mpb_severity')]: 'Blocking',
  mpb_responsible: responsibles.operations,
  [words('mpb_responsible')]: 'Operations',
  mpb_deadline: new Date(Date.parse(now) + (id - 1) * 5 * 3_600_000).toISOString(),
  [words('mpb_deadline')]: 'formatted by the platform',
  mpb_openedon: new Date(Date.parse(now) - id * 7 * 3_600_000).toISOString(),
  mpb_moneyatrisk: 20.25 * id,
  [words('mpb_moneyatrisk')]: `£${(20.25 * id).toFixed(2)}`,
  _transactioncurrencyid_value: '9b0d5000-0000-4000-8000-0000000000aa',
  [words('_transactioncurrencyid_value')]: 'Pound Sterling',
  _mpb_causeid_value: '9b0d5000-0000-4000-8000-0000000000cc',
  [words('_mpb_causeid_value')]: 'SKU DRILL',
  _mpb_orderid_value: `9b0d5000-0000-4000-8000-${String(id).padStart(12, '0')}`,
  [words('_mpb_orderid_value')]: `BQ-10${id}-A`,
  _mpb_marketplaceid_value: '9b0d5000-0000-4000-8000-0000000000dd',
  [words('_mpb_marketplaceid_value')]: 'B&Q',
  _ownerid_value: '9b0d5000-0000-4000-8000-0000000000ee',
  [words('_ownerid_value')]: 'B&Q Operations',
  statecode: 0,
  statuscode: 1,
  [words('statuscode')]: 'Open',
  ...more,
});

const some = [0, 1, 2, 3].map((id) => row(id));
const euro: Row = {
  mpb_moneyatrisk: 99,
  [words('mpb_moneyatrisk')]: '€99.00',
  [words('_transactioncurrencyid_value')]: 'Euro',
  mpb_severity: severities.advisory,
};
const ofListing: Row = {
  mpb_name: 'The marketplace refused the quantity: DRILL-18',
  _mpb_orderid_value: null,
  [words('_mpb_orderid_value')]: '',
  _mpb_listingid_value: '9b0d5000-0000-4000-8000-0000000000bb',
  [words('_mpb_listingid_value')]: 'Cordless drill 18 V',
  mpb_moneyatrisk: null,
  [words('mpb_moneyatrisk')]: '',
};
const long =
  'A very long word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft. ';

const state = (dataSet: Partial<DataSetFixture>, more: Partial<StateFixture> = {}): StateFixture => ({
  now,
  dataSet: { table: 'mpb_exception', rows: some, ...dataSet },
  ...more,
});

export const states: StateFixtures = {
  ordinary: state({}),
  'two currencies and a note': state({ rows: [...some, row(4, euro)] }),
  'one about a listing': state({ rows: [row(1, ofListing), row(2)] }),
  'some selected': state(
    {},
    {
      then: [
        { press: 'Select: No product for the SKU: DRILL-1', role: 'checkbox' },
        { press: 'Select: No product for the SKU: DRILL-2', role: 'checkbox' },
      ],
    },
  ),
  'asking for many': state(
    {},
    {
      creates: { mpb_action: [{ id: 'a' }, 'never'] },
      then: [
        { press: 'Select: No product for the SKU: DRILL-1', role: 'checkbox' },
        { press: 'Select: No product for the SKU: DRILL-2', role: 'checkbox' },
        { press: 'Look again' },
      ],
    },
  ),
  'asked for': state(
    {},
    {
      creates: { mpb_action: { id: 'a' } },
      then: [{ press: 'Select: No product for the SKU: DRILL-1', role: 'checkbox' }, { press: 'Look again' }],
    },
  ),
  'some refused': state(
    {},
    {
      creates: {
        mpb_action: [
          { id: 'a' },
          { error: { errorCode: 0x80040220, message: 'missing prvCreatempb_action' } },
        ],
      },
      then: [
        { press: 'Select: No product for the SKU: DRILL-1', role: 'checkbox' },
        { press: 'Select: No product for the SKU: DRILL-2', role: 'checkbox' },
        { press: 'Look again' },
      ],
    },
  ),
  'more pages': state({ hasNextPage: true, totalCount: 120 }),
  'with very long content': state({
    rows: [
      row(1, {
        mpb_name: long.repeat(4),
        [words('_ownerid_value')]: long,
        [words('_mpb_causeid_value')]: long,
      }),
    ],
  }),
  'with hardly anything': state({
    rows: [
      {
        mpb_exceptionid: '00000000-0000-4000-8000-000000000099',
        mpb_name: null,
        mpb_severity: null,
        mpb_deadline: null,
        mpb_openedon: null,
        mpb_moneyatrisk: null,
      },
    ],
  }),
  nothing: state({ rows: [] }),
  loading: state({ rows: [], loading: true }),
  'cannot be read': state({ rows: [], errorMessage: 'Generic SQL error.' }),
  offline: state({}, { offline: true }),
};
