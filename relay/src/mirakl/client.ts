import type { Carrier, PlatformConfiguration, Reason, TaxCode } from './answers.ts';

/** One order as received. */
export interface RawOrder {
  /** `order_id`; null when the element has none that can be read. */
  readonly orderId: string | null;
  /** JSON text of exactly this element, its numbers as Mirakl wrote them. */
  readonly json: string;
  /** The parsed element; a number that a double cannot hold exactly is a string of its digits. */
  readonly value: unknown;
}

/** One page of orders (OR11) or one file of an export (OR15). */
export interface OrdersPage {
  readonly orders: RawOrder[];
  /** `total_count`; null where the answer has none (OR15). */
  readonly totalCount: number | null;
  /** The answer's Date header. */
  readonly serverDate: Date | null;
  /** The body, byte for byte. */
  readonly raw: Uint8Array;
}

/** Filters of OR11; instants in ISO 8601. `max` is at most 100. */
export interface OrdersQuery {
  readonly startUpdateDate?: string;
  readonly endUpdateDate?: string;
  readonly orderIds?: readonly string[];
  readonly states?: readonly string[];
  readonly offset?: number;
  readonly max?: number;
}

export interface ExportStatus {
  /** PENDING, COMPLETED or FAILED; a state that Mirakl adds later arrives as it is. */
  readonly state: string;
  readonly urls: string[];
}

export interface ReferenceOutcome {
  readonly orderId: string;
  readonly updated: boolean;
  readonly errors: string[];
}

/** One line of a stock file: the quantity of an offer in all, not in one warehouse (mirakl.md 5.2). */
export interface StockLine {
  readonly sku: string;
  /** Whole, 0 or more. */
  readonly quantity: number;
}

/** STO02. */
export interface StockImport {
  /** WAITING, RUNNING, COMPLETE or FAILED; a state that Mirakl adds later arrives as it is. */
  readonly state: string;
  readonly linesInSuccess: number | null;
  readonly linesInError: number | null;
  readonly hasErrorReport: boolean;
}

/** A line of STO03. */
export interface StockRefusal {
  /** As the report counts, which may or may not include the header; null where it does not say. */
  readonly line: number | null;
  /** As the report repeats it; null where it does not. */
  readonly sku: string | null;
  readonly reason: string;
}

/** What the marketplace has of an offer (OF21, OF54). */
export interface Offer {
  readonly sku: string;
  readonly offerId: string | null;
  readonly quantity: number;
  /** Only OF21 tells it. */
  readonly title: string | null;
  readonly active: boolean;
  /** Only a differential export names offers that are gone. */
  readonly deleted: boolean;
}

export interface OffersExportStatus {
  /** PENDING, COMPLETED or FAILED. */
  readonly state: string;
  readonly urls: string[];
  /** `last_updated`; null where it is not told. */
  readonly updatedOn: string | null;
}

/** The part of the seller API that the relay uses, one method per call (mirakl.md, Appendix A). Rejects with `OperatingError`. */
export interface MiraklClient {
  /** OR11. */
  listOrders(query: OrdersQuery): Promise<OrdersPage>;
  /** OR13: starts an export. */
  exportOrders(query: { startUpdateDate: string; endUpdateDate: string }): Promise<{ trackingId: string }>;
  /** OR14. */
  exportStatus(trackingId: string): Promise<ExportStatus>;
  /** OR15: one file of an export. */
  exportChunk(url: string): Promise<OrdersPage>;
  /** OR21: accepts the lines named. State-guarded: after an unknown outcome, read the order again. */
  acceptOrder(orderId: string, lineIds: readonly string[]): Promise<void>;
  /** OR04: our order numbers, at most 100. Idempotent. */
  writeReferences(refs: readonly { orderId: string; reference: string }[]): Promise<ReferenceOutcome[]>;
  /**
   * STO01: absolute quantities, so that sending them twice does no harm. The file is written as it is sent. Not repeated
   * in here: `outcome-unknown` when the file may have been taken, also when it was and its id cannot be read.
   */
  sendStock(lines: readonly StockLine[]): Promise<{ importId: string }>;
  /** STO02. */
  stockImport(importId: string): Promise<StockImport>;
  /** STO03, parsed as it comes. */
  stockRefusals(importId: string): Promise<StockRefusal[]>;
  /** OF21 by SKU, to the letter; null when there is no such offer. */
  offer(sku: string): Promise<Offer | null>;
  /** OF52: all offers, inactive ones too, or those that changed since `since` (ISO 8601). */
  exportOffers(query: { since: string | null }): Promise<{ trackingId: string }>;
  /** OF53. */
  offersExport(trackingId: string): Promise<OffersExportStatus>;
  /**
   * OF54: one file, in pages as it comes; a line that cannot be read is counted, never dropped silently. When it breaks
   * on the way, what was handed out is a part: the file has to be read again.
   */
  offersChunk(url: string): AsyncIterable<{ readonly offers: readonly Offer[]; readonly unreadable: number }>;
  /** PC01. */
  platform(): Promise<PlatformConfiguration>;
  /** V01: what Mirakl says of itself; proves that it is up. */
  version(): Promise<string>;
  /** A01: which shop the key belongs to. */
  account(): Promise<{ shopId: string | null; currency: string | null }>;
  /** SH21. */
  carriers(): Promise<Carrier[]>;
  /** RE01. */
  reasons(): Promise<Reason[]>;
  /** OR75. */
  taxes(): Promise<TaxCode[]>;
  /** Calls sent since the start. */
  calls(): number;
}
