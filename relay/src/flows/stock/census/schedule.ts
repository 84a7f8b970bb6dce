/**
 * When which census is due. Pure.
 *
 *   nobody ever looked, and there is no listing     -> everything, at once: it is how listings come about
 *   a day since everything was compared             -> everything, in quiet hours
 *   an hour since any, none yet, or one is asked for -> what changed on the marketplace since
 */
import { isQuiet, nextQuiet } from '../../../domain/stock/quiet-hours.ts';
import type { QuietHours } from '../../../domain/stock/policy.ts';
import type { CensusProgress, Scope } from './census-progress.ts';

/** Less than a day, so that quiet hours are met every night though each census takes a while. */
const everythingEvery = 20 * 60 * 60_000;
const changesEvery = 60 * 60_000;
/** For what is written on the marketplace while it lists what changed. */
const overlap = 5 * 60_000;
/** How far back it is looked where nobody ever did. */
const firstReach = 24 * 60 * 60_000;
/**
 * Older than any marketplace. Changes since then are all offers, and may be asked for once a minute where the one full
 * export of the day is gone (mirakl.md 1.7).
 */
const everSince = '2000-01-01T00:00:00.000Z';

export interface CensusKnown extends Pick<CensusProgress, 'lastOn' | 'everythingOn'> {
  /** There is not a single listing, or the first look at the marketplace was broken off. */
  readonly undiscovered: boolean;
  /** Somebody wants to know what the marketplace has (a file whose outcome is not known). */
  readonly asked: boolean;
  /** Everything may be exported once a day (mirakl.md 1.7); false: not yet. */
  readonly mayExportAll: boolean;
}

type DueCensus =
  | { readonly kind: 'due'; readonly scope: Scope; readonly since: string | null }
  | { readonly kind: 'later'; readonly on: Date };

export function dueCensus(known: CensusKnown, hours: QuietHours, now: Date): DueCensus {
  const { lastOn, everythingOn, mayExportAll } = known;
  if (known.undiscovered && lastOn === null) {
    // A copy that crashed as it asked has used up the one export of the day.
    return mayExportAll ? everything : { kind: 'due', scope: 'changes', since: everSince };
  }
  const everythingFrom = everythingOn === null ? now.getTime() : Date.parse(everythingOn) + everythingEvery;
  if (now.getTime() >= everythingFrom && isQuiet(hours, now) && mayExportAll) return everything;
  const changesFrom = lastOn === null ? now.getTime() : Date.parse(lastOn) + changesEvery;
  if (known.asked || now.getTime() >= changesFrom) {
    const since = lastOn === null ? now.getTime() - firstReach : Date.parse(lastOn) - overlap;
    return { kind: 'due', scope: 'changes', since: new Date(since).toISOString() };
  }
  const quiet = nextQuiet(hours, new Date(Math.max(everythingFrom, now.getTime())));
  return { kind: 'later', on: new Date(Math.min(changesFrom, quiet.getTime())) };
}

const everything: DueCensus = { kind: 'due', scope: 'everything', since: null };
