/** `context.formatting` of the platform by the user's language, through Intl. */
export function formattingFor(locale: string, currencySymbol: string): ComponentFramework.Formatting {
  const numbers = (digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  return {
    formatCurrency: (value, precision = 2, symbol = currencySymbol) =>
      withSymbol(locale, value, precision, symbol),
    formatDecimal: (value, precision = 2) => numbers(precision).format(value),
    formatInteger: (value) => numbers(0).format(value),
    formatDateShort: (value, includeTime = false) =>
      dates({ dateStyle: 'short', ...(includeTime ? { timeStyle: 'short' } : {}) }).format(value),
    formatDateLong: (value) => dates({ dateStyle: 'full' }).format(value),
    formatDateLongAbbreviated: (value) => dates({ dateStyle: 'medium' }).format(value),
    formatDateYearMonth: (value) => dates({ year: 'numeric', month: 'long' }).format(value),
    formatDateAsFilterStringInUTC: (value, includeTime = false) =>
      includeTime ? value.toISOString() : value.toISOString().slice(0, 10),
    formatTime: (value) => dates({ dateStyle: 'short', timeStyle: 'short' }).format(value),
    formatLanguage: (value) => String(value),
    getWeekOfYear: (value) => {
      const start = Date.UTC(value.getFullYear(), 0, 1);
      return Math.ceil((value.getTime() - start) / (7 * 24 * 60 * 60 * 1000));
    },
  };
}

/** Where the language writes its currency, with the symbol that was asked for. */
function withSymbol(locale: string, value: number, precision: number, symbol: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'GBP',
    minimumFractionDigits: precision,
    maximumFractionDigits: precision,
  })
    .formatToParts(value)
    .map((part) => (part.type === 'currency' ? symbol : part.value))
    .join('');
}
