/**
 * Is the receiver alive? The client may stop receiving without an error (service-bus.md 5.1). Every probe peeks at the
 * first message of the queue; a message that is still there after several probes, while nothing arrived here and nothing
 * is in hand, means that this client will never get it. Pure: what was seen in, a verdict out.
 */

/** What one probe saw. */
export interface Probe {
  /** Whether the broker answered at all. */
  readonly answered: boolean;
  /** Sequence number of the first message in the queue; null = none. */
  readonly first: string | null;
  /** Messages that arrived since the start, and those in hand now. */
  readonly received: number;
  readonly inHand: number;
}

export type Verdict = 'well' | 'stuck' | 'unreachable';

/**
 * With a probe every 20 seconds: longer than another copy holds a message (handler's deadline and pause), so that what
 * it is working on is not taken for stuck. A false alarm costs a reconnection.
 */
const PROBES_UNTIL_STUCK = 4;
const FAILURES_UNTIL_UNREACHABLE = 2;

export class Progress {
  #last: Probe | null = null;
  #unmoved = 0;
  #failures = 0;

  judge(probe: Probe): Verdict {
    if (!probe.answered) {
      this.#failures += 1;
      return this.#failures >= FAILURES_UNTIL_UNREACHABLE ? 'unreachable' : 'well';
    }
    this.#failures = 0;
    const last = this.#last;
    this.#last = probe;
    const unmoved =
      probe.first !== null &&
      probe.first === last?.first &&
      probe.received === last.received &&
      probe.inHand === 0;
    this.#unmoved = unmoved ? this.#unmoved + 1 : 0;
    return this.#unmoved >= PROBES_UNTIL_STUCK - 1 ? 'stuck' : 'well';
  }
}
