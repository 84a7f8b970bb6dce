/** What the stock flow says of itself, for /status and the page. Times are ISO 8601. */

export interface StockStatus {
  /** Whether stock is published now. */
  readonly running: boolean;
  /** Why nothing is published; null while something is. */
  readonly hold: string | null;
  /** When the next file may go. */
  readonly nextFileOn: string | null;
  /** Listings that changed, and lines that wait for the next file. */
  readonly waiting: number;
  /** Lines that were sent and not answered yet. */
  readonly onItsWay: number;
  readonly lastFile: LastFile | null;
  /** From a change in Dynamics to its accepted line, as far as the marketplace's answers tell. */
  readonly latency: { readonly medianMs: number; readonly p99Ms: number } | null;
  /** A walk through all listings; `done` so far. */
  readonly sweep: { readonly done: number } | null;
  readonly trouble: string | null;
}

export interface LastFile {
  readonly sentOn: string;
  readonly lines: number;
  readonly refused: number | null;
  readonly answeredOn: string | null;
}
