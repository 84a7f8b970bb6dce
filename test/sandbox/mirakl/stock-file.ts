/** What stands in a stock file, and what is wrong with a line of it (mirakl.md 5.2). The texts of refusals are guesses. */
import { csvRows } from './csv.ts';

export interface StockFileLine {
  /** As the file has them: offer-sku, quantity, warehouse-code, update-delete. */
  readonly values: readonly string[];
}

export const stockColumns = ['offer-sku', 'quantity', 'warehouse-code', 'update-delete'];
const greatest = 2 ** 31 - 1;

/** The lines of a file; undefined for a file whose encoding, quotes or header are wrong, which fails as a whole. */
export function readStockFile(file: Buffer): StockFileLine[] | undefined {
  const text = decode(file);
  const [header, ...rows] = (text === undefined ? undefined : csvRows(text)) ?? [];
  if (header?.length !== stockColumns.length || header.some((name, at) => name !== stockColumns[at])) {
    return undefined;
  }
  return rows.map((values) => ({ values }));
}

export type Judgement = { readonly quantity: number } | { readonly reason: string };

/** The quantity that a line sets, or why it is refused. `refusals` are a test's own, by SKU. */
export function judgeLine(
  { values }: StockFileLine,
  exists: (sku: string) => boolean,
  refusals: ReadonlyMap<string, string>,
): Judgement {
  if (values.length !== stockColumns.length) return { reason: 'The line does not have the expected columns' };
  const [sku = '', quantity = '', warehouse = '', action = ''] = values;
  const scripted = refusals.get(sku);
  if (scripted !== undefined) return { reason: scripted };
  if (sku === '') return { reason: 'The offer SKU is mandatory' };
  if (!exists(sku)) return { reason: `The offer with SKU '${sku}' does not exist` };
  if (!['', 'update', 'delete'].includes(action))
    return { reason: `The value '${action}' is not allowed for update-delete` };
  // The pretend shop keeps no stock by warehouse, so each code is unknown.
  if (warehouse !== '') return { reason: `The warehouse with code '${warehouse}' does not exist` };
  if (action === 'delete') return { quantity: 0 };
  if (quantity === '') return { reason: 'The quantity is mandatory' };
  if (!/^\d{1,10}$/.test(quantity) || Number(quantity) > greatest)
    return { reason: `The quantity '${quantity}' is not a positive integer` };
  return { quantity: Number(quantity) };
}

/** UTF-8 without a byte order mark; anything else is not a stock file. */
function decode(file: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
  } catch {
    return undefined;
  }
}
