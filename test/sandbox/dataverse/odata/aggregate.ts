/**
 * `$apply` as far as it is served: `filter(…)`, `groupby((a,b),aggregate(…))`, `groupby((a,b))` and `aggregate(…)`, with
 * `$count as n` and `column with sum|min|max|average as n` (dataverse.md 7). At most 50,000 rows are aggregated.
 */
import { badQuery, DataverseError } from '../errors.ts';
import type { Row } from '../model.ts';
import { json, type Call, type OperationAnswer } from '../operation.ts';
import { wireName, type TableSchema } from '../schema.ts';
import type { ColumnModel } from '../model.ts';
import { noProperty } from './filter.ts';
import { parseQuery, splitOutside, type QueryOptions } from './query-options.ts';
import { jsonValue } from './row-writer.ts';

const LARGEST = 50_000;

interface Aggregation {
  filters: string[];
  groupBy: ColumnModel[];
  values: { name: string; column: ColumnModel | undefined; method: string }[];
}

/** `matching` gives the rows that the caller may read under a filter. */
export function readAggregate(
  call: Call,
  table: TableSchema,
  apply: string,
  matching: (query: QueryOptions) => Iterable<Readonly<Row>>,
): OperationAnswer {
  const query = parseQuery(call.operation.query);
  const { filters, groupBy, values } = parseApply(table, apply);
  const filter = [...filters, ...(query.filter === undefined ? [] : [query.filter])];
  const joined = filter.map((one) => `(${one})`).join(' and ');
  const rows = [...matching({ ...query, filter: filter.length > 0 ? joined : undefined })];
  call.work.rows = rows.length;
  if (rows.length > LARGEST) {
    throw new DataverseError(
      400,
      '0x8004e023',
      'The maximum record limit is exceeded. Reduce the number of records.',
    );
  }
  const groups = new Map<string, Readonly<Row>[]>();
  for (const row of rows) {
    const key = JSON.stringify(groupBy.map((column) => row[column.name] ?? null));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  if (groupBy.length === 0 && groups.size === 0) groups.set('[]', []);
  const texts = [...groups.values()].map((group) => {
    const named = groupBy.map(
      (column) => `"${wireName(column)}":${jsonValue(column, group[0]?.[column.name])}`,
    );
    const counted = values.map(
      ({ name, column, method }) => `"${name}":${aggregated(group, column, method)}`,
    );
    return `{${[...counted, ...named].join(',')}}`;
  });
  return json(
    `{"@odata.context":"${call.operation.base}$metadata#${table.model.set}","value":[${texts.join(',')}]}`,
  );
}

function parseApply(table: TableSchema, apply: string): Aggregation {
  const result: Aggregation = { filters: [], groupBy: [], values: [] };
  for (const step of splitOutside(apply, '/')) {
    const [, name, inside = ''] = /^\s*(\w+)\((.*)\)\s*$/s.exec(step) ?? [];
    if (name === 'filter') result.filters.push(inside);
    else if (name === 'aggregate') result.values.push(...parseValues(table, inside));
    else if (name === 'groupby') {
      const [columns = '', more, ...rest] = splitOutside(inside, ',');
      const [, list] = /^\s*\((.*)\)\s*$/s.exec(columns) ?? [];
      const [, values] = /^\s*aggregate\((.*)\)\s*$/s.exec(more ?? 'aggregate()') ?? [];
      if (list === undefined || values === undefined || rest.length > 0) throw syntaxError(step);
      result.groupBy.push(...splitOutside(list, ',').map((property) => columnOf(table, property.trim())));
      result.values.push(...parseValues(table, values));
    } else throw syntaxError(step);
  }
  return result;
}

function parseValues(table: TableSchema, text: string): Aggregation['values'] {
  return splitOutside(text, ',').map((part) => {
    const [, count] = /^\s*\$count\s+as\s+(\w+)\s*$/.exec(part) ?? [];
    if (count !== undefined) return { name: count, column: undefined, method: 'count' };
    const [, column = '', method = '', name] =
      /^\s*(\w+)\s+with\s+(sum|min|max|average)\s+as\s+(\w+)\s*$/.exec(part) ?? [];
    if (name === undefined) throw syntaxError(part);
    return { name, column: columnOf(table, column), method };
  });
}

function aggregated(rows: readonly Readonly<Row>[], column: ColumnModel | undefined, method: string): string {
  if (!column) return String(rows.length);
  const filled = rows.map((row) => row[column.name]).filter((value) => value != null);
  if (filled.length === 0) return 'null';
  const numbers = filled.map(Number);
  const sum = numbers.reduce((total, value) => total + value, 0);
  if (method === 'sum') return jsonValue(column, sum);
  if (method === 'average') return String(sum / numbers.length);
  return jsonValue(
    column,
    filled.reduce((best, value) => {
      const less = (value as number | string) < (best as number | string);
      return less === (method === 'min') ? value : best;
    }),
  );
}

function columnOf(table: TableSchema, property: string): ColumnModel {
  const column = table.properties.get(property);
  if (!column?.validForRead) throw noProperty(table, property);
  return column;
}

function syntaxError(at: string): DataverseError {
  return badQuery(`Syntax error in $apply at '${at.trim()}'.`);
}
