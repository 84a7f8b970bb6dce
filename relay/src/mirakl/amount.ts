import type { Minor } from '../domain/money.ts';

/** A number as written, plain or with an exponent. */
const written = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Result of a conversion: `problem` says in plain words why the text does not fit. */
export type Converted =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: string };

/** An amount in minor units, with as many decimals as the currency has (DESIGN D14: never rounded). */
export function toMinor(
  text: string,
  currency: string,
): { ok: true; value: Minor } | { ok: false; problem: string } {
  const scale = currencyScale(currency);
  if (scale === null) return { ok: false, problem: `"${currency}" is not a currency code` };
  return scaled(text, scale, `${currency} has ${scale} decimals`);
}

/** A rate in per cent, times 10,000. */
export function toRate(text: string): Converted {
  return scaled(text, 4, 'a rate is kept to 4 decimals');
}

/** A whole number. */
export function toWhole(text: string): Converted {
  return scaled(text, 0, 'must be a whole number');
}

/** `text` times ten to the power of `scale`, exactly. */
function scaled(text: string, scale: number, rule: string): Converted {
  const found = written.exec(text.trim());
  if (!found) return { ok: false, problem: `"${text.slice(0, 40)}" is not a number` };
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found;
  const digits = (whole + fraction).replace(/^0+/, '');
  // Zeros to append (or, when negative, to take away) so that the digits count units of the scale.
  const shift = scale - fraction.length + Number(exponent);
  const trailing = digits.length - digits.replace(/0+$/, '').length;
  if (digits === '') return { ok: true, value: 0 };
  if (shift < -trailing) return { ok: false, problem: `${text.slice(0, 40)} has too many decimals: ${rule}` };
  if (digits.length + shift > 16) return { ok: false, problem: `${text.slice(0, 40)} is too large` };
  const value = Number(shift < 0 ? digits.slice(0, shift) : digits + '0'.repeat(shift));
  if (!Number.isSafeInteger(value)) return { ok: false, problem: `${text.slice(0, 40)} is too large` };
  return { ok: true, value: sign === '' ? value : -value };
}

const scales = new Map<string, number | null>();

/** Decimals of an ISO 4217 currency; null for what is no code. */
function currencyScale(currency: string): number | null {
  const known = scales.get(currency);
  if (known !== undefined) return known;
  const scale = /^[A-Z]{3}$/.test(currency)
    ? (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2)
    : null;
  // Codes that are no codes come without bound, so only real ones are remembered.
  if (scale !== null) scales.set(currency, scale);
  return scale;
}
