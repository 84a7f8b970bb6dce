/** Rows as JSON text in the platform's shape (dataverse.md 1, "JSON shapes"). Prepared once per query, since it runs per row. */
import { badQuery } from '../errors.ts';
import type { Database } from '../hooks.ts';
import type { ColumnModel, Row } from '../model.ts';
import { relatedRows } from '../related.ts';
import { collectionTarget, isLookup, wireName, type Schema, type TableSchema } from '../schema.ts';
import {
  associatedNavigation,
  format,
  formattedValue,
  lookupLogicalName,
  lookupTarget,
  navigationOf,
} from './annotations.ts';
import { compileFilter, noProperty, type Predicate } from './filter.ts';
import { parseFilter } from './expression.ts';
import { orderRows } from './order.ts';
import type { Expand, QueryOptions } from './query-options.ts';

export interface WriteOptions {
  schema: Schema;
  database: Database;
  /** Answers whether an annotation was asked for. */
  annotations: (name: string) => boolean;
  /** Rows of another table that the caller may read. */
  visible: (table: TableSchema) => Predicate;
  /** Absolute address of the service, for the links of expanded collections. */
  base: string;
}

export interface RowWriter {
  /** The inside of the context URL's parentheses, empty without $select and $expand. */
  context: string;
  /** Members without the braces, `@odata.etag` first. */
  members: (row: Readonly<Row>) => string;
}

/** Prepares $select and $expand of a query. Unknown properties are a 400. `inside` another expansion. */
export function rowWriter(
  options: WriteOptions,
  table: TableSchema,
  query: Pick<QueryOptions, 'select' | 'expand'>,
  inside = false,
): RowWriter {
  refuseManyToManyAmongOthers(table, query.expand, inside);
  const columns = selectedColumns(table, query.select);
  const writers = columns.map((column) => columnWriter(options, table, column));
  const expands = query.expand.map((expand) => expandWriter(options, table, expand));
  const names = [...(query.select ?? []), ...expands.map((expand) => `${expand.name}(${expand.context})`)];
  return {
    context: names.join(','),
    members: (row) => {
      let text = `"@odata.etag":"W/\\"${String(row.versionnumber)}\\""`;
      for (const write of writers) text += write(row);
      for (const expand of expands) text += expand.members(row);
      return text;
    },
  };
}

/**
 * Relationships of many to many are expanded side by side, but neither inside another expansion, nor with one inside, nor
 * beside one of another kind (Microsoft, Join tables using OData, Supported relationship types for $expand). Which words
 * refuse it is written nowhere.
 */
function refuseManyToManyAmongOthers(table: TableSchema, expands: readonly Expand[], inside: boolean): void {
  const many = expands.filter(({ navigation }) => table.collection.get(navigation)?.through !== undefined);
  if (many.length === 0) return;
  const alone = many.length === expands.length && many.every(({ options }) => options.expand.length === 0);
  if (inside || !alone) {
    throw badQuery(
      'Expanding a many-to-many relationship together with another relationship is not supported.',
    );
  }
}

/** The selected columns; money brings its currency along, and the primary key is always there (dataverse.md 0.9). */
function selectedColumns(table: TableSchema, select: string[] | undefined): ColumnModel[] {
  if (!select || select.length === 0) return table.readable.map(({ column }) => column);
  const columns = select.map((property) => {
    const column = table.properties.get(property);
    if (!column?.validForRead) throw noProperty(table, property);
    return column;
  });
  const wanted = new Set(columns);
  const currency = table.model.columns.get('transactioncurrencyid');
  if (currency && columns.some((column) => column.type === 'money')) wanted.add(currency);
  const key = table.model.columns.get(table.model.primaryId);
  if (key) wanted.add(key);
  return [...wanted];
}

function columnWriter(
  options: WriteOptions,
  table: TableSchema,
  column: ColumnModel,
): (row: Readonly<Row>) => string {
  const property = wireName(column);
  const prefix = `,"${property}":`;
  const plain = (row: Readonly<Row>): string => prefix + jsonValue(column, row[column.name]);
  const formatted = options.annotations(formattedValue);
  const lookup = isLookup(column);
  const logical = lookup && options.annotations(lookupLogicalName);
  const associated = lookup && options.annotations(associatedNavigation);
  if (!formatted && !logical && !associated) return plain;
  return (row) => {
    if (row[column.name] == null) return plain(row);
    let text = '';
    const shown = formatted ? format(options.schema, options.database, column, row) : undefined;
    const target = lookup ? lookupTarget(column, row) : '';
    const navigation = associated ? navigationOf(table, column, target) : undefined;
    if (shown !== undefined) text += `,"${property}@${formattedValue}":${JSON.stringify(shown)}`;
    if (navigation !== undefined) text += `,"${property}@${associatedNavigation}":"${navigation}"`;
    if (logical) text += `,"${property}@${lookupLogicalName}":"${target}"`;
    return text + plain(row);
  };
}

/** One value as JSON text: money with four places, as the platform prints it. */
export function jsonValue(column: ColumnModel, value: unknown): string {
  if (value == null) return 'null';
  if (typeof value === 'number') {
    if (column.type === 'money') return value.toFixed(4);
    if (column.type === 'decimal') return value.toFixed(column.precision ?? 2);
    return String(value);
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return JSON.stringify(value);
}

interface ExpandWriter {
  name: string;
  context: string;
  members: (row: Readonly<Row>) => string;
}

function expandWriter(options: WriteOptions, table: TableSchema, expand: Expand): ExpandWriter {
  const single = table.single.get(expand.navigation);
  if (single) return singleWriter(options, table, expand);
  const collection = table.collection.get(expand.navigation);
  const target = collection && options.schema.tables.get(collectionTarget(collection));
  if (!collection || !target) throw noProperty(table, expand.navigation);
  const { filter, aliases, orderby, top } = expand.options;
  const inner = rowWriter(options, target, expand.options, true);
  const matches =
    filter === undefined ? undefined : compileFilter(options, target, parseFilter(filter, aliases));
  const order = orderRows(options, target, orderby);
  const visible = options.visible(target);
  const member = `,"${expand.navigation}":[`;
  return {
    name: expand.navigation,
    context: inner.context,
    members: (row) => {
      const id = String(row[table.model.primaryId]);
      const all = relatedRows(options.database, collection, id).filter(visible);
      const rows = order(matches ? all.filter(matches) : [...all]).slice(0, top);
      const link = `,"${expand.navigation}@odata.nextLink":${JSON.stringify(`${options.base}${table.model.set}(${id})/${expand.navigation}`)}`;
      return `${member}${rows.map((child) => `{${inner.members(child)}}`).join(',')}]${link}`;
    },
  };
}

function singleWriter(options: WriteOptions, table: TableSchema, expand: Expand): ExpandWriter {
  const navigation = table.single.get(expand.navigation);
  if (!navigation) throw noProperty(table, expand.navigation);
  if (
    expand.options.filter !== undefined ||
    expand.options.orderby.length > 0 ||
    expand.options.top !== undefined
  ) {
    throw badQuery(
      `Only $select and $expand are allowed in $expand of the single-valued navigation property '${navigation.name}'.`,
    );
  }
  const writers = new Map(
    navigation.targets.map((name) => {
      const target = options.schema.tables.get(name);
      if (!target) throw noProperty(table, expand.navigation);
      return [
        name,
        { writer: rowWriter(options, target, expand.options, true), visible: options.visible(target) },
      ];
    }),
  );
  const [first] = writers.values();
  const member = `,"${expand.navigation}":`;
  return {
    name: expand.navigation,
    context: first?.writer.context ?? '',
    members: (row) => {
      const id = row[navigation.column.name];
      const target = writers.get(lookupTarget(navigation.column, row));
      const found =
        target && typeof id === 'string'
          ? options.database.get(lookupTarget(navigation.column, row), id)
          : undefined;
      if (!target || !found || !target.visible(found)) return `${member}null`;
      return `${member}{${target.writer.members(found)}}`;
    },
  };
}
