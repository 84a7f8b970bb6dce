import type { Clock } from '../clock.ts';
import { OperatingError } from '../errors.ts';
import type { Lane } from './client.ts';
import type { Pacer } from './pacer.ts';

/**
 * How long a request of a lane waits for its turn, ms. An event's handler must not hang: its row is due anyway (PROTOCOL,
 * Look). A sweep runs in the gaps of work that must be done in time, so it lets go at once and comes back.
 */
const patience: Record<Lane, number> = {
  intents: 30_000,
  events: 10_000,
  due: 10_000,
  sweep: 1_000,
  census: 300_000,
};

/** The pacer with promises: callers wait here for their turn. */
export class Gate {
  readonly #pacer: Pacer;
  readonly #clock: Clock;
  readonly #waiting = new Map<number, () => void>();
  #alarm: AbortController | null = null;

  constructor(pacer: Pacer, clock: Clock) {
    this.#pacer = pacer;
    this.#clock = clock;
  }

  /** Resolves when the request may be sent, with the function to call when it has ended. Rejects when patience ends. */
  async enter(lane: Lane, operations: number): Promise<() => void> {
    const ticket = this.#pacer.enqueue(lane, operations);
    const turn = new Promise<void>((resolve) => this.#waiting.set(ticket, resolve));
    this.#pump();
    if (this.#waiting.has(ticket)) await this.#waitFor(ticket, turn, lane);
    const sentAt = this.#clock.monotonic();
    return () => {
      const now = this.#clock.monotonic();
      this.#pacer.finished(now, now - sentAt);
      this.#pump();
    };
  }

  async #waitFor(ticket: number, turn: Promise<void>, lane: Lane): Promise<void> {
    const deadline = new AbortController();
    const late = this.#clock.sleep(patience[lane], deadline.signal).then(
      () => 'late' as const,
      () => 'turn' as const,
    );
    const first = await Promise.race([turn.then(() => 'turn' as const), late]);
    deadline.abort();
    if (first === 'turn' || !this.#waiting.delete(ticket)) return;
    this.#pacer.withdraw(ticket);
    const wait = this.#pacer.wait(this.#clock.monotonic());
    throw new OperatingError('dataverse.limited', `no turn within ${patience[lane]} ms in lane ${lane}`, {
      retryAfterMs: wait ?? patience[lane],
    });
  }

  /** Lets in whoever may go, and sets the alarm for the next time. */
  #pump(): void {
    for (const ticket of this.#pacer.admit(this.#clock.monotonic())) {
      const go = this.#waiting.get(ticket);
      this.#waiting.delete(ticket);
      go?.();
    }
    this.#alarm?.abort();
    this.#alarm = null;
    const wait = this.#pacer.wait(this.#clock.monotonic());
    if (wait === null) return;
    const alarm = new AbortController();
    this.#alarm = alarm;
    void this.#clock.sleep(wait, alarm.signal).then(
      () => {
        this.#pump();
      },
      () => undefined, // a newer alarm has taken its place
    );
  }
}
