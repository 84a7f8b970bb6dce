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
import type { Clearing } from './clearing.ts';
import type { PastAction } from './history.ts';

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

/**
 * Requests that were made before, here or by somebody else, and are not answered: found in the history when the order
 * is read. What this form has under way itself stays as it is.
 */
export function resumed(
  all: AllProgress,
  past: readonly PastAction[],
  openIds: ReadonlySet<string>,
): AllProgress {
  const found = new Map(all);
  for (const action of past) {
    const { exceptionId, kind } = action;
    if (action.outcome !== 'waiting' || kind === null || exceptionId === null) continue;
    if (found.has(exceptionId) || !openIds.has(exceptionId)) continue;
    found.set(exceptionId, {
      stage: 'asked',
      exceptionId,
      title: action.exceptionTitle ?? '',
      fix: fixOfAction[kind],
      actionId: action.id,
      since: Date.parse(action.on),
    });
  }
  return found;
}
