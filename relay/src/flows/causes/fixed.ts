/**
 * A cause was fixed: how many records it held up at that moment is kept beside how many it holds up now, so that anybody
 * can say "37 of 37 cleared". Written before a single one of them is looked at, and once for each fix, whoever hears of it
 * first and however often; a fix is known by when it was saved:
 *
 *   saved before the cause first held anything up  -> no fix of it
 *   saved at or before the last fix that was noted -> noted already
 *   else                                           -> held = open now, fixed on = now
 */
import type { CauseRow, CauseWrite } from './cause-rows.ts';
import { tallied, type CauseContext, type OpenException, type Tally } from './tally.ts';

/** When the fix of a cause was saved by Dataverse's own clock, ISO 8601 with whole seconds; by cause key. */
export type SavedOn = ReadonlyMap<string, string>;

/** Answers the open exceptions that the fixed causes hold. */
export function noteFixed(context: CauseContext, saved: SavedOn): Promise<OpenException[]> {
  return tallied(context, saved.keys(), (tally, now) => fixedNow(tally, saved.get(tally.causeKey), now));
}

export function fixedNow(
  { row, open }: Pick<Tally, 'open'> & { readonly row: Pick<CauseRow, 'mpb_fixedon' | 'createdon'> | null },
  savedOn: string | undefined,
  now: string,
): CauseWrite | null {
  if (savedOn === undefined || open === 0 || (row !== null && !isNews(row, savedOn))) return null;
  // Our idea of server time may be a second behind the one that stamped the fix.
  const fixedOn = Date.parse(savedOn) > Date.parse(now) ? savedOn : now;
  return { mpb_open: open, mpb_held: open, mpb_fixedon: fixedOn, mpb_countedon: now };
}

function isNews(row: Pick<CauseRow, 'mpb_fixedon' | 'createdon'>, savedOn: string): boolean {
  const saved = Date.parse(savedOn);
  if (row.mpb_fixedon !== null && Date.parse(row.mpb_fixedon) >= saved) return false;
  return Date.parse(row.createdon) <= saved;
}
