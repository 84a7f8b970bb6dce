/** Call frequencies per operation and shop (mirakl.md 1.7): the "maximum usage" of the specification, as 429s. */
import type { Use } from './routes.ts';
import type { MiraklOptions } from './settings.ts';

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** Uses allowed within any window of so many milliseconds. */
interface Limit {
  uses: number;
  within: number;
}

const limits: Partial<Record<string, Limit>> = {
  OR11: { uses: 1, within: minute },
  OR13: { uses: 1, within: 5 * minute },
  'OR13-full': { uses: 1, within: day },
  OR14: { uses: 1, within: 2 * second },
  OR04: { uses: 1, within: minute },
  OR31: { uses: 5, within: second },
  OF24: { uses: 1, within: minute },
  OF51: { uses: 1, within: minute },
  'OF51-full': { uses: 1, within: day },
  OF52: { uses: 1, within: minute },
  'OF52-full': { uses: 1, within: day },
  OF53: { uses: 1, within: 10 * second },
  STO01: { uses: 1, within: minute },
  STO02: { uses: 1, within: 15 * second },
  STO03: { uses: 1, within: minute },
  OR75: { uses: 1, within: day },
  SH21: { uses: 1, within: day },
  A01: { uses: 1, within: day },
};

/** A walk may read a page up to three times: for the total, on the way back, and once more at the end. */
const readsOfOnePage = 3;

interface Walk {
  filter: string;
  lastPageAt: number;
  reads: Map<string, number>;
}

export class FrequencyLimits {
  readonly #options: MiraklOptions;
  readonly #uses = new Map<string, number[]>();
  #walk: Walk | undefined;

  constructor(options: MiraklOptions) {
    this.#options = options;
  }

  /**
   * Counts a use at `now` (ms). `key` names what is counted together: the limit, or one id of it ("OR14 <id>").
   * Returns the seconds to wait when the limit is reached; a refused call is no use.
   */
  use({ limit: operation, key }: Use, now: number, query?: URLSearchParams): number | undefined {
    const limit = this.#limitOf(operation);
    if (!limit || this.#options.frequencyLimits === 'off') return undefined;
    if (operation === 'OR11' && query && this.#continuesWalk(query, now)) return undefined;
    const uses = (this.#uses.get(key) ?? []).filter((at) => at > now - limit.within);
    this.#uses.set(key, uses);
    if (uses.length >= limit.uses) return Math.max(1, Math.ceil((uses[0]! + limit.within - now) / second));
    uses.push(now);
    if (operation === 'OR11' && query) this.#walk = newWalk(query, now);
    return undefined;
  }

  #limitOf(operation: string): Limit | undefined {
    if (operation === 'OR11' && this.#options.limitUser === 'external-partner') {
      return { uses: 1, within: 15 * minute };
    }
    return limits[operation];
  }

  /** Another page of the walk that is under way: same filter, within a minute of its last page. */
  #continuesWalk(query: URLSearchParams, now: number): boolean {
    const walk = this.#walk;
    if (this.#options.or11Counting === 'call' || !walk) return false;
    if (walk.filter !== filterOf(query) || now - walk.lastPageAt > minute) return false;
    const offset = query.get('offset') ?? '0';
    const reads = (walk.reads.get(offset) ?? 0) + 1;
    if (reads > readsOfOnePage) return false;
    walk.reads.set(offset, reads);
    walk.lastPageAt = now;
    return true;
  }
}

function newWalk(query: URLSearchParams, now: number): Walk {
  return { filter: filterOf(query), lastPageAt: now, reads: new Map([[query.get('offset') ?? '0', 1]]) };
}

function filterOf(query: URLSearchParams): string {
  const filter = new URLSearchParams(query);
  filter.delete('offset');
  filter.sort();
  return filter.toString();
}
