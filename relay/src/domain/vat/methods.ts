/**
 * The three ways in which a marketplace may round the VAT that it states (ACCOUNTING, VAT on sales). Supplied VAT is
 * accepted when it equals one of them at the right rate; anything else is a person's decision.
 *
 * line:  half-up on each line's amount.
 * unit:  half-up on one unit's price, times the quantity.
 * order: half-up on the sum of all amounts with the same rate; how the pence fall on the lines is the marketplace's
 *        business as long as no line is a penny or more away from its exact share.
 */
import { sum } from '../money.ts';
import type { Minor } from '../money.ts';
import { vatOf } from './extract.ts';
import type { TaxMode } from './extract.ts';
import { hundredPerCent } from './rate.ts';
import type { Rate } from './rate.ts';

export type TaxMethod = 'line' | 'unit' | 'order';

/** Goods or delivery of one line, with the VAT that the marketplace states for it. */
export interface SuppliedVat {
  readonly amount: Minor;
  /** Price of one unit and how many; delivery is one unit. */
  readonly unitPrice: Minor;
  readonly quantity: number;
  readonly rate: Rate;
  readonly supplied: Minor;
}

/** The first method that all parts of an order fit, in the order line, unit, order; null where none does. */
export function methodOf(parts: readonly SuppliedVat[], mode: TaxMode): TaxMethod | null {
  if (parts.every((part) => part.supplied === vatOf(part.amount, part.rate, mode))) return 'line';
  if (parts.every((part) => part.supplied === part.quantity * vatOf(part.unitPrice, part.rate, mode)))
    return 'unit';
  const rates = new Set(parts.map((part) => part.rate));
  const fits = [...rates].every((rate) =>
    fitsOrder(
      parts.filter((part) => part.rate === rate),
      rate,
      mode,
    ),
  );
  return fits ? 'order' : null;
}

function fitsOrder(parts: readonly SuppliedVat[], rate: Rate, mode: TaxMode): boolean {
  const whole = vatOf(sum(parts.map((part) => part.amount)), rate, mode);
  return whole === sum(parts.map((part) => part.supplied)) && parts.every((part) => isNear(part, mode));
}

/** Less than a penny from the exact share, compared as integers. */
function isNear(part: SuppliedVat, mode: TaxMode): boolean {
  const divisor = BigInt(mode === 'TAX_INCLUDED' ? hundredPerCent + part.rate : hundredPerCent);
  const difference = BigInt(part.supplied) * divisor - BigInt(part.amount) * BigInt(part.rate);
  return difference < divisor && -difference < divisor;
}
