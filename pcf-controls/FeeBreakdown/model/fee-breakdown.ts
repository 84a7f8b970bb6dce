/**
 * From what the customer paid to what reaches the bank, as one table: expected at import, and actual once settled. VAT in
 * the sale is shown and not taken off: the payout contains it, and the seller owes it. Nothing is filled up (DESIGN D7):
 * where the parts do not add up to the net that is stored, the rest is a row of its own and says so.
 */
import { minorUnits } from '../../shared/formats.ts';
import type { Currency } from '../../shared/formats.ts';
import { feesOf } from './fee-sums.ts';
import type { FeeSums } from './fee-sums.ts';
import type { FeeBreakdownRow } from './rows.ts';

export type RowKind = 'gross' | 'vat' | 'commission' | 'commissionTax' | 'other' | 'refunds' | 'rest' | 'net';

export interface BreakdownRow {
  readonly id: string;
  readonly kind: RowKind;
  /** The marketplace's own type, for other fees. */
  readonly type: string | null;
  /** What it does to the payout: a deduction is negative. VAT in the sale is the amount itself. */
  readonly expected: number | null;
  readonly actual: number | null;
  /** Actual less expected, where both are known. */
  readonly difference: number | null;
  readonly expectedSource: Source;
  /** Null where nothing is settled, and where it is the same source. */
  readonly actualSource: Source | null;
}

export interface Source {
  /** Key of where a figure is from. */
  readonly text: string;
  readonly asOf: string | null;
}

export interface Breakdown {
  readonly currency: Currency;
  readonly currencyCode: string | null;
  readonly rows: readonly BreakdownRow[];
  readonly settled: boolean;
  readonly payout: { readonly reference: string | null; readonly on: string | null } | null;
  /** Fees in other currencies, which no figure contains. */
  readonly foreign: number;
}

/** Null where the row has no currency or no total: the marketplace's currency is then not that of the set-up. */
export function breakdownOf(row: FeeBreakdownRow): Breakdown | null {
  const currency = currencyOf(row);
  const gross = currency && minorUnits(row.mpb_total, currency);
  if (currency === null || gross === null) return null;
  const fees = feesOf(row, currency);
  const settled = row.mpb_actualnet !== null || row.mpb_paidouton !== null;
  const refunds = negative(minorUnits(row.mpb_refunded, currency));
  const expected = column(gross, refunds, fees.expected, minorUnits(row.mpb_expectednet, currency));
  const actual = settled
    ? column(gross, refunds, fees.actual, minorUnits(row.mpb_actualnet, currency))
    : new Map<string, number | null>();
  const sources = sourcesOf(row, fees.expected, fees.actual);
  const ids = [...new Set([...expected.keys(), ...actual.keys()])].sort(inOrder);
  const figure = (figures: ReadonlyMap<string, number | null>, id: string) =>
    figures.get(id) ?? (isOther(id) && knownNet(figures) ? 0 : null);
  const rows = ids.map((id) => rowOf(id, figure(expected, id), figure(actual, id), sources));
  return {
    currency,
    currencyCode: row.transactioncurrencyid?.isocurrencycode ?? null,
    rows: withVat(rows, minorUnits(row.mpb_tax, currency)).filter(isShown),
    settled,
    payout: settled ? { reference: row.mpb_payoutreference, on: row.mpb_paidouton } : null,
    foreign: fees.foreign,
  };
}

function isShown({ kind, expected, actual }: BreakdownRow): boolean {
  return kind !== 'rest' || (expected ?? 0) !== 0 || (actual ?? 0) !== 0;
}

/** A type of fee that a complete column does not have was not charged; where the net is not known, nobody can say. */
function knownNet(figures: ReadonlyMap<string, number | null>): boolean {
  return (figures.get('net') ?? null) !== null;
}

function currencyOf(row: FeeBreakdownRow): Currency | null {
  if (!row.transactioncurrencyid) return null;
  const { currencysymbol, currencyprecision, isocurrencycode } = row.transactioncurrencyid;
  return { symbol: currencysymbol ?? isocurrencycode ?? '', precision: currencyprecision ?? 2 };
}

/** One column of figures by the id of their row; the rest is there only when a net is stored. */
function column(
  gross: number,
  refunds: number | null,
  fees: FeeSums,
  net: number | null,
): ReadonlyMap<string, number | null> {
  const figures = new Map<string, number | null>([
    ['gross', gross],
    ['commission', negative(fees.commission)],
    ['commissionTax', negative(fees.commissionTax)],
    ...fees.others.map(({ type, amount }): [string, number | null] => [`other:${type}`, negative(amount)]),
    ['refunds', refunds],
  ]);
  const parts = [...figures.values()].reduce<number>((sum, figure) => sum + (figure ?? 0), 0);
  if (net !== null) figures.set('rest', net - parts);
  return figures.set('net', net);
}

const order: readonly string[] = [
  'gross',
  'vat',
  'commission',
  'commissionTax',
  'other',
  'refunds',
  'rest',
  'net',
];

function inOrder(a: string, b: string): number {
  const place = (id: string) => order.indexOf(kindOf(id));
  return place(a) - place(b) || (a < b ? -1 : 1);
}

function kindOf(id: string): RowKind {
  return (isOther(id) ? 'other' : id) as RowKind;
}

function isOther(id: string): boolean {
  return id.startsWith('other:');
}

function rowOf(id: string, expected: number | null, actual: number | null, sources: Sources): BreakdownRow {
  const kind = kindOf(id);
  const expectedSource = sources(kind, 'expected');
  const actualSource = actual === null ? null : sources(kind, 'actual');
  return {
    id,
    kind,
    type: isOther(id) ? id.slice('other:'.length) : null,
    expected,
    actual,
    difference: expected === null || actual === null ? null : actual - expected,
    expectedSource,
    actualSource: actualSource?.text === expectedSource.text ? null : actualSource,
  };
}

/** VAT in the sale is the same before and after: the marketplace settles the gross. */
function withVat(rows: readonly BreakdownRow[], vat: number | null): readonly BreakdownRow[] {
  const [gross, ...others] = rows;
  if (!gross || vat === null) return rows;
  const settled = gross.actual !== null;
  const row: BreakdownRow = {
    ...gross,
    id: 'vat',
    kind: 'vat',
    expected: vat,
    actual: settled ? vat : null,
    difference: settled ? 0 : null,
  };
  return [gross, row, ...others];
}

type Sources = (kind: RowKind, basis: 'expected' | 'actual') => Source;

function sourcesOf(row: FeeBreakdownRow, expected: FeeSums, actual: FeeSums): Sources {
  const order = row.mpb_updatedon ?? row.modifiedon;
  return (kind, basis) => {
    if (kind === 'gross' || kind === 'vat' || kind === 'refunds')
      return { text: 'Source_order', asOf: order };
    if (kind === 'rest') return { text: 'Source_rest', asOf: null };
    if (basis === 'actual')
      return { text: 'Source_settlement', asOf: actual.asOf ?? row.mpb_paidouton ?? row.modifiedon };
    if (kind === 'net') return { text: 'Source_expectedNet', asOf: order };
    return { text: 'Source_fees', asOf: expected.asOf ?? order };
  };
}

/** Minus nothing is nothing, not -0. */
function negative(amount: number | null): number | null {
  return amount === null || amount === 0 ? amount : -amount;
}
