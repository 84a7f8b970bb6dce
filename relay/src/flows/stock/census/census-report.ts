/**
 * What a census found, as its row says it. Every offer of the marketplace is counted in exactly one column:
 *
 *   offers = agreed + moving + never sent + refused + changed there + unknown SKU
 *
 * Listings whose offer is gone are none of them and stand beside (`missing`).
 */
import type { ReadRow, t, WriteRow } from '@marketplace-bridge/solution';
import type { CensusJudgement, DriftClass } from '../../../domain/stock/drift.ts';
import { jsonColumn } from '../../json-column.ts';

export interface Difference {
  readonly sku: string;
  readonly class: DriftClass;
  /** What ought to be there; null: nothing is to be published. */
  readonly dynamics: number | null;
  /** What the marketplace last confirmed; null: never anything. */
  readonly confirmed: number | null;
  /** What it has; null: no such offer. */
  readonly marketplace: number | null;
}

interface LeftOut {
  readonly leftOut: number;
}

const columnOf = {
  agreed: 'mpb_agreed',
  moving: 'mpb_moving',
  'never-sent': 'mpb_neversent',
  refused: 'mpb_refused',
  'changed-there': 'mpb_changedthere',
  'unknown-sku': 'mpb_unknownsku',
  missing: 'mpb_missing',
} as const satisfies Record<DriftClass | 'agreed' | 'moving', keyof ReadRow<typeof t.census>>;

type CountColumn = (typeof columnOf)[keyof typeof columnOf] | 'mpb_offers' | 'mpb_listings';
type CensusCounts = Record<CountColumn, number>;

export const reportColumns = [
  ...Object.values(columnOf),
  'mpb_offers',
  'mpb_listings',
  'mpb_differences',
] as const;
export type ReportRow = Pick<ReadRow<typeof t.census>, (typeof reportColumns)[number]>;

/** As many as a person can go through; the others are counted. */
const mostDifferences = 2_000;
const roomForDifferences = 1_048_576;

export class CensusReport {
  readonly #counts: CensusCounts;
  readonly #differences: Difference[] = [];
  #leftOut = 0;
  /** Written only when there are new ones. */
  #written = '';

  /** `row`: what a census that was broken off had found. */
  constructor(row: ReportRow | null = null) {
    this.#counts = {
      mpb_agreed: row?.mpb_agreed ?? 0,
      mpb_moving: row?.mpb_moving ?? 0,
      mpb_neversent: row?.mpb_neversent ?? 0,
      mpb_refused: row?.mpb_refused ?? 0,
      mpb_changedthere: row?.mpb_changedthere ?? 0,
      mpb_unknownsku: row?.mpb_unknownsku ?? 0,
      mpb_missing: row?.mpb_missing ?? 0,
      mpb_offers: row?.mpb_offers ?? 0,
      mpb_listings: row?.mpb_listings ?? 0,
    };
    this.#written = row?.mpb_differences ?? '';
    if (this.#written === '') return;
    for (const one of JSON.parse(this.#written) as (Difference | LeftOut)[]) {
      if ('leftOut' in one) this.#leftOut += one.leftOut;
      else this.#differences.push(one);
    }
  }

  get counts(): Readonly<CensusCounts> {
    return this.#counts;
  }

  /** Of all classes. */
  get differences(): number {
    const { mpb_neversent, mpb_refused, mpb_changedthere, mpb_unknownsku, mpb_missing } = this.#counts;
    return mpb_neversent + mpb_refused + mpb_changedthere + mpb_unknownsku + mpb_missing;
  }

  allOffers(count: number): void {
    this.#counts.mpb_offers = count;
  }

  offers(more: number): void {
    this.#counts.mpb_offers += more;
  }

  listings(more: number): void {
    this.#counts.mpb_listings += more;
  }

  note(judgement: Exclude<CensusJudgement, 'nothing'>, seen: Omit<Difference, 'class'>): void {
    // What has no offer is counted among the offers only as a difference.
    if (typeof judgement === 'string') {
      if (seen.marketplace !== null) this.#counts[columnOf[judgement]] += 1;
      return;
    }
    this.#counts[columnOf[judgement.class]] += 1;
    if (this.#differences.length < mostDifferences) {
      this.#differences.push({ sku: seen.sku, class: judgement.class, ...quantities(seen) });
    } else {
      this.#leftOut += 1;
    }
  }

  /** What changed since the last time. */
  columns(): WriteRow<typeof t.census> {
    const all = [...this.#differences, ...(this.#leftOut === 0 ? [] : [{ leftOut: this.#leftOut }])];
    const text = jsonColumn<Difference | LeftOut>(all, roomForDifferences, {
      leftOut: (items) => ({
        leftOut: items.reduce((sum, one) => sum + ('leftOut' in one ? one.leftOut : 1), 0),
      }),
    });
    const differences = text === this.#written || text === '[]' ? {} : { mpb_differences: text };
    this.#written = text;
    return { ...this.#counts, ...differences };
  }
}

function quantities({ dynamics, confirmed, marketplace }: Omit<Difference, 'class'>) {
  return { dynamics, confirmed, marketplace };
}
