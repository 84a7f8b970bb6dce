/** From method and path to the handler of one operation. */
import { bulkMessage } from './bulk.ts';
import { readChanges } from './delta.ts';
import { badQuery, DataverseError, noSuchSegment } from './errors.ts';
import { readFile, writeFile } from './files.ts';
import { runOperation } from './functions.ts';
import { metadataRequest } from './metadata/requests.ts';
import type { Row } from './model.ts';
import { checkRead } from './access.ts';
import { lookupTarget } from './odata/annotations.ts';
import { parseQuery } from './odata/query-options.ts';
import { countCollection, readCollection, readSingle } from './odata/read.ts';
import { jsonValue } from './odata/row-writer.ts';
import { json, noContent, plainText, type Call, type OperationAnswer } from './operation.ts';
import { decode, findByKey, notFound, parseKey, type RowKey } from './reference.ts';
import { relatedRows } from './related.ts';
import { collectionTarget, type TableSchema } from './schema.ts';
import { scalarText } from './values.ts';
import { createRow, deleteRow, upsertRow, writeMembership, writeProperty, writeReference } from './write.ts';

interface Segment {
  name: string;
  /** The inside of the parentheses, decoded; undefined without parentheses. */
  inside: string | undefined;
}

/** Answers one operation inside a transaction of its own (or the change set's). */
export function route(call: Call): OperationAnswer {
  const segments = splitPath(call.operation.path);
  const [first, ...rest] = segments;
  const metadata = metadataRequest(call, segments);
  if (metadata) return metadata;
  if (!first) throw noSuchSegment('');
  const table = call.engine.schema.sets.get(first.name);
  if (!table) return runOperation(call, first.name, first.inside);
  call.work.table = table.model.name;
  if (first.inside === undefined) return routeSet(call, table, rest);
  return routeRow(call, table, parseKey(table, first.inside), rest);
}

function routeSet(call: Call, table: TableSchema, rest: Segment[]): OperationAnswer {
  const { method, query } = call.operation;
  const [next, ...more] = rest;
  if (more.length > 0) throw noSuchSegment(more[0]?.name ?? '');
  if (!next) {
    if (method === 'POST') return createRow(call, table);
    if (method !== 'GET') throw notAllowed(method);
    return tracksChanges(call, query)
      ? readChanges(call, table)
      : readCollection(call, table, table.model.set);
  }
  if (next.name === '$count' && method === 'GET') {
    return tracksChanges(call, query) ? readChanges(call, table, 'count') : countCollection(call, table);
  }
  if (next.name.startsWith('Microsoft.Dynamics.CRM.') && method === 'POST')
    return bulkMessage(call, table, next.name);
  throw noSuchSegment(next.name);
}

/** A first read with the preference, a delta link, or a next page of either. */
function tracksChanges(call: Call, query: string): boolean {
  if (call.prefer.trackChanges) return true;
  if (!query.includes('token')) return false;
  const { deltaToken, skipToken } = parseQuery(query);
  return deltaToken !== undefined || skipToken?.includes('istracking="True"') === true;
}

function routeRow(call: Call, table: TableSchema, key: RowKey, rest: Segment[]): OperationAnswer {
  const { method } = call.operation;
  const [next, ...more] = rest;
  if (!next) {
    if (method === 'GET') return readSingle(call, table, existing(call, table, key).row);
    if (method === 'PATCH') return upsertRow(call, table, key);
    if (method === 'DELETE') return deleteRow(call, table, key);
    throw notAllowed(method);
  }
  const { id, row } = existing(call, table, key);
  if (next.name.startsWith('Microsoft.Dynamics.CRM.'))
    return runOperation(call, next.name, next.inside, { table: table.model, id });
  const column = table.properties.get(next.name);
  if (column && table.single.get(next.name) === undefined)
    return routeProperty(call, table, { id, row, property: next.name }, more);
  if (table.single.has(next.name)) return routeSingle(call, table, { id, row, name: next.name }, more);
  if (table.collection.has(next.name)) return routeCollection(call, table, { id, segment: next }, more);
  throw noSuchSegment(next.name);
}

function routeProperty(
  call: Call,
  table: TableSchema,
  at: { id: string; row: Readonly<Row>; property: string },
  more: Segment[],
): OperationAnswer {
  const { method, base } = call.operation;
  const column = table.properties.get(at.property);
  if (!column) throw noSuchSegment(at.property);
  const value = more[0]?.name === '$value' && more.length === 1;
  if (more.length > 0 && !value) throw noSuchSegment(more[0]?.name ?? '');
  if (column.type === 'file')
    return method === 'GET' ? readFile(call, table, at, column) : writeFile(call, table, at, column);
  if (method === 'PUT' || method === 'DELETE') return writeProperty(call, table, at.id, at.property);
  if (method !== 'GET') throw notAllowed(method);
  checkRead(call.engine, call.operation.caller, table, at.row);
  call.work.kind = 'retrieve';
  const stored = at.row[column.name];
  if (stored == null) return noContent();
  if (value) return plainText(scalarText(stored));
  const context = `${base}$metadata#${table.model.set}(${at.id})/${at.property}`;
  return json(`{"@odata.context":"${context}","value":${jsonValue(column, stored)}}`);
}

function routeSingle(
  call: Call,
  table: TableSchema,
  at: { id: string; row: Readonly<Row>; name: string },
  more: Segment[],
): OperationAnswer {
  const { engine, operation } = call;
  const navigation = table.single.get(at.name);
  if (!navigation) throw noSuchSegment(at.name);
  const onReference = more[0]?.name === '$ref';
  if (more.length > (onReference ? 1 : 0)) throw noSuchSegment(more.at(-1)?.name ?? '');
  if (onReference && (operation.method === 'PUT' || operation.method === 'DELETE'))
    return writeReference(call, table, at.id, navigation);
  if (operation.method !== 'GET') throw notAllowed(operation.method);
  checkRead(engine, operation.caller, table, at.row);
  const target = engine.schema.tables.get(lookupTarget(navigation.column, at.row));
  const id = at.row[navigation.column.name];
  if (typeof id !== 'string' || !target || !navigation.targets.includes(target.model.name))
    return noContent();
  if (onReference) {
    const address = `${operation.base}${target.model.set}(${id})`;
    return json(`{"@odata.context":"${operation.base}$metadata#$ref","@odata.id":"${address}"}`);
  }
  return readSingle(call, target, existing(call, target, { id }).row);
}

function routeCollection(
  call: Call,
  table: TableSchema,
  at: { id: string; segment: Segment },
  more: Segment[],
): OperationAnswer {
  const { engine, operation } = call;
  const { name, inside } = at.segment;
  const navigation = table.collection.get(name);
  if (!navigation) throw noSuchSegment(name);
  const target = engine.tableSchema(collectionTarget(navigation));
  const { method } = operation;
  if (more[0]?.name === '$ref') {
    const child = inside === undefined ? undefined : existing(call, target, parseKey(target, inside)).id;
    if ((method === 'POST' && child === undefined) || (method === 'DELETE' && child !== undefined)) {
      return writeMembership(call, { table, id: at.id }, navigation, child);
    }
    throw notAllowed(method);
  }
  if (inside !== undefined) return routeRow(call, target, parseKey(target, inside), more);
  if (method === 'POST' && more.length === 0 && !navigation.through)
    return createRow(call, target, { navigation, parent: table, id: at.id });
  if (method !== 'GET') throw notAllowed(method);
  const rows = relatedRows(engine, navigation, at.id);
  if (more[0]?.name === '$count') return countCollection(call, target, rows);
  if (more.length > 0) throw noSuchSegment(more[0]?.name ?? '');
  return readCollection(call, target, `${table.model.set}(${at.id})/${name}`, rows);
}

function existing(call: Call, table: TableSchema, key: RowKey): { id: string; row: Readonly<Row> } {
  const id = findByKey(table, call.engine.store, key);
  const row = id === undefined ? undefined : call.engine.get(table.model.name, id);
  if (id === undefined || !row) throw notFound(table, key);
  return { id, row };
}

function notAllowed(method: string): DataverseError {
  return new DataverseError(
    405,
    '0x80060888',
    `The HTTP method '${method}' is not supported on this resource.`,
  );
}

/** Cuts a path into segments; slashes inside quotes belong to a key value (which refuses them with its own error). */
function splitPath(path: string): Segment[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at <= path.length; at++) {
    const character = path.charAt(at);
    if (character === "'") quoted = !quoted;
    if (at === path.length || (character === '/' && !quoted)) {
      if (at > start) parts.push(path.slice(start, at));
      start = at + 1;
    }
  }
  return parts.map((part) => {
    const match = /^([$\w.]+)(?:\((.*)\))?$/s.exec(decode(part));
    if (!match) throw badQuery(`The URL segment '${part}' is not well formed.`);
    return { name: match[1] ?? '', inside: match[2] };
  });
}
