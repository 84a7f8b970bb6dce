/**
 * Files that were sent and are not dealt with, in the order of their sending. What is on its way counts as sent. Imports
 * may overtake each other: of a listing in several files the newest counts, and where an older one is answered after it,
 * nobody knows which quantity stands there.
 */
import type { Quantity } from '../../domain/stock/quantity.ts';
import type { Refusal } from './file-rows.ts';

export interface SentLine {
  readonly listingId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly changedOn: string | null;
  readonly available: Quantity | null;
  /** Null: it was not kept. */
  readonly why: string | null;
  /** The marketplace may have had something else than it confirmed before. */
  readonly unsure: boolean;
  /** Sent whether or not it differed; were it not taken, it is sent again all the same. */
  readonly again: boolean;
  /** Row version of the listing that it was planned by; null after a crash. */
  readonly version: string | null;
}

export interface OpenFile {
  readonly rowId: string;
  /** When what was sent was read; ISO 8601. */
  readonly decidedOn: string;
  readonly lines: readonly SentLine[];
  /** `unknown`: nobody can say whether it arrived; it is checked. */
  state: 'sent' | 'answered' | 'unknown' | 'over';
  importId: string | null;
  /** The import id stands in the row. */
  noted: boolean;
  /** Of our own monotonic time. */
  askAt: number;
  tries: number;
  answeredOn: string | null;
  refusals: readonly Refusal[];
  /** So many of its lines are dealt with, from the first on. */
  told: number;
  /** Of these, those that are planned anew once all are dealt with. */
  overtaken: readonly SentLine[];
}

export class OpenFiles {
  #files: OpenFile[] = [];
  /** The newest file of each listing. */
  readonly #newest = new Map<string, { readonly file: OpenFile; readonly quantity: number }>();

  /** Those that an answer is awaited for. */
  get open(): readonly OpenFile[] {
    return this.#files.filter(({ state }) => state !== 'over');
  }

  /** Files that wait for the marketplace, not for us. */
  get awaited(): number {
    return this.#files.filter(({ state }) => state === 'sent' || state === 'unknown').length;
  }

  /** Lines whose listings were not told yet what became of them. */
  get untold(): number {
    return this.open.reduce((sum, { lines, told }) => sum + lines.length - told, 0);
  }

  add(file: OpenFile): void {
    this.#files.push(file);
    for (const { listingId, quantity } of file.lines) this.#newest.set(listingId, { file, quantity });
  }

  onItsWay(listingId: string): { readonly quantity: number; readonly decidedOn: string } | null {
    const newest = this.#newest.get(listingId);
    if (newest === undefined || newest.file.state === 'over') return null;
    return { quantity: newest.quantity, decidedOn: newest.file.decidedOn };
  }

  /** `superseded`: a newer file has the listing and will say; `overtaken`: it has said so already. */
  standing(file: OpenFile, listingId: string): 'current' | 'superseded' | 'overtaken' {
    const newest = this.#newest.get(listingId)?.file;
    if (newest === undefined || newest === file) return 'current';
    if (this.#files.indexOf(newest) < this.#files.indexOf(file)) return 'current';
    return newest.state === 'over' ? 'overtaken' : 'superseded';
  }

  /** Everything of it is dealt with; kept for as long as an older one may still be answered. */
  over(file: OpenFile): void {
    file.state = 'over';
    const oldest = this.#files.findIndex(({ state }) => state !== 'over');
    const gone = oldest === -1 ? this.#files : this.#files.slice(0, oldest);
    this.#files = oldest === -1 ? [] : this.#files.slice(oldest);
    for (const one of gone) this.#drop(one, one.lines);
  }

  /** These are not on their way any more. */
  withdraw(file: OpenFile, lines: readonly SentLine[]): void {
    this.#drop(file, lines);
  }

  *moving(): IterableIterator<string> {
    for (const file of this.open) for (const { sku } of file.lines) yield sku;
  }

  #drop(file: OpenFile, lines: readonly SentLine[]): void {
    for (const { listingId } of lines) {
      if (this.#newest.get(listingId)?.file === file) this.#newest.delete(listingId);
    }
  }
}
