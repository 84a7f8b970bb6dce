/** Row addresses: `accounts(<guid>)`, `accounts(accountnumber='A1')`, absolute or relative, in URLs and in payloads. */
import { badQuery, DataverseError, doesNotExist, noSuchSegment } from './errors.ts';
import type { Row } from './model.ts';
import { wireName, type Schema, type TableSchema } from './schema.ts';
import type { Store } from './storage/store.ts';
import { keyOf } from './storage/table-store.ts';
import { coerce, isGuid } from './values.ts';

/** A key predicate: the primary key, or values of an alternate key by column name. */
export type RowKey = { id: string } | { columns: Row; text: string };

/** Characters that do not work in a key value in a URL, escaped or not (dataverse.md 2, "URL forms"). */
const unusable = /[/<>*%&:\\?+]/;

/** Cuts `/api/data/v9.2/` and whatever stands before it off a URL or a reference. */
function withoutBase(reference: string): string {
  return reference.replace(/^(https?:\/\/[^/]+)?\/?(api\/data\/v\d+(\.\d+)?\/)?/, '');
}

/** Reads the inside of `set(…)`, already percent-decoded. */
export function parseKey(schema: TableSchema, inside: string): RowKey {
  const trimmed = inside.trim();
  if (isGuid(trimmed)) return { id: trimmed.toLowerCase() };
  const columns: Row = {};
  const pattern = /\s*([A-Za-z_][\w]*)\s*=\s*('(?:[^']|'')*'|[^,']+)\s*(,|$)/y;
  while (pattern.lastIndex < trimmed.length) {
    const match = pattern.exec(trimmed);
    if (!match) throw invalidKey(schema);
    const [, property = '', literal = ''] = match;
    const column = schema.properties.get(property);
    if (!column) throw invalidKey(schema);
    columns[column.name] = coerce(schema.model, column, keyLiteral(literal));
  }
  const names = Object.keys(columns);
  if (names.length === 1 && names[0] === schema.model.primaryId)
    return { id: String(columns[schema.model.primaryId]) };
  const declared = schema.model.keys.some(
    (key) => key.columns.length === names.length && key.columns.every((name) => name in columns),
  );
  if (!declared) throw invalidKey(schema);
  return { columns, text: trimmed };
}

/** The id of the row with this key, or undefined when there is none. A key whose index is not built is not usable. */
export function findByKey(schema: TableSchema, store: Store, key: RowKey): string | undefined {
  const table = store.table(schema.model.name);
  if ('id' in key) return table.rows.has(key.id) ? key.id : undefined;
  const names = Object.keys(key.columns);
  const index = table.keys.find(
    (candidate) =>
      candidate.model.columns.length === names.length &&
      candidate.model.columns.every((name) => name in key.columns),
  );
  if (index?.status !== 'Active') {
    throw new DataverseError(
      400,
      '0x80060890',
      `The specified key attributes are not a defined key for the ${schema.model.name} entity`,
    );
  }
  const value = keyOf(index, key.columns);
  return value === undefined ? undefined : index.ids.get(value);
}

/** The error for a key that finds no row. */
export function notFound(schema: TableSchema, key: RowKey): DataverseError {
  if ('id' in key) return doesNotExist(schema.model.name, key.id);
  return new DataverseError(
    404,
    '0x80060891',
    `A record with the specified key values does not exist in ${schema.model.name} entity`,
  );
}

/** Follows the reference of an @odata.bind or @odata.id to an existing row. */
export function resolveReference(
  schema: Schema,
  store: Store,
  reference: string,
): { table: TableSchema; id: string } {
  const { table, key } = parseReference(schema, reference);
  const id = findByKey(table, store, key);
  if (id === undefined) throw notFound(table, key);
  return { table, id };
}

/** Reads `set(key)` without looking whether the row is there. */
export function parseReference(schema: Schema, reference: string): { table: TableSchema; key: RowKey } {
  const match = /^([A-Za-z_]\w*)\((.*)\)$/s.exec(withoutBase(decode(reference)));
  if (!match) throw badQuery(`The reference '${reference}' does not name a row.`);
  const [, set = '', inside = ''] = match;
  const table = schema.sets.get(set);
  if (!table) throw noSuchSegment(set);
  return { table, key: parseKey(table, inside) };
}

/** The address of a row by its key, as OData-EntityId shows it. */
export function rowUrl(base: string, table: TableSchema, key: RowKey): string {
  return `${base}${table.model.set}(${'id' in key ? key.id : key.text})`;
}

/** Percent-decodes; a malformed escape is the client's error. */
export function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw badQuery(`The URL part '${text}' is not well formed.`);
  }
}

function keyLiteral(literal: string): unknown {
  if (literal.startsWith("'")) {
    const value = literal.slice(1, -1).replaceAll("''", "'");
    if (unusable.test(value)) throw badQuery('Bad Request - Error in query syntax.');
    return value;
  }
  const bare = literal.trim();
  if (bare === 'null') return null;
  if (isGuid(bare)) return bare;
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : bare;
}

function invalidKey(schema: TableSchema): DataverseError {
  const keys = schema.model.keys.map((key) =>
    key.columns.map((name) => wireName(schema.model.columns.get(name) ?? never(name))).join(','),
  );
  return badQuery(
    `The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.${schema.model.name}'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource 'Microsoft.Dynamics.CRM.${schema.model.name}'. Declared: ${[schema.model.primaryId, ...keys].join('; ')}.`,
  );
}

function never(name: string): never {
  throw new Error(`sandbox: key column ${name} is no column`);
}
