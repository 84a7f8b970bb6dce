/** CSV as Mirakl's files have it: semicolons, quotes where needed, UTF-8 (mirakl.md 5.2). */

/** One line without its end. */
export function csvLine(values: readonly (string | number | boolean | null)[]): string {
  return values.map(csvValue).join(';');
}

function csvValue(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return /[";\r\n]/.test(value) ? quoted(value) : value;
}

export function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

/** The rows of a text; undefined where a quote is not closed or has something behind it. Empty lines are no rows. */
export function csvRows(text: string): string[][] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (!cell) return undefined;
    row.push(cell.value);
    at = cell.end;
    if (text[at] === ';') {
      at += 1;
      // A line that ends behind a semicolon has an empty last value.
      if (at < text.length) continue;
      row.push('');
    }
    if (text[at] === '\r') at += 1;
    if (at < text.length && text[at] !== '\n') return undefined;
    at += 1;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

interface Cell {
  value: string;
  /** Where the separator stands. */
  end: number;
}

function plainCell(text: string, from: number): Cell {
  let end = from;
  while (end < text.length && text[end] !== ';' && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(from, end), end };
}

function quotedCell(text: string, from: number): Cell | undefined {
  let end = text.indexOf('"', from + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end < 0) return undefined;
  return { value: text.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 };
}
