/** "37 of 37 cleared": what became of everything that a cause held up, since it was fixed. */
import type { CauseRow, Standing } from './rows.ts';

export interface Clearing {
  /** `starting` until the relay has seen that the cause was fixed. */
  readonly stage: 'starting' | 'clearing' | 'cleared' | 'partly';
  readonly held: number;
  readonly cleared: number;
}

export const notBegun: Clearing = { stage: 'starting', held: 0, cleared: 0 };

/** A cause as it stood before the fix was saved; null where nobody had counted it yet. */
export type Before = Pick<CauseRow, 'mpb_fixedon'> | null;

/** This many readings that told the same, after the relay has counted: what is left has another problem. */
const patience = 5;

/**
 * The relay notes when a cause was fixed by its own clock, so whether it has seen this fix is told by that note having
 * changed, and no two clocks are compared.
 * @param now the exception at hand with its cause; null where it is gone
 * @param unchanged readings in a row that told the same
 */
export function clearingOf(before: Before, now: Standing | null, unchanged: number): Clearing {
  const cause = now?.mpb_causeid ?? null;
  const fixed = cause?.mpb_fixedon ?? null;
  if (cause === null || fixed === null || fixed === (before?.mpb_fixedon ?? null)) {
    // The record at hand was freed all the same, and of others nothing is known.
    const freed = now?.statecode !== 0;
    return freed && unchanged >= patience ? { stage: 'cleared', held: 1, cleared: 1 } : notBegun;
  }
  const open = Math.max(0, cause.mpb_open ?? 0);
  const held = Math.max(open, cause.mpb_held ?? 0);
  const counted = cause.mpb_countedon !== null && cause.mpb_countedon >= fixed;
  const stage = open === 0 ? 'cleared' : counted && unchanged >= patience ? 'partly' : 'clearing';
  return { stage, held, cleared: held - open };
}

export function sameStanding(a: Standing | null, b: Standing | null): boolean {
  return toldBy(a) === toldBy(b);
}

function toldBy(standing: Standing | null): string {
  const { mpb_open, mpb_held, mpb_fixedon } = standing?.mpb_causeid ?? {};
  return [standing?.statecode, mpb_open, mpb_held, mpb_fixedon].join();
}
