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
  /** Key of where the figure is from. */
  readonly source: string;
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
  const ids = [...new Set([...expected.keys(), ...actual.keys()])].sort(inOrder);
  const vat = minorUnits(row.mpb_tax, currency);
  const rows = ids.map((id) => rowOf(id, expected.get(id) ?? null, actual.get(id) ?? null));
  return {
    currency,
    currencyCode: row.transactioncurrencyid?.isocurrencycode ?? null,
    rows: withVat(rows, vat)
      .filter(({ kind, expected: e, actual: a }) => kind !== 'rest' || (e ?? 0) !== 0 || (a ?? 0) !== 0)
      .map((one) => ({ ...one, asOf: asOf(one.source, row, fees.expected, fees.actual) })),
    settled,
    payout: settled ? { reference: row.mpb_payoutreference, on: row.mpb_paidouton } : null,
    foreign: fees.foreign,
  };
}

type Undated = Omit<BreakdownRow, 'asOf'>;

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
  return (id.startsWith('other:') ? 'other' : id) as RowKind;
}

function rowOf(id: string, expected: number | null, actual: number | null): Undated {
  const kind = kindOf(id);
  const difference = expected === null || actual === null ? null : actual - expected;
  return {
    id,
    kind,
    type: typeOf(id),
    expected,
    actual,
    difference,
    source: sourceOf(kind, actual !== null),
  };
}

function typeOf(id: string): string | null {
  return id.startsWith('other:') ? id.slice('other:'.length) : null;
}

/** VAT in the sale is the same before and after: the marketplace settles the gross. */
function withVat(rows: readonly Undated[], vat: number | null): readonly Undated[] {
  const [gross, ...others] = rows;
  if (!gross || vat === null) return rows;
  const row: Undated = {
    id: 'vat',
    kind: 'vat',
    type: null,
    expected: vat,
    actual: gross.actual === null ? null : vat,
    difference: gross.actual === null ? null : 0,
    source: 'Source_order',
  };
  return [gross, row, ...others];
}

function sourceOf(kind: RowKind, settled: boolean): string {
  switch (kind) {
    case 'gross':
    case 'vat':
    case 'refunds':
      return 'Source_order';
    case 'rest':
      return 'Source_rest';
    case 'net':
      return settled ? 'Source_payout' : 'Source_expectedNet';
    default:
      return settled ? 'Source_settlement' : 'Source_fees';
  }
}

function asOf(source: string, row: FeeBreakdownRow, expected: FeeSums, actual: FeeSums): string | null {
  switch (source) {
    case 'Source_fees':
      return expected.asOf ?? row.mpb_updatedon;
    case 'Source_settlement':
      return actual.asOf;
    case 'Source_payout':
      return row.mpb_paidouton ?? row.modifiedon;
    default:
      return row.mpb_updatedon ?? row.modifiedon;
  }
}

/** Minus nothing is nothing, not -0. */
function negative(amount: number | null): number | null {
  return amount === null || amount === 0 ? amount : -amount;
}
