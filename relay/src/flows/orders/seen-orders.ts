/**
 * Which bodies this copy has persisted already, so that the overlap of two walks costs no request. Only a saving:
 * what it forgets is read from Dataverse again.
 */
import type { Observation } from './observation.ts';

const mostOrders = 20_000;

export class SeenOrders {
  readonly #hashes = new Map<string, string>();

  unchanged(observation: Observation): boolean {
    return this.#hashes.get(observation.key) === observation.bodyHash;
  }

  note({ key, bodyHash }: Observation): void {
    this.#hashes.delete(key);
    this.#hashes.set(key, bodyHash);
    if (this.#hashes.size > mostOrders) {
      const oldest = this.#hashes.keys().next();
      if (!oldest.done) this.#hashes.delete(oldest.value);
    }
  }

  forget(): void {
    this.#hashes.clear();
  }
}
