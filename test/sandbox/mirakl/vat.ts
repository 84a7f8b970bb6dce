/** VAT inside prices, rounded half-up in the three ways that platforms use: per unit, per line, per order. */
export type VatMethod = 'unit' | 'line' | 'order';

export interface TaxedLine {
  /** Price of one unit with VAT, pence. */
  unit: number;
  quantity: number;
  /** Percent. */
  rate: number;
}

/** The VAT of each line, in pence. "order" rounds once per rate and spreads that by largest remainder. */
export function vatIn(lines: TaxedLine[], method: VatMethod): number[] {
  if (method === 'unit') return lines.map((line) => inside(line.unit, line.rate) * line.quantity);
  if (method === 'line') return lines.map((line) => inside(line.unit * line.quantity, line.rate));
  const shares = lines.map(() => 0);
  for (const rate of new Set(lines.map((line) => line.rate))) {
    const members = lines.flatMap((line, at) =>
      line.rate === rate ? [{ at, gross: line.unit * line.quantity }] : [],
    );
    const total = inside(
      members.reduce((sum, { gross }) => sum + gross, 0),
      rate,
    );
    const exact = members.map(({ at, gross }) => ({ at, vat: (gross * rate) / (100 + rate) }));
    for (const { at, vat } of exact) shares[at] = Math.floor(vat);
    let left = total - exact.reduce((sum, { vat }) => sum + Math.floor(vat), 0);
    for (const { at } of exact.sort((a, b) => (b.vat % 1) - (a.vat % 1))) {
      if (left <= 0) break;
      shares[at]! += 1;
      left -= 1;
    }
  }
  return shares;
}

/** Whole pence of VAT in a gross amount, half-up, in integers. */
function inside(gross: number, rate: number): number {
  return Math.floor((2 * gross * rate + 100 + rate) / (2 * (100 + rate)));
}
