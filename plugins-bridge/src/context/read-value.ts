/** From the wire form of a value to its kind. A known type with a wrong content is malformed; an unknown type is tolerated. */
import { instantOf } from './date.ts';
import { readGuid } from './guid.ts';
import { Malformed } from './malformed.ts';
import type { ContextRow, ContextValue, Reference } from './value.ts';

/** Rows can hold rows; whoever nests deeper than this wants to exhaust the stack. */
const deepest = 12;

type Json = Readonly<Record<string, unknown>>;

export function readRow(value: unknown, path: string, depth = 0): ContextRow {
  const row = object(value, path);
  if (depth > deepest) throw new Malformed(path, 'nested this deep by Dataverse');
  return {
    table: text(row.LogicalName, `${path}.LogicalName`).toLowerCase(),
    id: readGuid(row.Id, `${path}.Id`),
    columns: new Map(
      pairs(row.Attributes, `${path}.Attributes`).map(([name, content]) => [
        name,
        readValue(content, `${path}.${name}`, depth + 1),
      ]),
    ),
  };
}

/** Key and value of each member of a collection such as Attributes or InputParameters. */
export function pairs(value: unknown, path: string): (readonly [string, unknown])[] {
  if (!Array.isArray(value)) throw new Malformed(path, 'a collection');
  return value.map((member: unknown, index) => {
    const { key, value: content } = object(member, `${path}[${index}]`);
    return [text(key, `${path}[${index}].key`), content] as const;
  });
}

export function readValue(value: unknown, path: string, depth = 0): ContextValue {
  if (value === null || value === undefined) return { kind: 'empty' };
  if (typeof value === 'string') return textOrInstant(value);
  if (typeof value === 'number') return { kind: 'number', number: value };
  if (typeof value === 'boolean') return { kind: 'yes-no', yes: value };
  if (Array.isArray(value)) return readList(value, path, depth);
  return readTyped(value as Json, path, depth);
}

function readTyped(value: Json, path: string, depth: number): ContextValue {
  // `Money:http://schemas.microsoft.com/xrm/2011/Contracts`; the type is told by its name, not by its place or schema.
  const type = typeof value.__type === 'string' ? (value.__type.split(':')[0] ?? '') : '';
  switch (type) {
    case 'EntityReference':
      return { kind: 'reference', reference: readReference(value, path) };
    case 'OptionSetValue':
      return { kind: 'choice', value: number(value.Value, `${path}.Value`) };
    case 'Money':
      return { kind: 'money', amount: number(value.Value, `${path}.Value`) };
    case 'Entity':
      return { kind: 'row', row: readRow(value, path, depth) };
    case 'EntityCollection':
      return { kind: 'rows', rows: readRows(value.Entities, `${path}.Entities`, depth) };
    case 'Guid':
    case 'DateTime':
      return textOrInstant(text(value.__value, `${path}.__value`));
    default:
      return { kind: 'unrecognised', type };
  }
}

/** A list is a choice of several, or the rows of a collection that lost its wrapping. */
function readList(value: readonly unknown[], path: string, depth: number): ContextValue {
  const read = value.map((member, index) => readValue(member, `${path}[${index}]`, depth + 1));
  if (read.every((one) => one.kind === 'choice')) {
    return { kind: 'choices', values: read.map((one) => one.value) };
  }
  if (read.every((one) => one.kind === 'row')) return { kind: 'rows', rows: read.map((one) => one.row) };
  return { kind: 'unrecognised', type: 'list' };
}

function readRows(value: unknown, path: string, depth: number): ContextRow[] {
  if (!Array.isArray(value)) throw new Malformed(path, 'a list of rows');
  return value.map((row, index) => readRow(row, `${path}[${index}]`, depth + 1));
}

function readReference(value: Json, path: string): Reference {
  return {
    table: text(value.LogicalName, `${path}.LogicalName`).toLowerCase(),
    id: readGuid(value.Id, `${path}.Id`),
    name: typeof value.Name === 'string' ? value.Name : null,
  };
}

function textOrInstant(value: string): ContextValue {
  const at = instantOf(value);
  return at === null ? { kind: 'text', text: value } : { kind: 'instant', at };
}

export function object(value: unknown, path: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(path, 'an object');
  }
  return value as Json;
}

export function text(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new Malformed(path, 'text');
  return value;
}

export function number(value: unknown, path: string): number {
  if (typeof value !== 'number') throw new Malformed(path, 'a number');
  return value;
}
