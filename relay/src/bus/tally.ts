/** What a bus counts, and how that is shown. */
import type { BusStatus } from './bus.ts';

type Count = 'handled' | 'ignored' | 'abandoned' | 'refused' | 'deadLettered' | 'newClients';

export class Tally {
  readonly #counts: Record<Count, number> = {
    handled: 0,
    ignored: 0,
    abandoned: 0,
    refused: 0,
    deadLettered: 0,
    newClients: 0,
  };
  #connected = false;
  #trouble: string | null = null;
  #lastMessageOn: Date | null = null;
  #received = 0;

  count(what: Count): void {
    this.#counts[what] += 1;
  }

  /** A message arrived, which is also the best proof of a connection. */
  arrived(now: Date): void {
    this.#received += 1;
    this.#lastMessageOn = now;
    this.connected();
  }

  /** How many arrived since the start. */
  get received(): number {
    return this.#received;
  }

  connected(): void {
    this.#connected = true;
    this.#trouble = null;
  }

  troubled(trouble: string): void {
    this.#connected = false;
    this.#trouble = trouble;
  }

  stopped(): void {
    this.#connected = false;
    this.#trouble = null;
  }

  status(inHand: number): BusStatus {
    return {
      connected: this.#connected,
      lastMessageOn: this.#lastMessageOn?.toISOString() ?? null,
      inHand,
      ...this.#counts,
      trouble: this.#trouble,
    };
  }
}
