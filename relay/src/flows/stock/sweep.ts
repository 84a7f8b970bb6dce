/**
 * A walk through all listings in the order of their keys, beside the daily work: a page is planned while the slot of the
 * file is shut, its lines go behind whatever changed. How far it came stands on the checkpoint; it moves only past pages
 * whose lines stand in a file. Asked for again while it runs, it goes on to the end and then once more up to here, so
 * that a stream of reasons cannot keep it from ending.
 */

export interface Leg {
  /** Key of the last listing that is behind us; null: from the first. */
  readonly after: string | null;
  /** Key of the last one to look at; null: to the end. */
  readonly to: string | null;
}

export interface SweepProgress {
  readonly kind: 'differences' | 'everything';
  /** What the SKUs are mapped to may have changed. */
  readonly relink: boolean;
  /** The first is under way. */
  readonly legs: readonly Leg[];
  readonly done: number;
}

export function sweepAgain(
  running: SweepProgress | null,
  wanted: Pick<SweepProgress, 'kind' | 'relink'>,
): SweepProgress {
  const leg = running?.legs[0];
  const whole: Leg = { after: null, to: null };
  if (running === null || leg === undefined) return { ...wanted, legs: [whole], done: 0 };
  return {
    kind: wanted.kind === 'everything' ? wanted.kind : running.kind,
    relink: wanted.relink || running.relink,
    legs:
      leg.after === null
        ? [whole]
        : [
            { after: leg.after, to: null },
            { after: null, to: leg.after },
          ],
    done: running.done,
  };
}

/** After a page of `rows` listings that ended with `last`; null: all is behind us. */
export function sweptOn(
  sweep: SweepProgress,
  page: { readonly rows: number; readonly last: string | null; readonly full: boolean },
): SweepProgress | null {
  const [leg, ...others] = sweep.legs;
  if (leg === undefined) return null;
  const done = sweep.done + page.rows;
  if (page.full && page.last !== null) {
    return { ...sweep, legs: [{ ...leg, after: page.last }, ...others], done };
  }
  return others.length === 0 ? null : { ...sweep, legs: others, done };
}
