/** What one leading copy knows between two looks; everything that matters of it can be read again from rows. */
import type { LatencySamples } from '../../domain/stock/latency.ts';
import type { Slot } from '../slot.ts';
import type { SyncRun } from '../sync-run.ts';
import type { Deltas } from './deltas.ts';
import type { Dirty } from './dirty.ts';
import type { LookAgain } from './look-again.ts';
import type { MarketplaceExceptions } from './marketplace-exceptions.ts';
import type { OpenFiles, SentLine } from './open-files.ts';
import type { OwnWrites } from './own-writes.ts';
import type { SourceReader } from './sources/source.ts';
import type { StockCheckpoint } from './stock-checkpoint.ts';
import type { LastFile } from './stock-status.ts';
import { sweepAgain, type SweepProgress } from './sweep.ts';
import type { WaitingLines } from './waiting-lines.ts';

/** A file whose lines are planned anew; its row says so until all of them stand elsewhere. */
export interface OwedFile {
  readonly rowId: string;
  readonly state: 'refused' | 'unknown';
  readonly lines: readonly SentLine[];
}

export interface StockState {
  readonly dirty: Dirty;
  readonly waiting: WaitingLines;
  readonly files: OpenFiles;
  readonly own: OwnWrites;
  readonly again: LookAgain;
  readonly exceptions: MarketplaceExceptions;
  readonly checkpoint: StockCheckpoint;
  /** Of this hour: listings that were sent, and what became of their lines. */
  readonly syncRun: SyncRun;
  /** STO01. */
  slot: Slot;
  /** STO03. */
  readonly reportSlot: Slot;
  source: SourceReader;
  deltas: Deltas;
  /** When the changes were read last; what is planned holds as of then. ISO 8601. */
  readOn: string;
  /** When the source was last written, as far as is known. */
  newestChangeOn: string | null;
  sweep: SweepProgress | null;
  policy: string;
  /** Lines of one file: less after a refusal. */
  most: number;
  latency: LatencySamples;
  owed: OwedFile[];
  /** A change set was refused, or its fate is not known: the checkpoint is read again, and the file it may have made. */
  doubt: { readonly rowId: string | null } | null;
  /** Of the source, when it was looked at last; `held`: stale for longer than the longest hold. */
  staleness: 'fresh' | 'stale' | 'held';
  lastFile: LastFile | null;
}

/**
 * Some change of which nobody can say what it is for: all listings are walked through, and what waits, as it may be of
 * before the change, is planned anew before any of it is sent.
 */
export function walkAll(state: StockState, how: Pick<SweepProgress, 'kind' | 'relink'>): void {
  const waiting = [...state.waiting.values()];
  planAnew(state, waiting, { unsure: false });
  for (const { listingId } of waiting) state.waiting.remove(listingId);
  state.sweep = sweepAgain(state.sweep, how);
}

/** These are planned anew; `unsure` where the marketplace may have something else than it confirmed. */
export function planAnew(
  { dirty }: Pick<StockState, 'dirty'>,
  lines: readonly Pick<SentLine, 'listingId' | 'changedOn' | 'again'>[],
  { unsure }: { readonly unsure: boolean },
): void {
  for (const { listingId, changedOn, again } of lines) {
    dirty.listing(listingId, { changedOn, unsure: unsure || again });
  }
}
