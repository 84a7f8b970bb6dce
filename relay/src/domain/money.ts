/**
 * Money inside the domain: an integer number of minor units (pence). The currency stands beside it, once per order.
 * Wire numbers are converted at the rim; what does not fit is an exception, never a rounding (DESIGN D14).
 */
export type Minor = number;

/**
 * The largest amount that is read: GBP 100 billion in pence. Sums over a thousand lines stay exact in a double, and the
 * narrowest Dynamics money column (tax, 1e12 units: dataverse.md 9) still holds it.
 */
export const largestAmount: Minor = 10_000_000_000_000;

/** Currencies of ISO 4217 whose minor unit is not a hundredth. */
const otherDigits: Readonly<Record<string, number>> = {
  ...digits(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...digits(3, 'BHD IQD JOD KWD LYD OMR TND'),
};

const symbols: Readonly<Record<string, string>> = { GBP: '£', EUR: '€', USD: '$' };

export type MinorReading =
  | { readonly ok: true; readonly value: Minor }
  | { readonly ok: false; readonly reason: 'not-a-number' | 'too-many-decimals' | 'too-large' };

/** Decimal places of a currency's minor unit; two where ISO 4217 says nothing else. */
export function minorDigits(currency: string): number {
  return otherDigits[currency] ?? 2;
}

/**
 * Reads a decimal number as JSON writes it (`12.5`, `-3`, `1.25e1`) without passing through a double. Zeros beyond the
 * minor unit are harmless (`12.500`); any other digit there is a reason, never a rounding.
 */
export function minorFromText(text: string, currency: string): MinorReading {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (!match) return { ok: false, reason: 'not-a-number' };
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digitsOfNumber = (whole + fraction).replace(/^0+/, '');
  if (digitsOfNumber === '') return { ok: true, value: 0 };
  const shift = minorDigits(currency) + Number(exponent) - fraction.length;
  const kept = shift < 0 ? digitsOfNumber.slice(0, shift) : digitsOfNumber;
  if (/[1-9]/.test(digitsOfNumber.slice(kept.length))) return { ok: false, reason: 'too-many-decimals' };
  if (kept.length + Math.max(0, shift) > 14) return { ok: false, reason: 'too-large' };
  const value = Number(kept + '0'.repeat(Math.max(0, shift)));
  if (value > largestAmount) return { ok: false, reason: 'too-large' };
  return { ok: true, value: sign === '-' ? 0 - value : value };
}

/**
 * A Dataverse money column as it arrives in JSON. Null where it is finer than the minor unit or too large: then it is
 * not the amount that the marketplace states, and nothing is rounded to make it so.
 */
export function minorFromWire(amount: number, currency: string): Minor | null {
  const reading = minorFromText(amount.toString(), currency);
  return reading.ok ? reading.value : null;
}

/** For people: `£12.50`, `-£0.05`, `12.50 SEK`. */
export function moneyText(amount: Minor, currency: string): string {
  const places = minorDigits(currency);
  const plain = Math.abs(amount)
    .toString()
    .padStart(places + 1, '0');
  const number = places === 0 ? plain : `${plain.slice(0, -places)}.${plain.slice(-places)}`;
  const sign = amount < 0 ? '-' : '';
  const symbol = symbols[currency];
  return symbol === undefined ? `${sign}${number} ${currency}` : `${sign}${symbol}${number}`;
}

/**
 * `amount x numerator / denominator`, rounded half-up (a half moves away from zero, so that a refund mirrors its sale).
 * Exact: the product is a BigInt, because pence times a rate leaves the range of a double.
 */
export function share(amount: Minor, numerator: number, denominator: number): Minor {
  const product = BigInt(Math.abs(amount)) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const rounded = Number((2n * product + divisor) / (2n * divisor));
  return amount < 0 ? 0 - rounded : rounded;
}

export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}

/**
 * Divides a non-negative amount by non-negative weights; the parts always sum to the whole. The pence left over by
 * rounding down go to the largest remainders, among equals to the larger weight, then to the earlier part, so that the
 * order of the parts does not matter. With weights that are all zero the parts are equal but for those pence. No
 * weights: no parts.
 */
export function spread(whole: Minor, weights: readonly number[]): Minor[] {
  if (weights.length === 0) return [];
  const given = weights.map((weight) => BigInt(weight));
  const total = given.reduce((a, b) => a + b, 0n);
  const used = total === 0n ? given.map(() => 1n) : given;
  const divisor = total === 0n ? BigInt(weights.length) : total;
  const products = used.map((weight) => BigInt(whole) * weight);
  const parts = products.map((product) => Number(product / divisor));
  const byRemainder = products
    .map((product, index) => ({ index, remainder: product % divisor, weight: used[index] ?? 0n }))
    .sort(
      (a, b) => descending(a.remainder, b.remainder) || descending(a.weight, b.weight) || a.index - b.index,
    );
  const left = whole - sum(parts);
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

function descending(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? -1 : 1;
}

function digits(places: number, currencies: string): Record<string, number> {
  return Object.fromEntries(currencies.split(' ').map((currency) => [currency, places]));
}
