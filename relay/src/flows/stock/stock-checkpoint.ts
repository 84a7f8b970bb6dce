/**
 * How far the stock flow has come, on one checkpoint row: the delta links behind which everything is planned and stands
 * in a file row, the walk through all listings, and the policy that these were planned by. Moved by compare-and-set, in
 * the change set of a file, so that a crash reads again what it lost.
 */
import { isStale, refused } from '../answers.ts';
import { Checkpoint, type Form } from '../checkpoint.ts';
import type { Ports } from '../ports.ts';
import type { SweepProgress } from './sweep.ts';

export interface StockProgress {
  /** By name of the delta. */
  readonly links: Readonly<Record<string, string>>;
  readonly sweep: SweepProgress | null;
  /** Digest of the policy in force; null: none was yet. */
  readonly policy: string | null;
}

const form: Form<StockProgress> = {
  flow: 'stock',
  select: ['mpb_deltalink', 'mpb_progress'],
  nothing: { links: {}, sweep: null, policy: null },
  read: (row) => ({
    sweep: null,
    policy: null,
    ...(row.mpb_progress === null ? {} : (JSON.parse(row.mpb_progress) as Omit<StockProgress, 'links'>)),
    links: row.mpb_deltalink === null ? {} : (JSON.parse(row.mpb_deltalink) as StockProgress['links']),
  }),
  columns: ({ links, sweep, policy }) => ({
    mpb_deltalink: JSON.stringify(links),
    mpb_progress: JSON.stringify({ sweep, policy }),
  }),
};

export class StockCheckpoint extends Checkpoint<StockProgress> {
  constructor(at: { readonly checkpointId: string; readonly marketplaceId: string }) {
    super(at, form);
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
