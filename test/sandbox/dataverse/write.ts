/** POST, PATCH, PUT and DELETE on rows, with the conditions of dataverse.md 2 ("PATCH semantics"). */
import { badPayload, badQuery, DataverseError, matchingKeyExists, noSuchSegment } from './errors.ts';
import type { Row } from './model.ts';
import { etagOf, representation } from './odata/read.ts';
import { noContent, type Call, type OperationAnswer } from './operation.ts';
import { setLookup, type Payload } from './payload.ts';
import { findByKey, notFound, resolveReference, rowUrl, type RowKey } from './reference.ts';
import type { CollectionNavigation, SingleNavigation, TableSchema } from './schema.ts';
import { parseBody } from './strict-json.ts';
import { scalarText } from './values.ts';

/** POST to an entity set, or to a collection navigation property of a row (`under`). */
export function createRow(
  call: Call,
  table: TableSchema,
  under?: { navigation: CollectionNavigation; parent: TableSchema; id: string },
): OperationAnswer {
  const { engine, operation, prefer } = call;
  call.work.kind = 'create';
  const payload = engine.payload(table, body(call, table), 'create', operation.contentIds);
  if (under) {
    const single = [...table.single.values()].find(
      ({ column }) => column.name === under.navigation.column.name,
    );
    if (single) setLookup(table, payload, single, { target: under.parent, id: under.id });
  }
  call.work.rows = payloadSize(payload);
  const id = engine.insertPayload(operation.caller, table, payload);
  if (prefer.representation) return representation(call, table, stored(call, table, id), 201);
  const url = rowUrl(operation.base, table, { id });
  return noContent({ Location: url, 'OData-EntityId': url });
}

/** PATCH: update, or create when no row has the key, under If-Match and If-None-Match. */
export function upsertRow(call: Call, table: TableSchema, key: RowKey): OperationAnswer {
  const { engine, operation, prefer } = call;
  const id = findByKey(table, engine.store, key);
  const json = body(call, table);
  call.work.kind = id === undefined ? 'create' : 'update';
  checkConditions(call, table, key, id);
  call.work.rows = 1;
  const written =
    id === undefined ? createAt(call, table, key, json) : updateAt(call, table, key, { id, json });
  if (prefer.representation)
    return representation(call, table, stored(call, table, written), id === undefined ? 201 : 200);
  const url = rowUrl(operation.base, table, key);
  return noContent({ Location: url, 'OData-EntityId': url });
}

function createAt(call: Call, table: TableSchema, key: RowKey, json: Record<string, unknown>): string {
  const { engine, operation } = call;
  const payload = engine.payload(table, json, 'create', operation.contentIds);
  const fromUrl: Row = 'id' in key ? { [table.model.primaryId]: key.id } : key.columns;
  for (const name of Object.keys(fromUrl)) payload.changed.add(name);
  // Where URL and body both give a key column, the body wins on create (dataverse.md 2).
  payload.columns = 'id' in key ? { ...payload.columns, ...fromUrl } : { ...fromUrl, ...payload.columns };
  call.work.rows = payloadSize(payload);
  return engine.insertPayload(operation.caller, table, payload);
}

function updateAt(
  call: Call,
  table: TableSchema,
  key: RowKey,
  given: { id: string; json: Record<string, unknown> },
): string {
  const { engine, operation } = call;
  const payload = engine.payload(table, given.json, 'update', operation.contentIds);
  // …and on update the server drops the key columns of the body.
  if ('columns' in key) {
    for (const name of Object.keys(key.columns)) {
      Reflect.deleteProperty(payload.columns, name);
      payload.changed.delete(name);
    }
  }
  engine.updatePayload(operation.caller, table, given.id, payload);
  return given.id;
}

export function deleteRow(call: Call, table: TableSchema, key: RowKey): OperationAnswer {
  const { engine, operation } = call;
  call.work.kind = 'delete';
  call.work.rows = 1;
  const id = findByKey(table, engine.store, key);
  if (id === undefined) throw notFound(table, key);
  checkConditions(call, table, key, id);
  engine.remove(operation.caller, table.model.name, id);
  return noContent();
}

/** PUT {"value": …} or DELETE on one property. */
export function writeProperty(call: Call, table: TableSchema, id: string, property: string): OperationAnswer {
  const { engine, operation } = call;
  call.work.kind = 'update';
  call.work.rows = 1;
  if (!table.properties.has(property)) throw noSuchSegment(property);
  const value = operation.method === 'DELETE' ? null : body(call, table).value;
  if (value === undefined)
    throw badPayload(table.model.name, "The payload of a property must have the member 'value'.");
  engine.updatePayload(operation.caller, table, id, engine.payload(table, { [property]: value }, 'update'));
  return noContent();
}

/** PUT or DELETE …/nav/$ref on a single-valued navigation property. */
export function writeReference(
  call: Call,
  table: TableSchema,
  id: string,
  navigation: SingleNavigation,
): OperationAnswer {
  const { engine, operation } = call;
  call.work.kind = 'update';
  call.work.rows = 1;
  const value = operation.method === 'DELETE' ? null : reference(call, table);
  const payload = engine.payload(
    table,
    { [`${navigation.name}@odata.bind`]: value },
    'update',
    operation.contentIds,
  );
  engine.updatePayload(operation.caller, table, id, payload);
  return noContent();
}

/** POST …/collection/$ref makes a row point here; DELETE …/collection(childId)/$ref makes it point nowhere. */
export function writeMembership(
  call: Call,
  parent: { table: TableSchema; id: string },
  navigation: CollectionNavigation,
  childId: string | undefined,
): OperationAnswer {
  const { engine, operation } = call;
  call.work.kind = 'update';
  call.work.rows = 1;
  if (navigation.through) return writeAssociation(call, parent, navigation, childId);
  const target = engine.tableSchema(navigation.table);
  const single = [...target.single.values()].find(({ column }) => column.name === navigation.column.name);
  if (!single) throw noSuchSegment(navigation.name);
  const child =
    childId ?? resolveReference(engine.schema, engine.store, expand(call, reference(call, parent.table))).id;
  const bind = childId === undefined ? `${parent.table.model.set}(${parent.id})` : null;
  const payload = engine.payload(target, { [`${single.name}@odata.bind`]: bind }, 'update');
  engine.updatePayload(operation.caller, target, child, payload);
  return noContent();
}

/** N:N: a row of the intersect table comes or goes; associating twice is refused as a duplicate key. */
function writeAssociation(
  call: Call,
  parent: { table: TableSchema; id: string },
  navigation: CollectionNavigation,
  childId: string | undefined,
): OperationAnswer {
  const { engine } = call;
  const { table, column, through } = navigation;
  if (!through) throw noSuchSegment(navigation.name);
  const far =
    childId ?? resolveReference(engine.schema, engine.store, expand(call, reference(call, parent.table))).id;
  checkAssociation(call, parent, { table: engine.tableSchema(through.table), id: far });
  const known = engine.where(table, column.name, parent.id).find((row) => row[through.column] === far);
  if (childId === undefined) {
    if (known) throw new DataverseError(412, '0x80040237', 'Cannot insert duplicate key.');
    engine.put(table, { [column.name]: parent.id, [through.column]: far });
  } else if (known) engine.drop(table, scalarText(known[engine.tableSchema(table).model.primaryId]));
  return noContent();
}

/** Associating needs Append on the one row and AppendTo on the other, as setting a lookup does. */
function checkAssociation(
  call: Call,
  near: { table: TableSchema; id: string },
  far: { table: TableSchema; id: string },
): void {
  const { engine, operation } = call;
  for (const [privilege, { table, id }] of [
    ['Append', near],
    ['AppendTo', far],
  ] as const) {
    const row = stored(call, table, id);
    for (const rule of engine.rules) {
      rule.authorize?.({ caller: operation.caller, privilege, table: table.model, row, database: engine });
    }
  }
}

/** The parsed JSON body of a write. */
export function body(call: Call, table: TableSchema): Record<string, unknown> {
  const { body: bytes, headers } = call.operation;
  if (bytes.length === 0)
    throw badPayload(table.model.name, 'A payload was expected and the request has none.');
  const type = headers['content-type'];
  if (type !== undefined && !type.includes('json'))
    throw new DataverseError(415, '0x80060888', `The content type '${type}' is not supported.`);
  return parseBody(bytes.toString('utf8'), table.model.name);
}

function reference(call: Call, table: TableSchema): string {
  const id = body(call, table)['@odata.id'];
  if (typeof id !== 'string')
    throw badPayload(table.model.name, "The payload of a $ref must have the member '@odata.id'.");
  return id;
}

function expand(call: Call, text: string): string {
  return text.startsWith('$') ? (call.operation.contentIds?.get(text.slice(1)) ?? text) : text;
}

/** Refuses a write whose If-Match or If-None-Match does not hold; the literal `null` is no etag (dataverse.md 1). */
function checkConditions(call: Call, table: TableSchema, key: RowKey, id: string | undefined): void {
  const { headers } = call.operation;
  const ifMatch = condition(headers['if-match']);
  const ifNoneMatch = condition(headers['if-none-match']);
  if (id === undefined) {
    if (ifMatch !== undefined) throw notFound(table, key);
    return;
  }
  if (ifNoneMatch === '*') throw matchingKeyExists();
  if (ifMatch === undefined || ifMatch === '*') return;
  if (!/^W\/"\d+"$/.test(ifMatch)) throw badQuery(`The etag '${ifMatch}' is not valid.`);
  if (ifMatch !== etagOf(stored(call, table, id))) {
    throw new DataverseError(
      412,
      '0x80060882',
      "The version of the existing record doesn't match the RowVersion property provided.",
    );
  }
}

function condition(header: string | undefined): string | undefined {
  return header === undefined || header === 'null' || header === '' ? undefined : header;
}

function stored(call: Call, table: TableSchema, id: string): Readonly<Row> {
  const row = call.engine.get(table.model.name, id);
  if (!row) throw notFound(table, { id });
  return row;
}

function payloadSize(payload: Payload): number {
  const parents = payload.parents.reduce((sum, parent) => sum + payloadSize(parent.payload), 0);
  const children = payload.children
    .flatMap(({ payloads }) => payloads)
    .reduce((sum, child) => sum + payloadSize(child), 0);
  return 1 + parents + children;
}
