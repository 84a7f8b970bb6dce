/**
 * The error report of a stock file (STO03): the number of a line, the reason, and then the columns of the file
 * (mirakl.md 5.2). What the first two are called is not specified, so their place counts.
 */
import type { StockRefusal } from './client.ts';
import { csvRows, UnreadableCsv } from './csv-rows.ts';
import { columnsOf } from './csv-header.ts';

/** Words of which a header has one at least; a page for people, or an error in JSON, has none in its first line. */
const ofAReport = /line|error|reason|sku|quantity/;

/** Rejects with `UnreadableCsv`. An empty report refuses nothing. */
export async function readStockReport(pieces: AsyncIterable<Uint8Array>): Promise<StockRefusal[]> {
  const refusals: StockRefusal[] = [];
  let skuAt: number | undefined;
  let isFirst = true;
  for await (const rows of csvRows(pieces)) {
    for (const row of rows) {
      const isHeader = isFirst && !isNumber(row[0]);
      isFirst = false;
      if (isHeader) {
        skuAt = headerOf(row).get('offer-sku');
        continue;
      }
      const [line = '', reason] = row;
      if (reason === undefined) throw new UnreadableCsv('a line of the report without a reason');
      const sku = skuAt === undefined ? null : (row[skuAt] ?? null);
      refusals.push({ line: isNumber(line) ? Number(line) : null, sku, reason: reason.trim() });
    }
  }
  return refusals;
}

function headerOf(row: readonly string[]): ReadonlyMap<string, number> {
  const columns = columnsOf(row);
  const isOne = row.length > 1 && [...columns.keys()].some((name) => ofAReport.test(name));
  if (!isOne) throw new UnreadableCsv('not an error report');
  return columns;
}

function isNumber(value: string | undefined): boolean {
  return value !== undefined && /^\s*\d{1,15}\s*$/.test(value);
}
