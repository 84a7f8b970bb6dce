/**
 * Which rows a filter needs to look at: by primary key, lookup or keyed column where the filter's conjunction names
 * one, so that `dueon le X` or `In(ids)` never scans a table. The filter itself still decides.
 */
import type { Row } from '../model.ts';
import { isLookup, type TableSchema } from '../schema.ts';
import type { TableStore } from '../storage/table-store.ts';
import { functionValue } from './crm-functions.ts';
import type { Expression, Literal } from './expression.ts';
import { comparable } from './filter.ts';

/** Ids of all rows that could match, or undefined when only a scan will do. */
function candidateIds(
  table: TableSchema,
  store: TableStore,
  expression: Expression,
): Iterable<string> | undefined {
  const parts = conjunction(expression);
  const exact = parts.map((part) => exactIds(table, store, part)).find((ids) => ids !== undefined);
  return exact ?? parts.map((part) => rangeIds(table, store, part)).find((ids) => ids !== undefined);
}

/** Like `candidateIds`, as rows. */
export function candidateRows(
  table: TableSchema,
  store: TableStore,
  expression: Expression,
): Row[] | undefined {
  const ids = candidateIds(table, store, expression);
  if (!ids) return undefined;
  return [...new Set(ids)].map((id) => store.rows.get(id)).filter((row) => row !== undefined);
}

function conjunction(expression: Expression): Expression[] {
  if (expression.kind !== 'and') return [expression];
  return [...conjunction(expression.left), ...conjunction(expression.right)];
}

function exactIds(table: TableSchema, store: TableStore, part: Expression): Iterable<string> | undefined {
  if (part.kind === 'crm' && part.name === 'In') return idsOfAll(table, store, part.property, part.values);
  if (part.kind === 'or') return idsOfEither(table, store, part);
  if (
    part.kind !== 'compare' ||
    part.operator !== 'eq' ||
    part.left.kind !== 'path' ||
    part.right.kind !== 'value'
  )
    return undefined;
  return part.right.value === null ? undefined : idsOfAll(table, store, part.left.path, [part.right.value]);
}

/** `id eq a or id eq b …`, as clients write it that do not know In. */
function idsOfEither(
  table: TableSchema,
  store: TableStore,
  part: { left: Expression; right: Expression },
): Iterable<string> | undefined {
  const left = exactIds(table, store, part.left);
  const right = left && exactIds(table, store, part.right);
  return left && right && [...left, ...right];
}

function idsOfAll(
  table: TableSchema,
  store: TableStore,
  path: string,
  values: Literal[],
): string[] | undefined {
  const column = table.properties.get(path);
  if (!column) return undefined;
  const wanted = values.map((value) => functionValue(column, value)).filter((value) => value !== undefined);
  if (column.name === table.model.primaryId) return wanted.map(String);
  if (isLookup(column))
    return wanted.flatMap((value) => [...(store.lookup(column.name, String(value)) ?? [])]);
  const index = store.sorted(column.name);
  return index && wanted.flatMap((value) => [...index.range(value, value)]);
}

function rangeIds(table: TableSchema, store: TableStore, part: Expression): Iterable<string> | undefined {
  if (part.kind !== 'compare' || part.left.kind !== 'path' || part.right.kind !== 'value') return undefined;
  const column = table.properties.get(part.left.path);
  const index = column && store.sorted(column.name);
  const bound = column && comparable(column, part.right.value);
  if (!index || bound === undefined || bound === null) return undefined;
  if (part.operator === 'le' || part.operator === 'lt') return index.range(undefined, bound);
  if (part.operator === 'ge' || part.operator === 'gt') return index.range(bound, undefined);
  return undefined;
}
