import type { World } from '../rehearsal/world.ts';

/** Two sweeps: what is due for longer than that was forgotten. */
const patience = 30_000;

/** After quiet nothing lies about that was due long ago. Answers what does, in words. */
export function overdue({ dataverse, clock }: World): string[] {
  return dataverse
    .rows('mpb_order')
    .filter((row) => typeof row.mpb_dueon === 'string' && Date.parse(row.mpb_dueon) < clock.now() - patience)
    .map(
      (row) =>
        `${String(row.mpb_name)} has been due since ${String(row.mpb_dueon)}: ${String(row.mpb_reason)}`,
    );
}
