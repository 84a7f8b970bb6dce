/** $orderby: text without regard to case, null first, ties by primary key so that pages are stable. */
import type { Row } from '../model.ts';
import { indexValue } from '../storage/table-store.ts';
import type { TableSchema } from '../schema.ts';
import { resolveProperty, type FilterContext } from './filter.ts';
import type { QueryOptions } from './query-options.ts';

/** The values that place a row in an order: those of $orderby, then the primary key. */
export type Position = (string | number | null)[];

export interface RowOrder {
  position: (row: Readonly<Row>) => Position;
  compare: (a: Position, b: Position) => number;
}

export function rowOrder(
  context: FilterContext,
  table: TableSchema,
  orderby: QueryOptions['orderby'],
): RowOrder {
  const properties = orderby.map(({ path }) => resolveProperty(context, table, path));
  const signs = [...orderby.map(({ descending }) => (descending ? -1 : 1)), 1];
  return {
    position: (row) => [
      ...properties.map(({ read }) => indexValue(read(row)) ?? null),
      String(row[table.model.primaryId]),
    ],
    compare: (a, b) => {
      for (const [at, sign] of signs.entries()) {
        const difference = compareValues(a[at] ?? null, b[at] ?? null);
        if (difference !== 0) return sign * difference;
      }
      return 0;
    },
  };
}

/** Sorts rows; each row's position is read once. */
export function orderRows<T extends Readonly<Row>>(
  context: FilterContext,
  table: TableSchema,
  orderby: QueryOptions['orderby'],
): (rows: T[]) => T[] {
  const order = rowOrder(context, table, orderby);
  return (rows) =>
    rows
      .map((row) => ({ row, position: order.position(row) }))
      .sort((a, b) => order.compare(a.position, b.position))
      .map(({ row }) => row);
}

function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
