/**
 * Offer exports and what they were made of (OF52 to OF54): numbers as they stood when the export was asked for, and no
 * text; a file is written when it is fetched, so that a million offers cost 20 MB for as long as an export is kept.
 */
import type { OfferRow } from './offer-row.ts';
import type { OfferStore, OfferTerms } from './offer-store.ts';

export interface OfferFilter {
  /** ms; undefined for a full export. */
  since?: number;
  includeInactive: boolean;
}

/** Offers as they were at one moment, by offer id. */
export class OfferSnapshot {
  readonly length: number;
  readonly #offers: OfferStore;
  readonly #places: Int32Array;
  readonly #quantities: Int32Array;
  readonly #updated: Float64Array;
  readonly #deleted: Uint8Array;
  readonly #terms: (OfferTerms | undefined)[];

  constructor(offers: OfferStore, filter: OfferFilter) {
    const { size } = offers;
    const [places, quantities] = [new Int32Array(size), new Int32Array(size)];
    const [updated, deleted] = [new Float64Array(size), new Uint8Array(size)];
    const terms: (OfferTerms | undefined)[] = [];
    let length = 0;
    for (const at of offers.inOrder()) {
      if (!isWanted(offers, at, filter)) continue;
      places[length] = at;
      quantities[length] = offers.quantity(at);
      updated[length] = offers.updatedAt(at);
      deleted[length] = offers.isDeleted(at) ? 1 : 0;
      terms.push(offers.ownTerms(at));
      length += 1;
    }
    this.#offers = offers;
    this.length = length;
    // Copies of what is used: a differential export of a few offers must not hold arrays for all of them.
    this.#places = places.slice(0, length);
    this.#quantities = quantities.slice(0, length);
    this.#updated = updated.slice(0, length);
    this.#deleted = deleted.slice(0, length);
    this.#terms = terms;
  }

  row(at: number): OfferRow {
    return this.#offers.row(this.#places[at]!, {
      quantity: this.#quantities[at]!,
      updatedAt: this.#updated[at]!,
      deleted: this.#deleted[at] === 1,
      ownTerms: this.#terms[at],
    });
  }

  /** Bytes that no row's text exceeds. Generated offers differ in digits only, so that one of them stands for all. */
  longestRow(write: (offer: OfferRow) => string): number {
    let longest = 0;
    let generated: number | undefined;
    for (let at = 0; at < this.length; at += 1) {
      if (this.#terms[at]) longest = Math.max(longest, Buffer.byteLength(write(this.row(at))));
      else generated ??= at;
    }
    return generated === undefined ? longest : Math.max(longest, this.#widest(generated, write));
  }

  #widest(at: number, write: (offer: OfferRow) => string): number {
    const place = this.#places[at]!;
    const widest = this.#offers.row(place, {
      quantity: 2 ** 31 - 1,
      // Shown with milliseconds.
      updatedAt: 1,
      deleted: false,
      ownTerms: { ...this.#offers.generatedTerms(place), priceMinor: 99_999_999 },
    });
    // For "false" in place of "true", and milliseconds in the other date.
    return Buffer.byteLength(write(widest)) + 16;
  }
}

/** A full export has active offers, and inactive ones when asked; a differential one has all that changed, deleted too. */
function isWanted(offers: OfferStore, at: number, { since, includeInactive }: OfferFilter): boolean {
  if (since !== undefined) return offers.updatedAt(at) >= since;
  if (offers.isDeleted(at)) return false;
  return includeInactive || (offers.quantity(at) > 0 && (offers.ownTerms(at)?.blockedBy ?? []).length === 0);
}

export interface OfferExport {
  readonly id: string;
  /** The request's body, by which a repetition is recognised. */
  readonly request: string;
  readonly startedAt: number;
  readonly completedAt: number;
  readonly failed: boolean;
  readonly format: 'csv' | 'json';
  readonly snapshot: OfferSnapshot;
  readonly rowsPerFile: number;
  readonly write: (offer: OfferRow) => string;
  /** First line of each CSV file; '' for JSON. */
  readonly header: string;
}

/** How long files can be fetched; nothing is published. */
const keptFor = 24 * 60 * 60 * 1000;

export class OfferExports {
  readonly #all = new Map<string, OfferExport>();
  #started = 0;

  start(parts: Omit<OfferExport, 'id'>): OfferExport {
    for (const { id, completedAt } of this.#all.values()) {
      if (completedAt + keptFor < parts.startedAt) this.#all.delete(id);
    }
    this.#started += 1;
    const started = { ...parts, id: `offer-export-${this.#started}` };
    this.#all.set(started.id, started);
    return started;
  }

  find(id: string): OfferExport | undefined {
    return this.#all.get(id);
  }

  /** An export under way that was asked for with the same words. */
  underWay(request: string, now: number): OfferExport | undefined {
    return [...this.#all.values()].find((each) => each.request === request && each.completedAt > now);
  }
}

export function filesOf({ snapshot, rowsPerFile }: OfferExport): number {
  return Math.max(1, Math.ceil(snapshot.length / rowsPerFile));
}

export function fileText(found: OfferExport, file: number): string {
  const { snapshot, rowsPerFile, write, format, header } = found;
  const rows: string[] = [];
  const end = Math.min(snapshot.length, (file + 1) * rowsPerFile);
  for (let at = file * rowsPerFile; at < end; at += 1) rows.push(write(snapshot.row(at)));
  return format === 'json' ? `[${rows.join(',')}]` : `${[header, ...rows].join('\n')}\n`;
}
