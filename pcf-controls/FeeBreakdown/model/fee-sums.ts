/**
 * The fees of an order's lines added up by what they are, once as expected at import and once as settled. Amounts are
 * whole minor units; a fee in another currency than the order's is left out and counted, never added (DESIGN D14).
 */
import { feeBases } from '../../shared/choice-values.ts';
import { minorUnits } from '../../shared/formats.ts';
import type { Currency } from '../../shared/formats.ts';
import type { FeeBreakdownRow, FeeRow } from './rows.ts';

export interface FeeSums {
  /** Null where no fee of the kind is known; a sum is never made up of what is missing. */
  readonly commission: number | null;
  readonly commissionTax: number | null;
  /** Everything else by the marketplace's own type, VAT included. */
  readonly others: readonly { readonly type: string; readonly amount: number }[];
  /** When the youngest of them was written. */
  readonly asOf: string | null;
}

export interface Fees {
  readonly expected: FeeSums;
  readonly actual: FeeSums;
  readonly foreign: number;
}

const commissionType = 'COMMISSION_FEE';

export function feesOf(row: FeeBreakdownRow, currency: Currency): Fees {
  const all = row.mpb_orderline_mpb_orderid.flatMap((line) => line.mpb_fee_mpb_orderlineid);
  const own = all.filter(
    (fee) =>
      fee._transactioncurrencyid_value === null ||
      fee._transactioncurrencyid_value === row._transactioncurrencyid_value,
  );
  return {
    expected: sumsOf(
      own.filter((fee) => fee.mpb_basis === feeBases.expected),
      currency,
    ),
    actual: sumsOf(
      own.filter((fee) => fee.mpb_basis === feeBases.actual),
      currency,
    ),
    foreign: all.length - own.length,
  };
}

function sumsOf(fees: readonly FeeRow[], currency: Currency): FeeSums {
  const commissions = fees.filter((fee) => fee.mpb_type === commissionType);
  const others = new Map<string, number>();
  for (const fee of fees.filter((one) => one.mpb_type !== commissionType)) {
    const amount = (minorUnits(fee.mpb_amount, currency) ?? 0) + (minorUnits(fee.mpb_tax, currency) ?? 0);
    const type = fee.mpb_type ?? '?';
    others.set(type, (others.get(type) ?? 0) + amount);
  }
  return {
    commission: total(commissions.map((fee) => minorUnits(fee.mpb_amount, currency))),
    commissionTax: total(commissions.map((fee) => minorUnits(fee.mpb_tax, currency))),
    others: [...others]
      .map(([type, amount]) => ({ type, amount }))
      .sort((a, b) => (a.type < b.type ? -1 : 1)),
    asOf: latest(fees.map((fee) => fee.modifiedon)),
  };
}

/** Null where nothing is known. */
function total(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0);
}

function latest(times: readonly string[]): string | null {
  return [...times].sort().at(-1) ?? null;
}
