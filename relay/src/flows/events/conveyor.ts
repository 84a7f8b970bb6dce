/**
 * Events that come close together are worked on together: reads and writes of fifty cost as many requests as those of
 * one (PROTOCOL, Look). One run after the other, so that no record is looked at twice at once by this copy; what comes
 * during a run is the next one. An event for a record that waits already joins it: all that an event says is *look*.
 */
export interface ConveyorOptions {
  /** How long to wait for company, ms, at this moment. */
  readonly gatherMs: () => number;
  /** No run has more. */
  readonly most: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

interface Waiting<T> {
  readonly items: T[];
  readonly done: Promise<void>;
  readonly settle: { resolve: () => void; reject: (error: unknown) => void };
}

export class Conveyor<T> {
  readonly #work: (items: readonly T[]) => Promise<void>;
  readonly #options: ConveyorOptions;
  /** By record. */
  readonly #waiting = new Map<string, Waiting<T>>();
  #running: Promise<void> | null = null;

  constructor(work: (items: readonly T[]) => Promise<void>, options: ConveyorOptions) {
    this.#work = work;
    this.#options = options;
  }

  /** Resolves when a run that began after this moment has ended; rejects with what it threw. */
  add(record: string, item: T): Promise<void> {
    const known = this.#waiting.get(record);
    if (known) {
      known.items.push(item);
      return known.done;
    }
    const waiting = waitingFor(item);
    this.#waiting.set(record, waiting);
    this.#running ??= this.#run();
    return waiting.done;
  }

  /** Everything that was added has been worked on. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting.size > 0) {
        if (this.#waiting.size < this.#options.most) await this.#options.sleep(this.#options.gatherMs());
        const batch = [...this.#waiting.entries()].slice(0, this.#options.most);
        for (const [record] of batch) this.#waiting.delete(record);
        await this.#workOn(batch.map(([, waiting]) => waiting));
      }
    } finally {
      this.#running = null;
    }
  }

  async #workOn(batch: readonly Waiting<T>[]): Promise<void> {
    try {
      await this.#work(batch.flatMap(({ items }) => items));
      for (const { settle } of batch) settle.resolve();
    } catch (error) {
      for (const { settle } of batch) settle.reject(error);
    }
  }
}

function waitingFor<T>(item: T): Waiting<T> {
  const settle: Waiting<T>['settle'] = { resolve: () => undefined, reject: () => undefined };
  const done = new Promise<void>((resolve, reject) => {
    settle.resolve = resolve;
    settle.reject = reject;
  });
  return { items: [item], done, settle };
}
