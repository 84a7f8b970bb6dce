/** What is decided about the stock of some listings. */
import type { ExceptionDraft } from '../exception.ts';
import type { Quantity } from './quantity.ts';

/** In the order in which lines of a file are sent. */
export type Urgency = 'zero' | 'low' | 'change' | 'sweep';

export interface PlannedLine {
  readonly listingId: string;
  readonly sku: string;
  /** Whole, 0 or more. */
  readonly quantity: number;
  /** What was sent last; null: nothing ever was. Among equals what falls goes first. */
  readonly before: number | null;
  readonly urgency: Urgency;
  readonly changedOn: string | null;
}

/** How one target came about. */
export interface ListingDecision {
  readonly listingId: string;
  readonly sku: string;
  /** What ought to be published; null: nothing is published, and what stands there stays. */
  readonly target: number | null;
  /** In the source, less open orders; null where the source says nothing. */
  readonly available: Quantity | null;
  /** Plain English, at most 1,000 characters: "12 on hand, less 3 in open orders, less a buffer of 2". */
  readonly why: string;
  /** Present when the marketplace has to be told. */
  readonly line: PlannedLine | null;
  /** What holds the listing up; none when all is well. */
  readonly exceptions: readonly ExceptionDraft[];
  /** When it has to be looked at again though nothing changes (a hold ends); ISO 8601, null: only when something changes. */
  readonly lookAgainOn: string | null;
}

/** What is the same for all listings of a run. */
export interface PlanContext {
  readonly now: Date;
  /** Measured from a change to its accepted line, ms: how long the marketplace may go on selling what is gone. */
  readonly latencyMs: number;
  /** Every line is sent, whatever was confirmed (PROTOCOL, Delta: the token was lost). */
  readonly sweep: 'no' | 'differences' | 'everything';
}
