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

export interface StockFileLine {
  /** ISO 8601. */
  readonly sentOn: string;
  readonly answeredOn: string | null;
  readonly lines: number;
  readonly refused: number;
  /** In words. */
  readonly state: string;
}

export interface CensusLine {
  /** ISO 8601. */
  readonly finishedOn: string;
  readonly scope: string;
  readonly offers: number;
  readonly agreed: number;
  /** What did not agree, by its class. */
  readonly found: readonly Tally[];
}

export interface StockState {
  /** Listings; `seen` are those that the marketplace has, as far as Dynamics knows. */
  readonly counts: PageState['counts'];
  /** ISO 8601: when the next stock file may go. */
  readonly nextFileOn: string | null;
  readonly files: number;
  readonly lastFile: StockFileLine | null;
  /** From a change in Dynamics to its accepted line, over the newest files. */
  readonly wait: {
    readonly medianSeconds: number;
    readonly longestSeconds: number;
    readonly files: number;
  } | null;
  /** Open exceptions of listings and of the stock as a whole, by code. */
  readonly held: readonly Tally[];
  /** The last one that was finished. */
  readonly census: CensusLine | null;
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
  /** Null where no stock is kept. */
  readonly stock: StockState | null;
  /** Sales Orders whose totals were proved, running total at equal steps from the first one until now. */
  readonly verified: readonly number[];
  /** ISO 8601: where `verified` begins. */
  readonly verifiedSince: string | null;
  readonly requests: {
    readonly mirakl: { readonly requests: number; readonly refused: number };
    readonly dynamics: { readonly requests: number; readonly operations: number; readonly refused: number };
  };
}
