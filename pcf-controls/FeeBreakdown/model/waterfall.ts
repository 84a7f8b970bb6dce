/**
 * The picture of a breakdown: bars from the gross down to the net, each beginning where the one before it ended. Numbers
 * only, between 0 and 1 of the height; a bar that would be a hairline gets a least height, because a fee of 0.50 in an
 * order of 249.90 has to be seen (pcf.md 5).
 */
import type { Breakdown, BreakdownRow, RowKind } from './fee-breakdown.ts';

export interface Bar {
  readonly id: string;
  readonly kind: Exclude<RowKind, 'vat'>;
  readonly type: string | null;
  readonly amount: number;
  /** Share of the height, from below. */
  readonly bottom: number;
  readonly height: number;
  /** Share of the height that is VAT, for the gross. */
  readonly vatHeight: number;
  /** Where the next bar begins. */
  readonly end: number;
}

export interface Waterfall {
  readonly basis: 'expected' | 'actual';
  /** What the customer paid; without a bar where it is nothing. */
  readonly gross: number;
  readonly bars: readonly Bar[];
  /** Height of the line of nothing; above 0 where the payout falls below it. */
  readonly zero: number;
}

const least = 0.015;
/** Where nothing was paid there is no sale to measure by: the longest bar takes this share, and no more. */
const withoutSale = 0.25;

/** Null where there are not two figures to put beside each other. Figures of nothing but the net are left to the table. */
export function waterfallOf(breakdown: Breakdown): Waterfall | null {
  const net = breakdown.rows.find(({ kind }) => kind === 'net');
  const basis = net?.actual != null ? 'actual' : 'expected';
  const shown = breakdown.rows.filter((row) => row.kind !== 'vat' && row[basis] !== null);
  const drawn = shown.filter((row) => row[basis] !== 0 || row.kind === 'net');
  if (drawn.length < 2) return null;
  const spans = spansOf(drawn, basis);
  const top = Math.max(...spans.flatMap(({ from, to }) => [from, to]), 0);
  const low = Math.min(...spans.flatMap(({ from, to }) => [from, to]), 0);
  const figure = (wanted: RowKind) => breakdown.rows.find(({ kind }) => kind === wanted)?.[basis] ?? 0;
  const gross = figure('gross');
  const scale = top === low ? 0 : (gross === 0 ? withoutSale : 1) / (top - low);
  const vat = Math.min(figure('vat'), gross);
  return {
    basis,
    gross,
    zero: -low * scale,
    bars: spans.map(({ row, from, to }) => ({
      id: row.id,
      kind: row.kind as Bar['kind'],
      type: row.type,
      amount: row[basis] ?? 0,
      bottom: (Math.min(from, to) - low) * scale,
      height: from === to ? 0 : Math.max(least, Math.abs(to - from) * scale),
      vatHeight: row.kind === 'gross' ? Math.max(0, vat) * scale : 0,
      end: (to - low) * scale,
    })),
  };
}

interface Span {
  readonly row: BreakdownRow;
  readonly from: number;
  readonly to: number;
}

function spansOf(rows: readonly BreakdownRow[], basis: 'expected' | 'actual'): readonly Span[] {
  let running = 0;
  return rows.map((row) => {
    const amount = row[basis] ?? 0;
    const from = row.kind === 'gross' || row.kind === 'net' ? 0 : running;
    running = from + amount;
    return { row, from, to: running };
  });
}
