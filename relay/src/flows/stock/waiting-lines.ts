/**
 * Lines that are planned and wait for the next file, one for each listing: what is planned anew replaces what waited.
 * They may wait for a minute, because whatever changes meanwhile is planned anew before the file goes.
 */
import { fileLines } from '../../domain/stock/file-lines.ts';
import type { Quantity } from '../../domain/stock/quantity.ts';
import type { PlannedLine } from '../../domain/stock/stock-plan.ts';

export interface WaitingLine extends PlannedLine {
  readonly available: Quantity | null;
  readonly why: string;
  /** The marketplace may have something else than it confirmed. */
  readonly unsure: boolean;
  /** Sent whether or not it equals what was confirmed. */
  readonly again: boolean;
  /** Row version of the listing that it was planned by. */
  readonly version: string;
}

/** Of a file, so that what changes is never the smaller part of it. */
export const mostFromSweep = 2_000;

export class WaitingLines {
  readonly #lines = new Map<string, WaitingLine>();
  #swept = 0;

  get size(): number {
    return this.#lines.size;
  }

  /** Whether the next file has room for so many more of a walk. */
  roomForSweep(lines: number): boolean {
    return this.#swept + lines <= mostFromSweep;
  }

  /** Lines that were not found by a walk. */
  get fromChanges(): number {
    return this.#lines.size - this.#swept;
  }

  /** No line of a walk waits. */
  get noneFromSweep(): boolean {
    return this.#swept === 0;
  }

  get(listingId: string): WaitingLine | undefined {
    return this.#lines.get(listingId);
  }

  has(listingId: string): boolean {
    return this.#lines.has(listingId);
  }

  values(): IterableIterator<WaitingLine> {
    return this.#lines.values();
  }

  put(line: WaitingLine): void {
    this.remove(line.listingId);
    this.#lines.set(line.listingId, line);
    if (line.urgency === 'sweep') this.#swept += 1;
  }

  remove(listingId: string): void {
    if (this.#lines.get(listingId)?.urgency === 'sweep') this.#swept -= 1;
    this.#lines.delete(listingId);
  }

  /** Takes out the lines of the next file, in their order. */
  take(most: number): WaitingLine[] {
    const { now } = fileLines([...this.#lines.values()], { most, mostFromSweep });
    const lines = now.flatMap(({ listingId }) => this.#lines.get(listingId) ?? []);
    for (const { listingId } of lines) this.remove(listingId);
    return lines;
  }
}
