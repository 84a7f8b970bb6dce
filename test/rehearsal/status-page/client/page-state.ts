/** What `/state.json` says; types only, shared by the server and the page. */

export type Outcome = 'done' | 'waiting' | 'exception' | 'unseen';

/** Pounds (or whatever `currency` names, ISO 4217), as Dynamics shows them. */
export interface Amount {
  readonly value: number;
  readonly currency: string;
}

export interface Tally {
  readonly name: string;
  readonly count: number;
}

export interface OrderLine {
  readonly orderId: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly salesOrder: string | null;
  readonly total: Amount | null;
  /** ISO 8601: by when it has to leave. */
  readonly shipBy: string | null;
}

export interface OpenException {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  readonly blocking: boolean;
  readonly orderId: string;
  /** In plain English. */
  readonly cause: string;
  readonly evidence: readonly { readonly label: string; readonly value: string }[];
  readonly fixes: readonly string[];
  readonly team: string;
  /** ISO 8601. */
  readonly deadline: string | null;
  readonly moneyAtRisk: Amount | null;
  /** Orders with the same cause, this one included: one fix frees them all. */
  readonly ordersWithCause: number;
}

export interface PageState {
  /** ISO 8601, rehearsal time. */
  readonly now: string;
  /** How much faster than the wall rehearsal time runs, as measured; null in the first second. */
  readonly speed: number | null;
  readonly counts: {
    readonly seen: number;
    readonly done: number;
    readonly waiting: number;
    readonly exception: number;
  };
  /** On the marketplace, but not read by the relay yet. */
  readonly unseen: number;
  /** When the order list was last read, ISO 8601. */
  readonly lastRead: string | null;
  readonly waitingFor: readonly Tally[];
  readonly exceptionsByCode: readonly (Tally & { readonly blocking: boolean })[];
  readonly openExceptions: number;
  /** Most urgent first; not all of them when there are many. */
  readonly exceptions: readonly OpenException[];
  readonly orders: readonly OrderLine[];
  /** Sales Orders whose totals were proved, running total at equal steps from the first one until now. */
  readonly verified: readonly number[];
  /** ISO 8601: where `verified` begins. */
  readonly verifiedSince: string | null;
  readonly requests: {
    readonly mirakl: { readonly requests: number; readonly refused: number };
    readonly dynamics: { readonly requests: number; readonly operations: number; readonly refused: number };
  };
}
