/**
 * How far the stock flow has come, on one checkpoint row: the delta links behind which everything is planned and stands
 * in a file row, the walk through all listings, and the policy that these were planned by. Moved by compare-and-set, in
 * the change set of a file, so that a crash reads again what it lost.
 */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { Answer, Operation } from '../../dataverse/client.ts';
import { isStale, mustSucceed, refused } from '../answers.ts';
import type { Ports } from '../ports.ts';
import type { SweepProgress } from './sweep.ts';

export interface StockProgress {
  /** By name of the delta. */
  readonly links: Readonly<Record<string, string>>;
  readonly sweep: SweepProgress | null;
  /** Digest of the policy in force; null: none was yet. */
  readonly policy: string | null;
}

type Row = Pick<ReadRow<typeof t.checkpoint>, 'mpb_deltalink' | 'mpb_progress'> & { '@odata.etag': string };

const nothing: StockProgress = { links: {}, sweep: null, policy: null };

export class StockCheckpoint {
  readonly #path: string;
  readonly #marketplaceId: string;
  #etag: string | null = null;
  #progress: StockProgress = nothing;

  constructor(at: { checkpointId: string; marketplaceId: string }) {
    this.#path = `mpb_checkpoints(${at.checkpointId})`;
    this.#marketplaceId = at.marketplaceId;
  }

  /** As it stands in Dynamics. */
  get progress(): StockProgress {
    return this.#progress;
  }

  get query(): Operation {
    return { method: 'GET', path: `${this.#path}?$select=mpb_deltalink,mpb_progress` };
  }

  read(answer: Answer): void {
    this.#etag = null;
    this.#progress = nothing;
    if (answer.status === 404) return;
    mustSucceed(answer);
    const row = answer.body as Row;
    this.#etag = row['@odata.etag'];
    this.#progress = {
      ...nothing,
      ...(row.mpb_progress === null ? {} : (JSON.parse(row.mpb_progress) as Omit<StockProgress, 'links'>)),
      links: row.mpb_deltalink === null ? {} : (JSON.parse(row.mpb_deltalink) as StockProgress['links']),
    };
  }

  moves(to: StockProgress): boolean {
    return JSON.stringify(to) !== JSON.stringify(this.#progress);
  }

  move({ links, sweep, policy }: StockProgress): Operation {
    const isNew = this.#etag === null;
    return {
      method: 'PATCH',
      path: `${this.#path}?$select=mpb_checkpointid`,
      prefer: 'return=representation',
      ...(this.#etag === null ? { ifNoneMatch: '*' } : { ifMatch: this.#etag }),
      body: {
        mpb_deltalink: JSON.stringify(links),
        mpb_progress: JSON.stringify({ sweep, policy }),
        ...(isNew
          ? {
              mpb_name: 'stock',
              mpb_flow: 'stock',
              'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${this.#marketplaceId})`,
            }
          : {}),
      },
    };
  }

  moved(answer: Answer, to: StockProgress): void {
    mustSucceed(answer);
    this.#etag = (answer.body as { '@odata.etag': string })['@odata.etag'];
    this.#progress = to;
  }

  /** By itself, where no file is due; false: another copy moved it. */
  async write({ dataverse }: Pick<Ports, 'dataverse'>, to: StockProgress): Promise<boolean> {
    const answer = await dataverse.send(this.move(to), 'due');
    if (answer.error) {
      if (isStale(answer.error)) return false;
      throw refused(answer.error);
    }
    this.moved(answer, to);
    return true;
  }
}
