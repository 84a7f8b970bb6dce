/** Rows as the platform serialises them in a context (dataverse.md 11, "JSON form of RemoteExecutionContext"). */
import type { Database } from '../hooks.ts';
import type { ColumnModel, Row, TableModel } from '../model.ts';
import { format, lookupTarget } from '../odata/annotations.ts';
import { isLookup, type Schema } from '../schema.ts';
import { scalarText } from '../values.ts';

const CONTRACTS = 'http://schemas.microsoft.com/xrm/2011/Contracts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export interface Entry {
  [key: string]: Json;
  key: string;
  value: Json;
}

export function entry(key: string, value: Json): Entry {
  return { key, value };
}

/** `__type` stands first, or the .NET reader does not see it. */
export function reference(logicalName: string, id: string, name: string | null = null): Json {
  return { __type: `EntityReference:${CONTRACTS}`, ...bareReference(logicalName, id, name) };
}

/** OwningExtension is a reference without a type. */
export function bareReference(logicalName: string, id: string, name: string | null): Record<string, Json> {
  return { Id: id, KeyAttributes: [], LogicalName: logicalName, Name: name, RowVersion: null };
}

/** A row's values and how people see them; an image has no type of its own. */
export interface EntityValues {
  table: TableModel;
  id: string;
  attributes: Entry[];
  formatted: Entry[];
}

export function entity(values: EntityValues): Json {
  return { __type: `Entity:${CONTRACTS}`, ...image(values) };
}

export function image({ table, id, attributes, formatted }: EntityValues): Record<string, Json> {
  return {
    Attributes: attributes,
    EntityState: null,
    FormattedValues: formatted,
    Id: id,
    KeyAttributes: [],
    LogicalName: table.name,
    RelatedEntities: [],
    RowVersion: null,
  };
}

export interface Serializer {
  schema: Schema;
  database: Database;
}

/** One column's value. A lookup has the name of what it points to in an image only. */
export function attribute(
  serializer: Serializer,
  column: ColumnModel,
  row: Readonly<Row>,
  named = false,
): Entry {
  const value = row[column.name];
  if (value == null) return entry(column.name, null);
  if (isLookup(column)) {
    const name = named ? (format(serializer.schema, serializer.database, column, row) ?? null) : null;
    return entry(column.name, reference(lookupTarget(column, row), scalarText(value), name));
  }
  return entry(column.name, typedValue(column, value));
}

function typedValue(column: ColumnModel, value: unknown): Json {
  switch (column.type) {
    case 'money':
      return { __type: `Money:${CONTRACTS}`, Value: Number(value) };
    case 'choice':
    case 'state':
    case 'status':
      return optionSetValue(Number(value));
    case 'multichoice':
      return scalarText(value)
        .split(',')
        .map((part) => optionSetValue(Number(part)));
    case 'datetime':
    case 'date':
      return `/Date(${Date.parse(scalarText(value))})/`;
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'double':
      return Number(value);
    case 'boolean':
      return value === true;
    case 'text':
    case 'memo':
    case 'uniqueidentifier':
    case 'file':
    case 'lookup':
    case 'customer':
    case 'owner':
      return scalarText(value);
  }
}

function optionSetValue(value: number): Json {
  return { __type: `OptionSetValue:${CONTRACTS}`, Value: value };
}

/** Choices, numbers, dates and, in an image, lookups have a form for people; instants with their offset. */
export function formatted(
  serializer: Serializer,
  column: ColumnModel,
  row: Readonly<Row>,
  named = false,
): Entry | undefined {
  const value = row[column.name];
  if (value == null || (isLookup(column) && !named)) return undefined;
  if (column.type === 'datetime') return entry(column.name, scalarText(value).replace('Z', '-00:00'));
  const text = format(serializer.schema, serializer.database, column, row);
  return text === undefined ? undefined : entry(column.name, text);
}
