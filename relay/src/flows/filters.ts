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

/** A $batch part may hold 65,536 characters of URL (dataverse.md 3); the rest of a query needs a few hundred. */
const listLength = 60_000;

/** Like `chunks`, and each part as a list of quoted texts is short enough for a URL. */
export function chunksForUrl(texts: readonly string[], size: number): string[][] {
  const parts: string[][] = [];
  let left = 0;
  for (const text of texts) {
    const length = quoted(text).length + 1;
    const part = parts.at(-1);
    if (part === undefined || part.length === size || length > left) {
      parts.push([text]);
      left = listLength - length;
    } else {
      part.push(text);
      left -= length;
    }
  }
  return parts;
}
