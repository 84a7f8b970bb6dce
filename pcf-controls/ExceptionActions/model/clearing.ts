/** "37 of 37 cleared": what became of everything that a cause held up, since it was fixed. */
import type { CauseRow } from './rows.ts';

export interface Clearing {
  /** `starting` until the relay has seen that the cause was fixed. */
  readonly stage: 'starting' | 'clearing' | 'cleared' | 'partly';
  readonly held: number;
  readonly cleared: number;
}

/** A cause as it stood before the fix was saved; null where nobody had counted it yet. */
export type Before = Pick<CauseRow, 'mpb_fixedon'> | null;

/** This many readings without progress, after the relay has counted: what is left has another problem. */
const patience = 5;

/**
 * The relay notes when a cause was fixed by its own clock, so whether it has seen this fix is told by that note having
 * changed, and no two clocks are compared.
 * @param unchanged readings in a row that told the same
 */
export function clearingOf(before: Before, now: CauseRow | null, unchanged: number): Clearing {
  const fixed = now?.mpb_fixedon ?? null;
  if (now === null || fixed === null || fixed === (before?.mpb_fixedon ?? null)) {
    return { stage: 'starting', held: 0, cleared: 0 };
  }
  const open = Math.max(0, now.mpb_open ?? 0);
  const held = Math.max(open, now.mpb_held ?? 0);
  const counted = now.mpb_countedon !== null && now.mpb_countedon >= fixed;
  const stage = open === 0 ? 'cleared' : counted && unchanged >= patience ? 'partly' : 'clearing';
  return { stage, held, cleared: held - open };
}

export function sameCount(a: CauseRow | null, b: CauseRow | null): boolean {
  return a?.mpb_open === b?.mpb_open && a?.mpb_held === b?.mpb_held && a?.mpb_fixedon === b?.mpb_fixedon;
}
