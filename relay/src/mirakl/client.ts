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
