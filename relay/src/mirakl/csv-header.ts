/** Where each column stands. Mirakl writes some names with hyphens in CSV and with underscores in JSON; both are one. */
export function columnsOf(header: readonly string[]): ReadonlyMap<string, number> {
  return new Map(header.map((name, at) => [name.trim().toLowerCase().replaceAll('_', '-'), at]));
}
