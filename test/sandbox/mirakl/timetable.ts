/** Things to happen at moments of the sandbox clock: a binary heap, carried out when somebody looks. No timers. */
interface Entry {
  at: number;
  /** Entries of one moment run in the order in which they were planned. */
  turn: number;
  run: () => void;
}

export class Timetable {
  readonly #heap: Entry[] = [];
  #turn = 0;

  /** Plans `run` for a moment, in milliseconds since 1970. */
  at(at: number, run: () => void): void {
    this.#heap.push({ at, turn: this.#turn++, run });
    let child = this.#heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!before(this.#heap[child]!, this.#heap[parent]!)) break;
      this.#swap(child, parent);
      child = parent;
    }
  }

  /** Runs everything due up to and including `now`, also what those entries plan themselves. */
  runUntil(now: number): void {
    for (let first = this.#heap[0]; first && first.at <= now; first = this.#heap[0]) {
      this.#removeFirst();
      first.run();
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      const right = left + 1;
      let least = parent;
      if (left < this.#heap.length && before(this.#heap[left]!, this.#heap[least]!)) least = left;
      if (right < this.#heap.length && before(this.#heap[right]!, this.#heap[least]!)) least = right;
      if (least === parent) return;
      this.#swap(parent, least);
      parent = least;
    }
  }

  #swap(a: number, b: number): void {
    const held = this.#heap[a]!;
    this.#heap[a] = this.#heap[b]!;
    this.#heap[b] = held;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.turn < b.turn);
}
