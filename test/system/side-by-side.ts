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

/** Orders, stock and census of a copy. */
export function loopsOf({ flows }: Copy): readonly Loop[] {
  return [flows.orders, flows.stock, flows.census];
}

/** Time moves in these steps while somebody sleeps in the middle of something. */
const step = 250;
const mostTurns = 300;

export interface SideBySideOptions {
  /** Looked at before each turn; true ends it. */
  readonly until?: () => boolean;
}

interface Turn {
  readonly loop: Loop;
  due: number;
  busy: boolean;
}

export class SideBySide {
  readonly #clock: ManualClock;
  readonly #turns: readonly Turn[];
  #failure: unknown = null;

  constructor(clock: ManualClock, loops: readonly Loop[]) {
    this.#clock = clock;
    this.#turns = loops.map((loop) => ({ loop, due: clock.now(), busy: false }));
  }

  /** Everybody looks again at once: an event came. */
  wake(): void {
    for (const turn of this.#turns) turn.due = this.#clock.now();
  }

  /** Loops that are in the middle of something at the end of it go on with the next call. */
  async run(milliseconds: number, { until = () => false }: SideBySideOptions = {}): Promise<void> {
    const clock = this.#clock;
    const end = clock.now() + milliseconds;
    while (!until()) {
      for (const turn of this.#turns) if (!turn.busy && turn.due <= clock.now()) this.#begin(turn);
      await this.#settle(until);
      if (this.#failure !== null) throw this.#failure as Error;
      if (until() || clock.now() >= end) return;
      const next = Math.min(end, ...this.#turns.map(({ busy, due }) => (busy ? clock.now() + step : due)));
      await clock.advance(Math.max(0, next - clock.now()));
    }
  }

  #begin(turn: Turn): void {
    turn.busy = true;
    turn.loop
      .tick()
      .then((wait) => {
        turn.due = this.#clock.now() + Math.max(1, wait);
        turn.busy = false;
      })
      .catch((error: unknown) => {
        this.#failure ??= error;
      });
  }

  /** Everybody comes as far as is possible without time. What sleeps inside its work needs time to move. */
  async #settle(until: () => boolean): Promise<void> {
    const isOver = () => until() || this.#failure !== null || !this.#turns.some(({ busy }) => busy);
    for (let turn = 0; turn < mostTurns && !isOver(); turn++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
