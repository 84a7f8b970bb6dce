/** How far a census has come, so that another copy goes on from there. */
import { Checkpoint, type Form } from '../../checkpoint.ts';

/** Everything on both sides, or only the offers that changed on the marketplace. */
export type Scope = 'everything' | 'changes';

export interface RunningCensus {
  readonly scope: Scope;
  /** Offers that changed on the marketplace since; null: all offers. */
  readonly since: string | null;
  readonly startedOn: string;
  /** When the export was asked for; the marketplace took its numbers at or after that. */
  readonly exportedOn: string;
  readonly trackingId: string;
  /** What is judged and stands on the row of the census. */
  readonly judged: Judged;
}

/**
 * Up to `to` everything is judged; what was found between `from` and `to` may not be repaired yet. Everything: keys of
 * listings, null before the first. Changes: how many offers.
 */
export interface Judged {
  readonly from: string | null;
  readonly to: string | null;
  /** All listings are judged, and offers are looked for that have none. */
  readonly listingsDone: boolean;
}

export const nothingJudged: Judged = { from: null, to: null, listingsDone: false };

export interface LastCensus {
  readonly scope: Scope;
  readonly finishedOn: string;
  readonly offers: number;
  readonly differences: number;
}

export interface CensusProgress {
  /** When the export of the last finished census was asked for, whatever its scope. */
  readonly lastOn: string | null;
  /** The same of the last one of everything. */
  readonly everythingOn: string | null;
  readonly last: LastCensus | null;
  readonly running: RunningCensus | null;
}

const nothing: CensusProgress = { lastOn: null, everythingOn: null, last: null, running: null };

const form: Form<CensusProgress> = {
  flow: 'stock-census',
  select: ['mpb_progress'],
  nothing,
  read: ({ mpb_progress: text }) =>
    text === null ? nothing : { ...nothing, ...(JSON.parse(text) as Partial<CensusProgress>) },
  columns: (progress) => ({ mpb_progress: JSON.stringify(progress) }),
};

export class CensusCheckpoint extends Checkpoint<CensusProgress> {
  constructor(at: { readonly checkpointId: string; readonly marketplaceId: string }) {
    super(at, form);
  }
}
