/** Watches Dynamics between any two requests: what must only ever go forwards, and what must never be there twice or half. */
import type { World } from '../rehearsal/world.ts';
import { problemsNow } from '../system/check-invariants.ts';

export class NeverBackwards {
  readonly #world: World;
  readonly #found = new Set<string>();
  readonly #latest = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  get problems(): string[] {
    return [...this.#found];
  }

  /** To be called after every request that had an effect. */
  look(): void {
    const { dataverse } = this.#world;
    for (const row of dataverse.rows('mpb_checkpoint')) this.#forwards('watermark', row.mpb_watermark);
    for (const row of dataverse.rows('mpb_order')) {
      const version = typeof row.mpb_sourceversion === 'string' ? row.mpb_sourceversion.split('|')[0] : null;
      this.#forwards(`source version of ${String(row.mpb_name)}`, version);
      this.#forwards(`history of ${String(row.mpb_name)}`, String(Number(row.mpb_seq ?? 0)).padStart(9, '0'));
    }
    for (const problem of problemsNow(this.#world)) this.#found.add(problem);
  }

  #forwards(what: string, value: unknown): void {
    if (typeof value !== 'string') return;
    const before = this.#latest.get(what);
    if (before !== undefined && value < before)
      this.#found.add(`${what} went back from ${before} to ${value}`);
    this.#latest.set(what, value);
  }
}

const minute = 60_000;
/** What the margin between two clocks may be: the marketplace counts when it receives, the relay when it sends. */
const grain = 1_000;

/**
 * Walks begin with a reading of the first page; the last page of one is the first again. With the limit counted per
 * walk, the marketplace itself refuses a second within a minute; this says it without trusting the sandbox's counter.
 */
export function walksTooClose({ mirakl }: World): string[] {
  const firsts = mirakl.log.filter(
    (call) =>
      call.operation === 'OR11' && new URL(call.url, 'http://mirakl.test').searchParams.get('offset') === '0',
  );
  return firsts.flatMap((call, index) => {
    const before = firsts[index - 1];
    return before && call.at - before.at < minute - grain
      ? [`a walk began ${(call.at - before.at) / 1000} s after the one before`]
      : [];
  });
}
