/**
 * Trouble at the broker in words for an administrator, once a minute for each kind. The client tries again several times
 * a second, and tells of each try: a queue that is away overnight would fill the log with a hundred thousand lines.
 */
import type { Clock } from '../clock.ts';
import type { BusLog } from './bus.ts';
import { troubleOf } from './error-code.ts';

const everyMs = 60_000;

export class TroubleLog {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #log: Pick<BusLog, 'warn'>;
  readonly #kinds = new Map<string, { untold: number; lastTold: number }>();

  constructor(clock: Pick<Clock, 'monotonic'>, log: Pick<BusLog, 'warn'>) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Never with the client's own words, which may quote the address of the queue. */
  tell(code: string, source: string): void {
    const kind = this.#kinds.get(code) ?? { untold: 0, lastTold: -Infinity };
    this.#kinds.set(code, kind);
    kind.untold += 1;
    if (this.#clock.monotonic() - kind.lastTold < everyMs) return;
    const { untold: times } = kind;
    kind.untold = 0;
    kind.lastTold = this.#clock.monotonic();
    this.#log.warn({ code, source, times }, `${troubleOf(code)} Events wait for the sweep meanwhile.`);
  }
}
