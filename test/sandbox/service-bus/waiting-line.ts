/**
 * Messages that wait, lowest sequence number first. What comes back stands before what came later; the two are kept
 * apart, so that neither a long queue nor many returns make taking slow.
 */
import type { StoredMessage } from './stored-message.ts';

export class WaitingLine {
  #fresh: StoredMessage[] = [];
  #head = 0;
  readonly #returned: StoredMessage[] = [];

  get size(): number {
    return this.#fresh.length - this.#head + this.#returned.length;
  }

  append(message: StoredMessage): void {
    this.#fresh.push(message);
  }

  giveBack(message: StoredMessage): void {
    let at = this.#returned.length;
    while (at > 0 && this.#returned[at - 1]!.sequence > message.sequence) at -= 1;
    this.#returned.splice(at, 0, message);
  }

  take(): StoredMessage | null {
    const fresh = this.#fresh[this.#head];
    const returned = this.#returned[0];
    if (returned !== undefined && (fresh === undefined || returned.sequence < fresh.sequence)) {
      this.#returned.shift();
      return returned;
    }
    if (fresh === undefined) return null;
    this.#head += 1;
    if (this.#head > 1024 && this.#head * 2 > this.#fresh.length) {
      this.#fresh = this.#fresh.slice(this.#head);
      this.#head = 0;
    }
    return fresh;
  }

  /** All of them, in no particular order. */
  *[Symbol.iterator](): Generator<StoredMessage> {
    yield* this.#returned;
    for (let at = this.#head; at < this.#fresh.length; at += 1) yield this.#fresh[at]!;
  }
}
