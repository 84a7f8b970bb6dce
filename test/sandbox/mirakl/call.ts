/** What an operation is given, and what it is. */
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import type { Fault } from './faults.ts';
import type { OfferExports } from './offer-exports.ts';
import type { OfferImports } from './offer-imports.ts';
import type { OfferStore } from './offer-store.ts';
import type { OrderExports } from './order-exports.ts';
import type { OrderStore } from './order-store.ts';
import type { MiraklOptions, MiraklSettings } from './settings.ts';
import type { StockImports } from './stock-imports.ts';

export interface Platform {
  store: OrderStore;
  settings: MiraklSettings;
  exports: OrderExports;
  offers: OfferStore;
  offerImports: OfferImports;
  offerExports: OfferExports;
  stockImports: StockImports;
  shopId: number;
  maxOver100: 'cap' | 'reject';
  fullExports: NonNullable<MiraklOptions['fullExports']>;
}

export interface Call {
  platform: Platform;
  request: SandboxRequest;
  /** Sandbox time, ms. */
  now: number;
  /** The part of the path that an operation's pattern captures; '' where it captures none. */
  id: string;
  query: URLSearchParams;
  /** Scheme and host under which the caller reached us. */
  origin: string;
  path: string;
  /** A scripted fault that the operation itself carries out. */
  fault: OwnFault | undefined;
}

/** Rows of the page come twice, the export or the import fails, or the import takes longer. */
export type OwnFault = Extract<
  Fault,
  'duplicate-rows' | 'export-fails' | 'import-fails' | { importTakes: number }
>;

export function ownFault(fault: Fault | undefined): OwnFault | undefined {
  if (fault === 'duplicate-rows' || fault === 'export-fails' || fault === 'import-fails') return fault;
  return typeof fault === 'object' && 'importTakes' in fault ? fault : undefined;
}

export type Handler = (call: Call) => SandboxResponse;
