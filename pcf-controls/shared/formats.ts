/**
 * Amounts, dates and numbers in the format of the person who looks at them (pcf.md 3). An amount comes as whole minor
 * units with the currency of its row: the platform's default would be the currency of the reader.
 */
export interface Currency {
  readonly symbol: string;
  /** Digits after the point: 2 for pounds, 0 for yen. */
  readonly precision: number;
}

export interface Formats {
  readonly money: (minor: number, currency: Currency) => string;
  /** With the sign in front also when it is a plus, for differences. */
  readonly signedMoney: (minor: number, currency: Currency) => string;
  /** With as many decimals as it has. */
  readonly decimal: (value: number) => string;
  readonly percent: (value: number) => string;
  readonly date: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
}

export function createFormats(platform: () => ComponentFramework.Formatting): Formats {
  const money = (minor: number, { symbol, precision }: Currency) =>
    platform().formatCurrency(minor / 10 ** precision, precision, symbol);
  const decimal = (value: number) => platform().formatDecimal(value, `${value}`.split('.')[1]?.length ?? 0);
  return {
    money,
    signedMoney: (minor, currency) => `${minor > 0 ? '+' : ''}${money(minor, currency)}`,
    decimal,
    percent: (value) => `${decimal(value)}%`,
    date: (iso) => platform().formatDateShort(new Date(iso)),
    dateTime: (iso) => platform().formatDateShort(new Date(iso), true),
  };
}

/**
 * Whole minor units of an amount as Dataverse sends it, a number in major units. Null stays null: an amount that is
 * not known is no zero.
 */
export function minorUnits(amount: number | null | undefined, { precision }: Currency): number | null {
  if (amount === null || amount === undefined) return null;
  return Math.round(amount * 10 ** precision);
}
