/** How much of the stock of a marketplace is shown, and how that is decided: an administrator's words, checked. */
import type { Quantity } from './quantity.ts';

export type StockSource = 'productOnHand' | 'fieldService' | 'stockLevels';
export type DemandRule = 'untilShipped' | 'untilImported';

/** What is kept back. */
export type BufferRule =
  | { readonly kind: 'constant'; readonly units: Quantity }
  /** Per cent of what is available, rounded up to the finest quantity. */
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'daysOfCover'; readonly days: number }
  /** What may sell during the measured latency with this certainty, 0 < quantile < 1. */
  | { readonly kind: 'velocity'; readonly quantile: number };

/** Minutes after midnight; `from` may be later than `to`. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** In force for a marketplace. */
export interface StockPolicy {
  readonly source: StockSource;
  /** Names; empty: all warehouses. */
  readonly warehouses: readonly string[];
  readonly demandRule: DemandRule;
  readonly settleMs: number;
  readonly offer: OfferPolicy;
  /** Targets up to this go first. */
  readonly lowStock: number;
  /** Between two files, ms; at least a minute (mirakl.md 1.7). */
  readonly everyMs: number;
  readonly quietHours: QuietHours;
  /** Null: never. */
  readonly staleAfterMs: number | null;
  readonly maxHoldMs: number;
  readonly floor: number;
}

/** The part of the policy that a listing may override. */
export interface OfferPolicy {
  readonly buffer: BufferRule | null;
  /** 0 to 100. */
  readonly allocationPercent: number;
  /** Whole offers; null: no limit. */
  readonly limit: number | null;
}

/** As it stands on the marketplace; null where nobody filled it in. */
export interface PolicyColumns {
  /** Null: no stock is published. */
  readonly source: StockSource | null;
  readonly warehouses: string | null;
  readonly demandRule: DemandRule | null;
  readonly settleMinutes: number | null;
  readonly bufferRule: BufferRule['kind'] | null;
  readonly bufferValue: number | null;
  readonly allocationPercent: number | null;
  readonly limit: number | null;
  readonly lowStock: number | null;
  readonly everyMinutes: number | null;
  readonly quietHours: string | null;
  readonly timeZone: string | null;
  readonly staleAfterMinutes: number | null;
  readonly maxHoldMinutes: number | null;
  readonly floor: number | null;
}

/** As it stands on a listing. */
export type OverrideColumns = Pick<
  PolicyColumns,
  'bufferRule' | 'bufferValue' | 'allocationPercent' | 'limit'
>;

/** What is wrong, in plain English, one sentence each. */
export type PolicyReading<T> =
  { readonly ok: true; readonly policy: T } | { readonly ok: false; readonly problems: readonly string[] };
