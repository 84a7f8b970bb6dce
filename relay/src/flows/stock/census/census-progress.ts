/** How far a census has come, on one checkpoint row that moves by compare-and-set: another copy that moved it wins. */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { Answer, Operation } from '../../../dataverse/client.ts';
import { mustSucceed } from '../../answers.ts';

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

type Row = Pick<ReadRow<typeof t.checkpoint>, 'mpb_progress'> & { '@odata.etag': string };

export class CensusCheckpoint {
  readonly #path: string;
  readonly #marketplaceId: string;
  #etag: string | null = null;
  #progress: CensusProgress = nothing;

  constructor(at: { checkpointId: string; marketplaceId: string }) {
    this.#path = `mpb_checkpoints(${at.checkpointId})`;
    this.#marketplaceId = at.marketplaceId;
  }

  get progress(): CensusProgress {
    return this.#progress;
  }

  /** Whether a census was ever begun. */
  get isKnown(): boolean {
    return this.#etag !== null;
  }

  get query(): Operation {
    return { method: 'GET', path: `${this.#path}?$select=mpb_progress` };
  }

  read(answer: Answer): void {
    this.#etag = null;
    this.#progress = nothing;
    if (answer.status === 404) return;
    mustSucceed(answer);
    const row = answer.body as Row;
    this.#etag = row['@odata.etag'];
    if (row.mpb_progress !== null)
      this.#progress = { ...nothing, ...(JSON.parse(row.mpb_progress) as Partial<CensusProgress>) };
  }

  move(to: CensusProgress): Operation {
    return {
      method: 'PATCH',
      path: `${this.#path}?$select=mpb_checkpointid`,
      prefer: 'return=representation',
      ...(this.#etag === null ? { ifNoneMatch: '*' } : { ifMatch: this.#etag }),
      body: {
        mpb_progress: JSON.stringify(to),
        ...(this.#etag === null
          ? {
              mpb_name: 'stock census',
              mpb_flow: 'stock-census',
              'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${this.#marketplaceId})`,
            }
          : {}),
      },
    };
  }

  moved(answer: Answer | undefined, to: CensusProgress): void {
    mustSucceed(answer);
    this.#etag = (answer?.body as { '@odata.etag': string })['@odata.etag'];
    this.#progress = to;
  }
}
