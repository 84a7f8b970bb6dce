/** How this pretend marketplace is set up. What the references call unverified is a switch here (DESIGN D11). */
import type { SandboxClock } from '../clock.ts';
import type { GeneratedOffers } from './generated-offers.ts';
import { usualRates } from './totals.ts';

const second = 1000;
const day = 24 * 60 * 60 * second;

/** Milliseconds that an order stays in a state before the marketplace moves it on; null: only the seller moves it. */
export interface Delays {
  /** STAGING: the operator's checks. */
  staging: number | null;
  /** WAITING_DEBIT, until the debit is requested. */
  debit: number | null;
  /** WAITING_DEBIT_PAYMENT, until the customer has paid. */
  payment: number | null;
  ship: number | null;
  receive: number | null;
  close: number | null;
}

/** How stock files are taken. No duration is published (mirakl.md 5.2). */
export interface StockImportSettings {
  /** From its turn until the first line, and for each line, ms. */
  baseMs: number;
  perLineMs: number;
  /** Whether files wait for those before them, or run side by side, so that a small one may be done before a large one. */
  order: 'fifo' | 'may-overtake';
  /** Whether the error report counts lines of data or lines of the file, whose first is the header. */
  lineNumbers: 'data' | 'file';
}

export interface OfferExportSettings {
  /** OF52: time until an export is complete, ms. */
  delay: number;
  /** The least that items_per_chunk and megabytes_per_chunk may be; lower on Mirakl's test environments. */
  leastItemsPerChunk: number;
  leastMegabytesPerChunk: number;
  /** Whether a request that repeats one under way counts against the frequency limit before it is recognised. */
  repetitions: 'count' | 'free';
}

export interface MiraklSettings {
  delays: Delays;
  stockImport: StockImportSettings;
  offerExport: OfferExportSettings;
  /** Whether an order takes its units from the offer's quantity when it is placed. */
  salesReduceOffers: boolean;
  /** Whether cancelled and refused units go back into the offer's quantity; nobody has written it down. */
  cancellationRestocks: boolean;
  orderAcceptance: 'AUTOMATIC' | 'NOT_AUTOMATIC' | 'BOTH';
  orderTaxMode: 'TAX_INCLUDED' | 'TAX_EXCLUDED';
  /** Names and addresses visible before acceptance instead of from SHIPPING on (PC01, mirakl.md 2.4). */
  detailsBeforeAcceptance: boolean;
  /** Whether a seller may accept some lines and refuse others (OR21 ORDER_PARTIAL_ACCEPTANCE_DISABLED). */
  partialAcceptance: boolean;
  multiCurrency: boolean;
  multiShipment: boolean;
  returns: boolean;
  disableSellerAlternativeCarrier: boolean;
  /** What Mirakl itself subtracts from start_update_date, in ms; its size is not published (mirakl.md 2.2). */
  updateOverlap: number;
  /** Whether cancelled amounts leave the line (seen when a whole order is cancelled, mirakl.md 2.3) or stay in it. */
  cancelledAmounts: 'leave' | 'stay';
  /** OR13: time until an export is complete, ms. */
  exportDelay: number;
  /** Share of the price including shipping that the marketplace keeps, and the VAT on it, in percent. */
  commissionRate: number;
  commissionTaxRate: number;
  /** Custom fields of an order that OR31 may write (AF01). */
  additionalFields: { code: string; type: string; required: boolean }[];
  lineAdditionalFields: { code: string; type: string; required: boolean }[];
}

export interface MiraklOptions {
  clock: SandboxClock;
  apiKey: string;
  shopId?: number;
  frequencyLimits?: 'on' | 'off';
  /** Whether the pages of one OR11 walk are one use or several: the specification does not say. */
  or11Counting?: 'walk' | 'call';
  /** OR13 without an update range: once in 24 h ("full"), or like a differential one; which is not published. */
  fullExports?: 'daily' | 'as-differential';
  maxOver100?: 'cap' | 'reject';
  limitUser?: 'standard' | 'external-partner';
  /** None unless given. */
  offers?: {
    /** Each product of the catalogue (of seed 1, or the one named) with that quantity. */
    catalogue?: { seed?: number; quantity: number | ((sku: string, index: number) => number) };
    generated?: GeneratedOffers;
  };
  settings?: Partial<Omit<MiraklSettings, 'delays' | 'stockImport' | 'offerExport'>> & {
    delays?: Partial<Delays>;
    stockImport?: Partial<StockImportSettings>;
    offerExport?: Partial<OfferExportSettings>;
  };
}

const defaults: MiraklSettings = {
  delays: {
    staging: 30 * second,
    debit: 30 * second,
    payment: 60 * second,
    ship: null,
    receive: 7 * day,
    close: 90 * day,
  },
  orderAcceptance: 'AUTOMATIC',
  orderTaxMode: 'TAX_INCLUDED',
  detailsBeforeAcceptance: false,
  partialAcceptance: true,
  multiCurrency: false,
  multiShipment: true,
  returns: true,
  disableSellerAlternativeCarrier: false,
  updateOverlap: 60 * second,
  cancelledAmounts: 'leave',
  exportDelay: 20 * second,
  stockImport: { baseMs: 5 * second, perLineMs: 1, order: 'fifo', lineNumbers: 'data' },
  offerExport: {
    delay: 20 * second,
    leastItemsPerChunk: 10_000,
    leastMegabytesPerChunk: 10,
    repetitions: 'count',
  },
  salesReduceOffers: true,
  cancellationRestocks: false,
  ...usualRates,
  additionalFields: [
    { code: 'delivery-note', type: 'STRING', required: false },
    { code: 'seller-reference', type: 'STRING', required: true },
    { code: 'gift', type: 'BOOLEAN', required: false },
  ],
  lineAdditionalFields: [{ code: 'serial-numbers', type: 'MULTIPLE_VALUES_LIST', required: false }],
};

export function completeSettings(given: MiraklOptions['settings']): MiraklSettings {
  return {
    ...defaults,
    ...given,
    delays: { ...defaults.delays, ...given?.delays },
    stockImport: { ...defaults.stockImport, ...given?.stockImport },
    offerExport: { ...defaults.offerExport, ...given?.offerExport },
  };
}
