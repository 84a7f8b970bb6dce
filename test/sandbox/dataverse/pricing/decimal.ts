/**
 * Exact decimals as scaled integers: 8.33 with four places is 83300n. Row values are JavaScript numbers; their shortest
 * decimal text is what was written, so going through text is exact where arithmetic on them would not be.
 */

/** Decimal places of every amount inside the pricing engine, as money is stored (dataverse.md 1). */
export const MONEY_PLACES = 4;
/** Decimal places of a line's quantity (dataverse.md 9). */
export const QUANTITY_PLACES = 5;

/** What happens to digits that do not fit: nearest with halves away from zero, or simply dropped. */
export type Rounding = 'half-up' | 'truncate';

/** The integer `value x 10^places`; digits beyond are rounded half up. Null and absent count as zero. */
export function toScaled(value: unknown, places: number): bigint {
  if (value === null || value === undefined) return 0n;
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new TypeError(`not an amount: ${JSON.stringify(value)}`);
  const [mantissa = '0', exponent = '0'] = String(Math.abs(value)).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const shift = places + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const scaled =
    shift >= 0 ? digits * 10n ** BigInt(shift) : divide(digits, 10n ** BigInt(-shift), 'half-up');
  return value < 0 ? -scaled : scaled;
}

/** The number nearest to `scaled / 10^places`, which prints as exactly that decimal. */
export function fromScaled(scaled: bigint, places: number): number {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  const magnitude = Number(`${digits.slice(0, cut)}.${digits.slice(cut)}`);
  return scaled < 0n ? -magnitude : magnitude;
}

/** Quotient of two integers, the divisor positive. */
export function divide(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const negative = dividend < 0n;
  const size = negative ? -dividend : dividend;
  const carried = rounding === 'half-up' ? (2n * size + divisor) / (2n * divisor) : size / divisor;
  return negative ? -carried : carried;
}

/** Cuts an amount of four places to `precision` of them (0..4); it stays an amount of four places. */
export function cut(amount: bigint, precision: number, rounding: Rounding): bigint {
  const step = 10n ** BigInt(MONEY_PLACES - precision);
  return divide(amount, step, rounding) * step;
}
