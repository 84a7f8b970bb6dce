import type { ExceptionDraft } from '../exception.ts';
import { moneyText, sum } from '../money.ts';
import type { Minor } from '../money.ts';
import { differenceException } from './difference.ts';
import { liveLines } from './live-lines.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';
import { customerTotal, statedTax } from './totals.ts';

/** What the pricing engine made of a Sales Order; null where it has no amount, or one finer than the minor unit. */
export interface ComputedTotals {
  readonly salesOrderNumber: string | null;
  readonly total: Minor | null;
  readonly tax: Minor | null;
  readonly lineTotals: readonly (Minor | null)[];
}

interface Comparison {
  readonly what: string;
  readonly expected: Minor;
  readonly computed: Minor | null;
}

/**
 * Compares what Dynamics computed with the order that was imported, to the penny: the total, the VAT where the
 * marketplace states it, and the lines, which must add up to the total (no discount or freight on the header).
 */
export function verifyTotals(order: MarketplaceOrder, computed: ComputedTotals): ExceptionDraft[] {
  const total = customerTotal(order);
  const lines = computed.lineTotals.includes(null)
    ? null
    : sum(computed.lineTotals.map((amount) => amount ?? 0));
  const wrong = [
    { what: 'Total', expected: total, computed: computed.total },
    ...(statesAllTax(order) ? [{ what: 'VAT', expected: statedTax(order), computed: computed.tax }] : []),
    { what: 'Sum of the lines', expected: total, computed: lines },
  ].filter((comparison) => comparison.expected !== comparison.computed);
  return wrong.length === 0
    ? []
    : [totalsDiffer(order, computed.salesOrderNumber ?? 'The Sales Order', wrong)];
}

function totalsDiffer(order: MarketplaceOrder, number: string, wrong: readonly Comparison[]): ExceptionDraft {
  const money = (amount: Minor | null) =>
    amount === null ? 'no exact amount' : moneyText(amount, order.currency);
  const list = (of: (comparison: Comparison) => Minor | null) =>
    wrong.map((comparison) => `${comparison.what} ${money(of(comparison))}`).join(', ');
  return differenceException(order, 'totals-differ-in-dynamics', {
    key: `totals:${list(({ computed }) => computed)}`,
    subject: number,
    cause: `${number} should come to ${list(({ expected }) => expected)}, but Dynamics computed ${list(({ computed }) => computed)}.`,
    salesOrder: list(({ computed }) => computed),
    marketplace: list(({ expected }) => expected),
    moneyAtRisk: Math.max(...wrong.map(({ expected, computed }) => Math.abs(expected - (computed ?? 0)))),
  });
}

/** Whether VAT is stated wherever an amount stands. Prices without VAT are imported only if it is, but for zero rates. */
function statesAllTax(order: MarketplaceOrder): boolean {
  if (order.taxMode === 'TAX_EXCLUDED') return true;
  const lines = liveLines(order);
  const onOrder = order.shipping !== 0 && lines.every((line) => line.shipping === 0);
  const silent = lines.some(
    (line) =>
      (line.price !== 0 && line.taxes.length === 0) ||
      (line.shipping !== 0 && line.shippingTaxes.length === 0),
  );
  return !silent && !onOrder;
}
