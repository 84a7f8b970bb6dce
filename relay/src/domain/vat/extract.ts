import { share } from '../money.ts';
import type { Minor } from '../money.ts';
import { hundredPerCent } from './rate.ts';
import type { Rate } from './rate.ts';

export type TaxMode = 'TAX_INCLUDED' | 'TAX_EXCLUDED';

/** VAT contained in a gross amount, half-up. */
export function vatInside(gross: Minor, rate: Rate): Minor {
  return share(gross, rate, hundredPerCent + rate);
}

/** VAT that comes on top of a net amount, half-up. */
export function vatOnTop(net: Minor, rate: Rate): Minor {
  return share(net, rate, hundredPerCent);
}

/** VAT of an amount as the marketplace states it in its tax mode. */
export function vatOf(amount: Minor, rate: Rate, mode: TaxMode): Minor {
  return mode === 'TAX_INCLUDED' ? vatInside(amount, rate) : vatOnTop(amount, rate);
}

/** The three amounts of a line; net + tax = gross by construction. */
export interface Taxed {
  readonly net: Minor;
  readonly tax: Minor;
  readonly gross: Minor;
}

/** Completes a stated amount by its VAT. */
export function taxed(amount: Minor, tax: Minor, mode: TaxMode): Taxed {
  return mode === 'TAX_INCLUDED'
    ? { net: amount - tax, tax, gross: amount }
    : { net: amount, tax, gross: amount + tax };
}
