/** The global choices. Values start at the publisher's option prefix; a value, once shipped, never changes its meaning. */
import type { Choice } from './column.ts';

function choice<const Values extends Readonly<Record<string, number>>>(
  definition: Choice<Values>,
): Choice<Values> {
  return definition;
}

export const place = choice({
  name: 'mpb_place',
  display: 'Marketplace work place',
  description: 'Where a record stands: being worked on or waiting, held up by an exception, or done.',
  values: { waiting: 927_130_000, exception: 927_130_001, done: 927_130_002 },
  labels: { waiting: 'Waiting', exception: 'Exception', done: 'Done' },
});

/** Mirakl order states (mirakl.md 2.5); the raw text stands beside it, and a new state must not fail a write (TENANT 19). */
export const orderState = choice({
  name: 'mpb_orderstate',
  display: 'Marketplace order state',
  description: 'State of the order on the marketplace.',
  values: {
    unrecognised: 927_130_000,
    STAGING: 927_130_001,
    WAITING_ACCEPTANCE: 927_130_002,
    WAITING_DEBIT: 927_130_003,
    WAITING_DEBIT_PAYMENT: 927_130_004,
    SHIPPING: 927_130_005,
    SHIPPED: 927_130_006,
    TO_COLLECT: 927_130_007,
    RECEIVED: 927_130_008,
    CLOSED: 927_130_009,
    REFUSED: 927_130_010,
    CANCELED: 927_130_011,
  },
  labels: {
    unrecognised: 'Unrecognised',
    STAGING: 'Being checked by the marketplace',
    WAITING_ACCEPTANCE: 'To be accepted',
    WAITING_DEBIT: 'Waiting for debit',
    WAITING_DEBIT_PAYMENT: 'Waiting for payment',
    SHIPPING: 'Paid, to be shipped',
    SHIPPED: 'Shipped',
    TO_COLLECT: 'To be collected',
    RECEIVED: 'Received',
    CLOSED: 'Closed',
    REFUSED: 'Refused',
    CANCELED: 'Cancelled',
  },
});

export const severity = choice({
  name: 'mpb_severity',
  display: 'Marketplace exception severity',
  description: 'Whether an exception holds its record up.',
  values: { blocking: 927_130_000, advisory: 927_130_001 },
  labels: { blocking: 'Blocking', advisory: 'Advisory' },
});

export const responsible = choice({
  name: 'mpb_responsible',
  display: 'Marketplace responsible team',
  description: 'Which team puts an exception right.',
  values: { finance: 927_130_000, operations: 927_130_001, sales: 927_130_002, admin: 927_130_003 },
  labels: { finance: 'Finance', operations: 'Operations', sales: 'Sales', admin: 'Administrators' },
});

export const customerPolicy = choice({
  name: 'mpb_customerpolicy',
  display: 'Marketplace customer policy',
  description: 'Whose Sales Orders these are: one account for the marketplace, or a contact per buyer.',
  values: { marketplaceAccount: 927_130_000, contactPerBuyer: 927_130_001 },
  labels: {
    marketplaceAccount: 'One account for the marketplace',
    contactPerBuyer: 'A contact for each buyer',
  },
});

export const taxTreatment = choice({
  name: 'mpb_taxtreatment',
  display: 'Marketplace tax treatment',
  description: 'How a supply is treated for VAT.',
  values: { taxable: 927_130_000, zeroRated: 927_130_001, exempt: 927_130_002, export: 927_130_003 },
  labels: { taxable: 'Taxable', zeroRated: 'Zero-rated', exempt: 'Exempt', export: 'Export, zero-rated' },
});

export const actionKind = choice({
  name: 'mpb_actionkind',
  display: 'Marketplace action kind',
  description: 'What a person asks the relay to do.',
  values: {
    retry: 927_130_000,
    acceptDifference: 927_130_001,
    dismiss: 927_130_002,
    rearm: 927_130_003,
    applyDifference: 927_130_004,
  },
  labels: {
    retry: 'Retry',
    acceptDifference: 'Accept the difference',
    dismiss: 'Dismiss',
    rearm: 'Re-arm the marketplace',
    applyDifference: 'Apply the difference',
  },
});

export const actionOutcome = choice({
  name: 'mpb_actionoutcome',
  display: 'Marketplace action outcome',
  description: 'What became of a request.',
  values: { done: 927_130_000, refused: 927_130_001, failed: 927_130_002 },
  labels: { done: 'Done', refused: 'Refused', failed: 'Failed' },
});

export const feeBasis = choice({
  name: 'mpb_feebasis',
  display: 'Marketplace fee basis',
  description: 'Whether a fee was expected at import or settled by the marketplace.',
  values: { expected: 927_130_000, actual: 927_130_001 },
  labels: { expected: 'Expected', actual: 'Actual' },
});

export const stockSource = choice({
  name: 'mpb_stocksource',
  display: 'Marketplace stock source',
  description: 'Where the quantity of a product is read from.',
  values: { productOnHand: 927_130_000, fieldService: 927_130_001, stockLevels: 927_130_002 },
  labels: {
    productOnHand: 'Quantity on hand of the product',
    fieldService: 'Field Service product inventory, all warehouses',
    stockLevels: 'Marketplace stock levels, filled by another system',
  },
});

export const bufferRule = choice({
  name: 'mpb_bufferrule',
  display: 'Marketplace buffer rule',
  description: 'How much of the stock is kept back from the marketplace.',
  values: {
    constant: 927_130_000,
    percent: 927_130_001,
    daysOfCover: 927_130_002,
    velocity: 927_130_003,
  },
  labels: {
    constant: 'So many units',
    percent: 'Per cent of what is available',
    daysOfCover: 'So many days of sales',
    velocity: 'What may sell before the marketplace knows, with so many per cent certainty',
  },
});

export const demandRule = choice({
  name: 'mpb_demandrule',
  display: 'Marketplace demand rule',
  description: 'How long a marketplace order is subtracted from the quantity of the source.',
  values: { untilShipped: 927_130_000, untilImported: 927_130_001 },
  labels: {
    untilShipped: 'Until it is dispatched: the source falls when goods leave',
    untilImported: 'Until it is a Sales Order: the source counts those itself',
  },
});

/** sending -> sent -> answered -> done; refused and unknown end a file, and its lines are planned again. */
export const stockFileState = choice({
  name: 'mpb_stockfilestate',
  display: 'Marketplace stock file state',
  description: 'How far a stock file has come.',
  values: {
    sending: 927_130_000,
    sent: 927_130_001,
    answered: 927_130_002,
    done: 927_130_003,
    refused: 927_130_004,
    unknown: 927_130_005,
  },
  labels: {
    sending: 'Being sent',
    sent: 'Sent, not answered yet',
    answered: 'Answered, being noted on the listings',
    done: 'Done',
    refused: 'Refused as a whole, planned again',
    unknown: 'Outcome unknown, planned again',
  },
});

export const choices = [
  place,
  orderState,
  severity,
  responsible,
  customerPolicy,
  taxTreatment,
  actionKind,
  actionOutcome,
  feeBasis,
  stockSource,
  bufferRule,
  demandRule,
  stockFileState,
] as const;
