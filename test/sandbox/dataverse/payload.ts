/** A JSON payload of one row against its table: columns, bound lookups and nested rows of a deep insert. */
import { badPayload, DataverseError } from './errors.ts';
import type { ColumnModel, Row } from './model.ts';
import {
  isPolymorphic,
  type CollectionNavigation,
  type Schema,
  type SingleNavigation,
  type TableSchema,
} from './schema.ts';
import { coerce } from './values.ts';

export interface Payload {
  /** Stored values by logical column name; a polymorphic lookup also sets `<column>type`. */
  columns: Row;
  /** The columns that the payload named. */
  changed: Set<string>;
  /** Rows to be made with it: parents before it, children after it. */
  parents: { navigation: SingleNavigation; target: TableSchema; payload: Payload }[];
  children: { navigation: CollectionNavigation; target: TableSchema; payloads: Payload[] }[];
}

export interface PayloadContext {
  schema: Schema;
  /** Follows an @odata.bind to an existing row; throws 404 when there is none. */
  resolve(reference: string): { table: TableSchema; id: string };
  kind: 'create' | 'update';
  /** What happens to columns that are not valid for this kind of write. */
  readOnlyColumns: 'ignore' | 'refuse';
}

const bindSuffix = '@odata.bind';

/** Reads a parsed JSON object; throws 400 0x80048d19 for everything that the table does not declare. */
export function readPayload(
  context: PayloadContext,
  table: TableSchema,
  json: Record<string, unknown>,
): Payload {
  const payload: Payload = { columns: {}, changed: new Set(), parents: [], children: [] };
  for (const property of Object.keys(json)) {
    const value = json[property];
    const column = table.properties.get(property);
    if (column) readColumn(context, table, payload, { property, column, value });
    else if (property.includes('@')) readAnnotation(context, table, payload, { property, value, json });
    else readNavigation(context, table, payload, { property, value });
  }
  return payload;
}

interface ColumnValue {
  property: string;
  column: ColumnModel;
  value: unknown;
}

function readColumn(context: PayloadContext, table: TableSchema, payload: Payload, given: ColumnValue): void {
  const { property, column, value } = given;
  if (property !== column.name) {
    throw badPayload(
      table.model.name,
      'CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.',
    );
  }
  if (!mayWrite(context, table, column)) return;
  payload.columns[column.name] = coerce(table.model, column, value);
  payload.changed.add(column.name);
}

function mayWrite(context: PayloadContext, table: TableSchema, column: ColumnModel): boolean {
  if (context.kind === 'create' ? column.validForCreate : column.validForUpdate) return true;
  // The primary key in the body of an update only repeats the address.
  if (column.name === table.model.primaryId || context.readOnlyColumns === 'ignore') return false;
  throw badPayload(table.model.name, `The property '${column.name}' is not valid for ${context.kind}.`);
}

function readAnnotation(
  context: PayloadContext,
  table: TableSchema,
  payload: Payload,
  given: { property: string; value: unknown; json: Record<string, unknown> },
): void {
  const { property, value, json } = given;
  if (property.startsWith('@')) {
    if (property === '@odata.type') checkType(table, value);
    return;
  }
  const at = property.indexOf('@');
  const name = property.slice(0, at);
  if (property.slice(at) !== bindSuffix) {
    if (name in json || table.properties.has(name)) return;
    throw undeclared(table, name);
  }
  const single = table.single.get(name);
  if (single) {
    bindSingle(context, table, payload, { navigation: single, value });
    return;
  }
  if (table.collection.has(name)) {
    throw badPayload(table.model.name, `Binding rows to the collection '${name}' is done by ${name}/$ref.`);
  }
  throw undeclared(table, name);
}

function checkType(table: TableSchema, value: unknown): void {
  const expected = `Microsoft.Dynamics.CRM.${table.model.name}`;
  if (typeof value === 'string' && value.replace(/^#/, '') === expected) return;
  throw badPayload(table.model.name, `A type named '${String(value)}' is not '${expected}'.`);
}

function bindSingle(
  context: PayloadContext,
  table: TableSchema,
  payload: Payload,
  given: { navigation: SingleNavigation; value: unknown },
): void {
  const { navigation, value } = given;
  const { column } = navigation;
  if (!mayWrite(context, table, column)) return;
  if (value === null) {
    clearLookup(payload, column);
    return;
  }
  if (typeof value !== 'string')
    throw badPayload(table.model.name, `The value of '${navigation.name}@odata.bind' is not a reference.`);
  const { table: target, id } = context.resolve(value);
  setLookup(table, payload, navigation, { target, id });
}

/** Points a lookup to a row after checking that its table is among the lookup's targets. */
export function setLookup(
  table: TableSchema,
  payload: Payload,
  navigation: SingleNavigation,
  to: { target: TableSchema; id: string },
): void {
  const { column } = navigation;
  if (!navigation.targets.includes(to.target.model.name)) {
    throw badPayload(
      table.model.name,
      `The reference to '${to.target.model.set}' does not fit the navigation property '${navigation.name}' of type '${navigation.targets.join("' or '")}'.`,
    );
  }
  payload.columns[column.name] = to.id;
  if (isPolymorphic(column)) payload.columns[`${column.name}type`] = to.target.model.name;
  payload.changed.add(column.name);
}

function clearLookup(payload: Payload, column: ColumnModel): void {
  payload.columns[column.name] = null;
  if (isPolymorphic(column)) payload.columns[`${column.name}type`] = null;
  payload.changed.add(column.name);
}

function readNavigation(
  context: PayloadContext,
  table: TableSchema,
  payload: Payload,
  given: { property: string; value: unknown },
): void {
  const { property, value } = given;
  const single = table.single.get(property);
  if (single && value === null) {
    clearLookup(payload, single.column);
    return;
  }
  const collection = table.collection.get(property);
  if (!single && !collection) {
    throw badPayload(
      table.model.name,
      `The property '${property}' does not exist on type 'Microsoft.Dynamics.CRM.${table.model.name}'. Make sure to only use property names that are defined by the type.`,
    );
  }
  if (context.kind === 'update') {
    throw badPayload(
      table.model.name,
      `The navigation property '${property}' cannot be written in an update (no deep update).`,
    );
  }
  if (single) {
    payload.parents.push(readParent(context, table, single, value));
    return;
  }
  if (collection) payload.children.push(readChildren(context, table, collection, value));
}

function readParent(
  context: PayloadContext,
  table: TableSchema,
  navigation: SingleNavigation,
  value: unknown,
): Payload['parents'][number] {
  const json = nestedObject(table, navigation.name, value);
  const target = context.schema.tables.get(navigation.targets[0] ?? '');
  if (!target) throw undeclared(table, navigation.name);
  return { navigation, target, payload: readPayload(context, target, json) };
}

function readChildren(
  context: PayloadContext,
  table: TableSchema,
  navigation: CollectionNavigation,
  value: unknown,
): Payload['children'][number] {
  const target = navigation.through ? undefined : context.schema.tables.get(navigation.table);
  if (!target) throw undeclared(table, navigation.name);
  if (!Array.isArray(value))
    throw badPayload(table.model.name, `The value of '${navigation.name}' must be an array.`);
  const payloads = value.map((item) =>
    readPayload(context, target, nestedObject(table, navigation.name, item)),
  );
  return { navigation, target, payloads };
}

function nestedObject(table: TableSchema, property: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw badPayload(
    table.model.name,
    `A 'PrimitiveValue' node was read for the navigation property '${property}'; a 'StartObject' node was expected. Use ${property}@odata.bind to set a reference.`,
  );
}

function undeclared(table: TableSchema, name: string): DataverseError {
  return badPayload(
    table.model.name,
    `An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
  );
}
