/** How this pretend marketplace is set up. What the references call unverified is a switch here (DESIGN D11). */
import type { SandboxClock } from '../clock.ts';
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

export interface MiraklSettings {
  delays: Delays;
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
  settings?: Partial<Omit<MiraklSettings, 'delays'>> & { delays?: Partial<Delays> };
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
  ...usualRates,
  additionalFields: [
    { code: 'delivery-note', type: 'STRING', required: false },
    { code: 'seller-reference', type: 'STRING', required: true },
    { code: 'gift', type: 'BOOLEAN', required: false },
  ],
  lineAdditionalFields: [{ code: 'serial-numbers', type: 'MULTIPLE_VALUES_LIST', required: false }],
};

export function completeSettings(given: MiraklOptions['settings']): MiraklSettings {
  return { ...defaults, ...given, delays: { ...defaults.delays, ...given?.delays } };
}
