/** States of the control as data, for the browser tests: what is ordinary, and everything that a row can do to a view. */
import { bufferRules, fileStates, places } from '../shared/choice-values.ts';
import type { StateFixture, StateFixtures } from '../shared/state-fixture.ts';

const now = '2026-11-24T10:15:00Z';
const shown = (column: string) => `${column}@OData.Community.Display.V1.FormattedValue`;
const listingKey = '3f'.repeat(32);
const productNumber = 'PLANTER-40';

type Row = Readonly<Record<string, unknown>>;

const marketplace = (more: Row = {}): Row => ({
  mpb_marketplaceid: 'b0b00000-0000-4000-8000-000000000001',
  mpb_name: 'B&Q Marketplace',
  mpb_stocksource: 927_130_000,
  mpb_bufferrule: bufferRules.constant,
  mpb_buffervalue: 2,
  mpb_allocationpercent: null,
  mpb_stocklimit: null,
  mpb_exception_mpb_marketplaceid: [],
  ...more,
});

const file = (more: Row = {}): Row => ({
  mpb_stockfileid: 'f11e0000-0000-4000-8000-000000000001',
  mpb_state: fileStates.done,
  [shown('mpb_state')]: 'Done',
  mpb_senton: '2026-11-24T10:12:20Z',
  mpb_answeredon: '2026-11-24T10:12:50Z',
  ...more,
});

const exception = (code: string, name: string, cause: string): Row => ({
  mpb_exceptionid: `e0000000-0000-4000-8000-${code.length.toString().padStart(12, '0')}`,
  mpb_code: code,
  mpb_name: name,
  mpb_cause: cause,
});

const listing = (more: Row = {}): Row => ({
  mpb_listingid: '115717e0-0000-4000-8000-000000000001',
  mpb_sku: productNumber,
  mpb_title: 'Terracotta planter 40 cm',
  mpb_target: 12,
  mpb_published: 12,
  mpb_publishedon: '2026-11-24T10:12:50Z',
  mpb_available: 14,
  mpb_why: '17 on hand, less 3 in open orders, less a buffer of 2',
  mpb_answer: 'Accepted',
  mpb_answeredon: '2026-11-24T10:12:50Z',
  mpb_unknownsince: null,
  mpb_stopselling: false,
  mpb_unitsperoffer: null,
  mpb_bufferrule: null,
  mpb_buffervalue: null,
  mpb_allocationpercent: null,
  mpb_stocklimit: null,
  mpb_place: places.done,
  mpb_reason: null,
  mpb_dueon: null,
  statecode: 0,
  mpb_marketplaceid: marketplace(),
  mpb_stockfileid: file(),
  mpb_exception_mpb_listingid: [],
  ...more,
});

const state = (rows: readonly Row[], more: Partial<StateFixture> = {}): StateFixture => ({
  now,
  recordKey: listingKey,
  reads: { mpb_listing: { rows } },
  ...more,
});

const ofProduct = (rows: readonly Row[]) => state(rows, { recordKey: productNumber });

const answering = (answer: NonNullable<StateFixture['reads']>[string]): StateFixture => ({
  ...state([]),
  reads: { mpb_listing: answer },
});

const refusal = exception(
  'stock-line-refused',
  'The marketplace refused the quantity',
  'The marketplace refused the quantity 12 of SKU PLANTER-40 and says: "The offer is not active any more".',
);
const refused = listing({
  mpb_published: 3,
  mpb_publishedon: '2026-11-23T16:40:00Z',
  mpb_answer: 'The offer is not active any more',
  mpb_place: places.exception,
  mpb_dueon: '2026-11-24T10:27:50Z',
  mpb_exception_mpb_listingid: [refusal],
});
const moving = listing({
  mpb_target: 4,
  mpb_place: places.waiting,
  mpb_reason: 'Goes with the next stock file',
  mpb_available: 6,
  mpb_why: '9 on hand, less 3 in open orders, less a buffer of 2',
});
const neverPublished = listing({
  mpb_published: null,
  mpb_publishedon: null,
  mpb_answer: null,
  mpb_answeredon: null,
  mpb_stockfileid: null,
  mpb_place: places.waiting,
});

const long = 'PLANTER-TERRACOTTA-HAND-THROWN-40-CM-WITH-SAUCER-AND-DRAINAGE-PACK-OF-TWO-';

export const states: StateFixtures = {
  upToDate: state([listing()]),
  onItsWay: state([moving]),
  refused: state([refused]),
  neverPublished: state([neverPublished]),
  nothingLeft: state([
    listing({ mpb_target: 0, mpb_published: 0, mpb_available: 1, mpb_why: '1 on hand, less a buffer of 2' }),
  ]),
  oversold: state([
    listing({
      mpb_target: 0,
      mpb_published: 4,
      mpb_available: -2,
      mpb_why: '1 on hand, less 3 in open orders, less a buffer of 2',
      mpb_place: places.waiting,
    }),
  ]),
  unknownQuantity: state([
    listing({
      mpb_target: null,
      mpb_available: null,
      mpb_unknownsince: '2026-11-24T09:00:00Z',
      mpb_why: 'Not known: there is no stock level of the product. What is published stays for 240 minutes',
      mpb_place: places.exception,
      mpb_dueon: '2026-11-24T13:00:00Z',
      mpb_exception_mpb_listingid: [
        exception(
          'stock-unknown',
          'The stock of the product is not known',
          'The stock of SKU PLANTER-40 is not known: there is no stock level of the product. It is not taken as 0.',
        ),
      ],
    }),
  ]),
  sourceStopped: state([
    listing({
      mpb_publishedon: '2026-11-22T08:00:00Z',
      mpb_marketplaceid: marketplace({
        mpb_exception_mpb_marketplaceid: [
          exception(
            'stock-source-stale',
            'The stock source has stopped',
            'Nothing changed in the stock source (Marketplace stock levels) for more than 60 minutes.',
          ),
        ],
      }),
    }),
  ]),
  policyWrong: state([
    listing({
      mpb_marketplaceid: marketplace({
        mpb_exception_mpb_marketplaceid: [
          exception(
            'stock-policy-invalid',
            'The stock policy cannot be followed',
            'No stock of this marketplace is published. A buffer of 140 per cent is more than everything.',
          ),
        ],
      }),
      mpb_exception_mpb_listingid: [refusal],
    }),
  ]),
  noSource: state([
    {
      ...neverPublished,
      mpb_target: null,
      mpb_why: null,
      mpb_marketplaceid: marketplace({ mpb_stocksource: null }),
    },
  ]),
  withoutProduct: state([
    listing({
      mpb_target: null,
      mpb_available: null,
      mpb_why: 'No product for the SKU; the quantity on the marketplace is left alone',
      mpb_published: null,
      mpb_publishedon: null,
      mpb_answer: null,
      mpb_answeredon: null,
      mpb_stockfileid: null,
      mpb_place: places.exception,
      mpb_exception_mpb_listingid: [
        exception(
          'offer-without-product',
          'No product for the offer',
          'There is no SKU mapping for the offer.',
        ),
        exception('listing-policy-invalid', 'The own policy cannot be followed', 'A limit below 0.'),
      ],
    }),
  ]),
  ownPolicy: state([
    listing({
      mpb_unitsperoffer: 4,
      mpb_available: 55.5,
      mpb_target: 5,
      mpb_published: 5,
      mpb_bufferrule: bufferRules.percent,
      mpb_buffervalue: 12.5,
      mpb_allocationpercent: 50,
      mpb_stocklimit: 20,
      mpb_why: '55.5 on hand, less a buffer of 6.9375 (12.5 %), 50 % of it, in offers of 4, at most 20',
    }),
  ]),
  stopSelling: state([
    listing({
      mpb_stopselling: true,
      mpb_target: 0,
      mpb_published: 0,
      mpb_why: 'Stop selling is set on the listing',
    }),
  ]),
  gone: state([listing({ statecode: 1 })]),
  oneOfProduct: ofProduct([listing()]),
  manyOfProduct: ofProduct([
    listing({ mpb_sku: 'PLANTER-40-PAIR', mpb_unitsperoffer: 2, mpb_target: 6, mpb_published: 6 }),
    { ...moving, mpb_listingid: '115717e0-0000-4000-8000-000000000002', mpb_sku: 'PLANTER-40-B' },
    { ...refused, mpb_listingid: '115717e0-0000-4000-8000-000000000003', mpb_sku: 'PLANTER-40-OLD' },
    ...Array.from({ length: 8 }, (_, index) =>
      listing({
        mpb_listingid: `115717e0-0000-4000-8000-0000000001${index}0`,
        mpb_sku: `PLANTER-40-SHOP-${index}`,
      }),
    ),
  ]),
  nullHeavy: state([
    Object.fromEntries(
      Object.keys(listing()).map((column) => [
        column,
        column === 'mpb_exception_mpb_listingid' ? [] : column === 'mpb_listingid' ? 'x' : null,
      ]),
    ),
  ]),
  veryLong: ofProduct([
    {
      ...refused,
      mpb_sku: long.repeat(2).slice(0, 200),
      mpb_published: 2_147_483_647,
      mpb_target: 1_000_000_000,
      mpb_available: 2_000_000_000,
      mpb_why: `${'1,000,000,000 on hand, less 999 in open orders, '.repeat(12)}at most 1000000000`,
      mpb_marketplaceid: marketplace({
        mpb_name: 'A marketplace with a name that does not want to end '.repeat(2),
      }),
      mpb_exception_mpb_listingid: [{ ...refusal, mpb_cause: `${long} `.repeat(12) }],
    },
  ]),
  notSaved: state([], { recordKey: null, reads: {} }),
  noOffer: ofProduct([]),
  notFound: state([]),
  loading: answering('never'),
  error: answering({ error: { errorCode: 0x80040216, message: 'An unexpected error occurred.' } }),
  noPermission: answering({
    error: {
      errorCode: 0x80040220,
      message:
        "Principal user is missing prvReadmpb_listing privilege on OTC=10130 for entity 'mpb_listing'.",
    },
  }),
  offline: state([listing()], { offline: true }),
  failsWhenReadAgain: {
    ...answering([
      { rows: [listing()] },
      { error: { errorCode: 0x80072322, message: 'Number of requests exceeded the limit of 6000.' } },
    ]),
    then: [{ press: 'Read again' }],
  },
  followsByItself: {
    ...answering([{ rows: [moving] }, { rows: [{ ...moving, mpb_published: 4, mpb_place: places.done }] }]),
    then: [{ wait: 21_000 }],
  },
};
