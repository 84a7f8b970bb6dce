import type { Row } from '../model.ts';

const PARTS = ['line1', 'line2', 'line3', 'city', 'stateorprovince', 'postalcode', 'country'];

/** The platform's composite of an address's columns, a line each; null without any. */
export function addressText(row: Readonly<Row>, prefix: string): string | null {
  const lines = PARTS.map((part) => row[`${prefix}_${part}`]).filter(
    (value) => typeof value === 'string' && value !== '',
  );
  return lines.length === 0 ? null : lines.join('\r\n');
}
