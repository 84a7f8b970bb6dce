/**
 * The sandbox's time: real, sped up, or moved by hand. Both pretend systems of one rehearsal share one clock, and the
 * relay learns it from the Date header of their answers.
 */
export interface SandboxClock {
  /** Milliseconds since 1970, in sandbox time. */
  now(): number;
  /** Resolves after `milliseconds` of sandbox time. A sleep in the background does not keep the process from ending. */
  sleep(milliseconds: number, inBackground?: boolean): Promise<void>;
}

/** Runs `speed` times as fast as the wall, starting at `start` (default: the present). */
export function runningClock(speed = 1, start = Date.now()): SandboxClock {
  const origin = performance.now();
  return {
    now: () => start + Math.floor((performance.now() - origin) * speed),
    sleep: (milliseconds, inBackground = false) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds / speed);
        if (inBackground) timer.unref();
      }),
  };
}

/** Stands still until a test moves it. Sleepers wake in the order of their deadlines while it moves. */
export class ManualClock implements SandboxClock {
  #now: number;
  #sleepers: { at: number; wake: () => void }[] = [];

  constructor(start: number | string = '2026-11-02T09:00:00Z') {
    this.#now = typeof start === 'number' ? start : Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return Promise.resolve();
    return new Promise((wake) => this.#sleepers.push({ at: this.#now + milliseconds, wake }));
  }

  /** Moves time forward, waking sleepers on the way; each gets a turn of the event loop before the next. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#sleepers.filter((sleeper) => sleeper.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
    this.#now = end;
  }
}
