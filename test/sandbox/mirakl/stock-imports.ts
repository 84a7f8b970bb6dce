/**
 * Stock files on their way into the offers (STO01 to STO03): a queue on the sandbox clock. An import starts when its turn
 * comes, needs a while, and then takes line after line, so that a sale in between sees what has been taken so far.
 */
import type { OfferStore } from './offer-store.ts';
import type { MiraklSettings } from './settings.ts';
import { judgeLine, readStockFile, type StockFileLine } from './stock-file.ts';
import type { Timetable } from './timetable.ts';

/** A line as it was judged, in the order in which that happened. */
export interface StockLogEntry {
  /** Sandbox time, ms. */
  at: number;
  importId: string;
  sku: string;
  /** What the line asked for; null where that is no number. */
  quantity: number | null;
  accepted: boolean;
  /** '' where it was accepted. */
  reason: string;
}

export interface StockUpload {
  at: number;
  importId: string;
  /** null for a file that cannot be read. */
  lines: number | null;
}

export interface StockImport {
  readonly id: string;
  readonly createdAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Fails as a whole, without having changed anything. */
  readonly fails: boolean;
  success: number;
  readonly refused: { line: number; reason: string; values: readonly string[] }[];
}

export class StockImports {
  readonly log: StockLogEntry[] = [];
  readonly uploads: StockUpload[] = [];
  /** Reasons for which a test has lines refused, by SKU. */
  readonly refusals = new Map<string, string>();
  /** SKUs that make the whole file fail. */
  readonly poison = new Set<string>();
  readonly #offers: OfferStore;
  readonly #timetable: Timetable;
  readonly #settings: MiraklSettings['stockImport'];
  readonly #all = new Map<string, StockImport>();
  #queueEndsAt = -Infinity;

  constructor(offers: OfferStore, timetable: Timetable, settings: MiraklSettings['stockImport']) {
    this.#offers = offers;
    this.#timetable = timetable;
    this.#settings = settings;
  }

  /** `takesLonger`: ms on top of what such a file needs. */
  start(file: Buffer, now: number, script: { fails: boolean; takesLonger: number }): StockImport {
    const lines = readStockFile(file);
    const fails = script.fails || !lines || lines.some(({ values }) => this.poison.has(values[0] ?? ''));
    const { baseMs, perLineMs, order } = this.#settings;
    const startsAt = order === 'fifo' ? Math.max(now, this.#queueEndsAt) : now;
    const firstAt = startsAt + baseMs + script.takesLonger;
    const taken: StockImport = {
      id: `stock-import-${this.#all.size + 1}`,
      createdAt: now,
      startsAt,
      endsAt: Math.ceil(firstAt + (fails ? 0 : lines.length * perLineMs)),
      fails,
      success: 0,
      refused: [],
    };
    this.#all.set(taken.id, taken);
    this.#queueEndsAt = Math.max(this.#queueEndsAt, taken.endsAt);
    this.uploads.push({ at: now, importId: taken.id, lines: lines?.length ?? null });
    if (!fails) this.#take(taken, lines, (at) => Math.ceil(firstAt + (at + 1) * perLineMs));
    return taken;
  }

  find(id: string): StockImport | undefined {
    return this.#all.get(id);
  }

  /** Plans the next line; all lines of one millisecond go together. */
  #take(taken: StockImport, lines: StockFileLine[], dueAt: (at: number) => number, from = 0): void {
    if (from >= lines.length) return;
    const now = dueAt(from);
    this.#timetable.at(now, () => {
      let at = from;
      for (; at < lines.length && dueAt(at) <= now; at += 1) this.#apply(taken, lines[at]!, at + 1, now);
      this.#take(taken, lines, dueAt, at);
    });
  }

  #apply(taken: StockImport, line: StockFileLine, number: number, now: number): void {
    const [sku = '', asked = ''] = line.values;
    const judged = judgeLine(line, (each) => this.#offers.find(each) !== undefined, this.refusals);
    const accepted = 'quantity' in judged;
    if (accepted) {
      this.#offers.setQuantity(this.#offers.find(sku)!, judged.quantity, now);
      taken.success += 1;
    } else {
      taken.refused.push({ line: number, reason: judged.reason, values: line.values });
    }
    this.log.push({
      at: now,
      importId: taken.id,
      sku,
      quantity: accepted ? judged.quantity : /^-?\d+(\.\d+)?$/.test(asked) ? Number(asked) : null,
      accepted,
      reason: accepted ? '' : judged.reason,
    });
  }
}
