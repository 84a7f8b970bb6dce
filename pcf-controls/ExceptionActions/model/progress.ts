/**
 * What became of something that the person did about an exception, from the press of the button to the answer. A
 * request takes seconds or a minute on a real tenant (TENANT 15), so that waiting is a state of its own, and one that is
 * found again when the form is opened later.
 *
 *   sending -> asked -> answered             a wish, carried out by the relay
 *   sending -> replaying -> answered         a mapping or a rule, which frees all that waited for it
 *   sending -> failed                        Dataverse refused the row
 */
import type { FixKind } from '@marketplace-bridge/solution';
import type { Trouble } from '../../shared/trouble.ts';
import { clearingOf } from './clearing.ts';
import type { Before, Clearing } from './clearing.ts';
import { history } from './history.ts';
import type { PastAction } from './history.ts';
import type { ExceptionRow, OrderRow } from './rows.ts';

export type Progress = About &
  (
    | { readonly stage: 'sending' }
    | { readonly stage: 'asked'; readonly actionId: string; readonly since: number }
    | {
        readonly stage: 'replaying';
        readonly since: number;
        readonly clearing: Clearing;
      }
    | ({ readonly stage: 'answered' } & Answer)
    | { readonly stage: 'failed'; readonly trouble: Trouble }
  );

export type Answer =
  | { readonly outcome: 'done' | 'refused' | 'failed'; readonly answer: string | null }
  | { readonly outcome: 'cleared'; readonly clearing: Clearing };

export interface About {
  readonly exceptionId: string;
  /** Of the exception, which may be gone from the list before its answer was read. */
  readonly title: string;
  readonly fix: FixKind;
}

/** By exception: one thing at a time. */
export type AllProgress = ReadonlyMap<string, Progress>;

export function withProgress(all: AllProgress, next: Progress): AllProgress {
  return new Map(all).set(next.exceptionId, next);
}

export function withoutProgress(all: AllProgress, exceptionId: string): AllProgress {
  const rest = new Map(all);
  rest.delete(exceptionId);
  return rest;
}

/** Whether an answer is still to come, so that nothing else should be asked for. */
export function isUnderWay({ stage }: Progress): boolean {
  return stage === 'sending' || stage === 'asked' || stage === 'replaying';
}

export function underWay(all: AllProgress): ReadonlySet<string> {
  return new Set([...all.values()].filter(isUnderWay).map(({ exceptionId }) => exceptionId));
}

const fixOfAction: Readonly<Record<NonNullable<PastAction['kind']>, FixKind>> = {
  retry: 'retry',
  acceptDifference: 'accept-difference',
  applyDifference: 'apply-difference',
  dismiss: 'dismiss',
  rearm: 'set-up',
};

/** A mapping or a rule that was saved here, and its cause as it stood before. */
export interface Saved {
  readonly progress: Progress;
  readonly before: Before;
}

/** By exception. Outlives the form: whoever comes back to it finds what they began. */
export type Memory = Map<string, Saved>;

/** So long after a cause was fixed, whoever opens the form is shown how it goes on. */
const lately = 300_000;

/**
 * What was begun before, here or by somebody else, and has no answer yet: remembered, or found in the rows when the
 * order is read. What this form has under way itself stays as it is.
 * @param now when it is read for the first time; null later, when a person has seen how fixed causes went on
 */
export function resumed(all: AllProgress, order: OrderRow, saved: Memory, now: number | null): AllProgress {
  const found = new Map(all);
  const past = history(order);
  for (const row of order.mpb_exception_mpb_orderid) {
    const id = row.mpb_exceptionid;
    const before = found.get(id) ?? saved.get(id)?.progress;
    const next = before ?? (row.statecode === 0 ? (askedFor(row, past) ?? beingCleared(row, now)) : null);
    if (next) found.set(id, next);
  }
  return found;
}

function askedFor(row: ExceptionRow, past: readonly PastAction[]): Progress | null {
  const action = past.find(
    ({ exceptionId, outcome }) => exceptionId === row.mpb_exceptionid && outcome === 'waiting',
  );
  if (action?.kind == null) return null;
  const since = Date.parse(action.on);
  return { ...aboutRow(row), fix: fixOfAction[action.kind], stage: 'asked', actionId: action.id, since };
}

/** The cause of an open exception was fixed a moment ago, and others are still held up by it. */
function beingCleared(row: ExceptionRow, now: number | null): Progress | null {
  const fixed = row.mpb_causeid?.mpb_fixedon ?? null;
  if (now === null || fixed === null || (row.mpb_openedon ?? '') > fixed) return null;
  const since = Date.parse(fixed);
  const clearing = clearingOf(null, row, 0);
  if (now - since > lately || clearing.stage !== 'clearing') return null;
  return { ...aboutRow(row), fix: 'set-up', stage: 'replaying', since, clearing };
}

function aboutRow(row: ExceptionRow): Pick<About, 'exceptionId' | 'title'> {
  return { exceptionId: row.mpb_exceptionid, title: row.mpb_name ?? '' };
}
