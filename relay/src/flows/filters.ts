/** Pieces of OData filters, ready for a URL. */

/** A text inside quotes. */
export function quoted(text: string): string {
  return `'${encodeURIComponent(text.replaceAll("'", "''"))}'`;
}

/** `column` is one of `values`; for columns of the row itself. */
export function among(column: string, values: readonly string[]): string {
  return `Microsoft.Dynamics.CRM.In(PropertyName='${column}',PropertyValues=[${values.map(quoted).join(',')}])`;
}

/**
 * The lookup points at one of `ids`. Spelled out, because how the query functions name a lookup column is documented
 * nowhere; at most 500 conditions fit into a query.
 */
export function pointsAtAny(lookup: string, ids: readonly string[]): string {
  return `(${ids.map((id) => `_${lookup}_value eq ${id}`).join(' or ')})`;
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
