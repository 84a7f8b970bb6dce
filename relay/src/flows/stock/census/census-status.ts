/** What the census says of itself, for /status and the page. Times are ISO 8601. */
import type { LastCensus, Scope } from './census-progress.ts';

export interface CensusStatus {
  readonly running: {
    readonly scope: Scope;
    readonly startedOn: string;
    /** In plain English: "reads what the marketplace has". */
    readonly step: string;
    /** Offers and listings that are behind it in this step. */
    readonly done: number;
  } | null;
  readonly last: LastCensus | null;
  /** When the next one begins, unless somebody asks sooner; null while it is not known. */
  readonly nextOn: string | null;
  /** Why nothing is compared; null while all is well. */
  readonly hold: string | null;
  readonly trouble: string | null;
}
