/**
 * The loops of one copy side by side on the clock of the world: whichever is due next has its turn, and time moves in the
 * steps that they ask for themselves. What a copy does is the same from run to run.
 */
import type { ManualClock } from '../sandbox/clock.ts';
import type { Copy } from './harness.ts';

export interface Loop {
  /** Does what is due; answers how many milliseconds there is nothing to do. */
  tick(): Promise<number>;
}

export interface SideBySideOptions {
  /** Looked at before each turn; true ends it. */
  readonly until?: () => boolean;
}

/** Orders, stock and census of a copy. */
export function loopsOf({ flows }: Copy): readonly Loop[] {
  return [flows.orders, flows.stock, flows.census];
}

export class SideBySide {
  readonly #clock: ManualClock;
  readonly #loops: readonly { readonly loop: Loop; due: number }[];

  constructor(clock: ManualClock, loops: readonly Loop[]) {
    this.#clock = clock;
    this.#loops = loops.map((loop) => ({ loop, due: clock.now() }));
  }

  /** Everybody looks again at once: an event came. */
  wake(): void {
    for (const one of this.#loops) one.due = this.#clock.now();
  }

  async run(milliseconds: number, { until = () => false }: SideBySideOptions = {}): Promise<void> {
    const clock = this.#clock;
    const end = clock.now() + milliseconds;
    while (!until()) {
      const next = this.#next();
      if (next === undefined || next.due >= end) break;
      if (next.due > clock.now()) await clock.advance(next.due - clock.now());
      const wait = await this.#driven(next.loop.tick(), until);
      next.due = clock.now() + Math.max(1, wait);
    }
    if (clock.now() < end && !until()) await clock.advance(end - clock.now());
  }

  #next() {
    return [...this.#loops].sort((one, other) => one.due - other.due)[0];
  }

  /** Work that sleeps inside needs time to move while it is under way; the work of the dead never ends. */
  async #driven(work: Promise<number>, until: () => boolean): Promise<number> {
    const progress = { finished: false };
    const outcome = work.finally(() => {
      progress.finished = true;
    });
    outcome.catch(() => undefined);
    for (;;) {
      for (let turn = 0; turn < 400 && !progress.finished; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (progress.finished) return outcome;
      if (until()) return 0;
      await this.#clock.advance(250);
    }
  }
}
