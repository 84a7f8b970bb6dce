/** CreateMultiple, UpdateMultiple, UpsertMultiple on standard tables: all or nothing (dataverse.md 4). */
import { badPayload, DataverseError, invalidArgument } from './errors.ts';
import { json, noContent, type Call, type OperationAnswer } from './operation.ts';
import { findByKey, parseReference, type RowKey } from './reference.ts';
import type { TableSchema } from './schema.ts';
import { body } from './write.ts';

type Target = Record<string, unknown>;

/** POST /set/Microsoft.Dynamics.CRM.<message>; one operation for the limits, however many targets. */
export function bulkMessage(call: Call, table: TableSchema, name: string): OperationAnswer {
  call.work.kind = 'bulk';
  const message = name.slice(name.lastIndexOf('.') + 1);
  if (message === 'DeleteMultiple') {
    throw new DataverseError(501, '0x80040203', 'DeleteMultiple has not yet been implemented.');
  }
  if (message !== 'CreateMultiple' && message !== 'UpdateMultiple' && message !== 'UpsertMultiple') {
    throw new DataverseError(404, '0x80060888', `Resource not found for the segment '${name}'.`);
  }
  const targets = readTargets(table, body(call, table).Targets);
  call.work.rows = targets.length;
  if (message === 'CreateMultiple') {
    const ids = targets.map((target) => create(call, table, target));
    const context = `${call.operation.base}$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`;
    return json(JSON.stringify({ '@odata.context': context, Ids: ids }));
  }
  for (const target of targets) {
    if (message === 'UpdateMultiple') update(call, table, target);
    else upsert(call, table, target);
  }
  return noContent();
}

function readTargets(table: TableSchema, targets: unknown): Target[] {
  if (!Array.isArray(targets))
    throw badPayload(table.model.name, "The parameter 'Targets' must be an array of rows.");
  return targets.map((target: unknown) => {
    if (typeof target !== 'object' || target === null || Array.isArray(target)) {
      throw badPayload(table.model.name, "Each of 'Targets' must be an object.");
    }
    if (!('@odata.type' in target)) {
      throw badPayload(
        table.model.name,
        "A resource without a type name was found, but no expected type was specified: each of 'Targets' needs '@odata.type'.",
      );
    }
    return { ...target };
  });
}

function create(call: Call, table: TableSchema, target: Target): string {
  const { engine, operation } = call;
  return engine.insertPayload(
    operation.caller,
    table,
    engine.payload(table, target, 'create', operation.contentIds),
  );
}

/** Row versions are ignored here, so no etag is looked at. */
function update(call: Call, table: TableSchema, target: Target): void {
  const { engine, operation } = call;
  const key = targetKey(call, table, target);
  const id = findByKey(table, engine.store, key);
  if (id === undefined) {
    throw new DataverseError(
      404,
      '0x80040217',
      `${table.model.name} With Id = ${describe(key)} Does Not Exist`,
    );
  }
  engine.updatePayload(
    operation.caller,
    table,
    id,
    engine.payload(table, target, 'update', operation.contentIds),
  );
}

function upsert(call: Call, table: TableSchema, target: Target): void {
  const { engine, operation } = call;
  const key = targetKey(call, table, target);
  const id = findByKey(table, engine.store, key);
  if (id !== undefined) {
    engine.updatePayload(
      operation.caller,
      table,
      id,
      engine.payload(table, target, 'update', operation.contentIds),
    );
    return;
  }
  const payload = engine.payload(table, target, 'create', operation.contentIds);
  const columns = 'id' in key ? { [table.model.primaryId]: key.id } : key.columns;
  payload.columns = { ...payload.columns, ...columns };
  for (const name of Object.keys(columns)) payload.changed.add(name);
  engine.insertPayload(operation.caller, table, payload);
}

/** The primary key in the target, or a relative @odata.id with an alternate key whose columns are not repeated. */
function targetKey(call: Call, table: TableSchema, target: Target): RowKey {
  const id = target[table.model.primaryId];
  const address = target['@odata.id'];
  Reflect.deleteProperty(target, '@odata.id');
  if (typeof id === 'string') return { id: id.toLowerCase() };
  if (typeof address !== 'string') {
    throw invalidArgument(`Each target needs '${table.model.primaryId}' or '@odata.id'.`);
  }
  if (/^(https?:|\/)/.test(address))
    throw badPayload(table.model.name, `The @odata.id '${address}' must be relative.`);
  const { table: named, key } = parseReference(call.engine.schema, address);
  if (named !== table) throw badPayload(table.model.name, `The @odata.id '${address}' names another table.`);
  if ('columns' in key) {
    const repeated = Object.keys(key.columns).find((name) => name in target);
    if (repeated !== undefined)
      throw invalidArgument(
        `An unexpected error occurred. The key column '${repeated}' is repeated in the target.`,
      );
  }
  return key;
}

function describe(key: RowKey): string {
  return 'id' in key ? key.id : key.text;
}
