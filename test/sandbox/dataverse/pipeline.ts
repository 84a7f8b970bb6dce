/**
 * A write by a caller, step by step: rights, rules before, what the platform fills in and checks, storing, rules after
 * (the order is hooks.ts'). Runs inside a transaction; whatever throws undoes it.
 */
import { checkKeys, checkRequired, fillMoney, fillNew, fillOwner, settleState } from './draft.ts';
import type { Engine } from './engine.ts';
import { DataverseError, doesNotExist, matchingKeyExists } from './errors.ts';
import type { Caller, Privilege, WriteContext } from './hooks.ts';
import type { Row } from './model.ts';
import { lookupTarget } from './odata/annotations.ts';
import { setLookup, type Payload } from './payload.ts';
import { isLookup, isPolymorphic, type TableSchema } from './schema.ts';
import { scalarText, wireInstant } from './values.ts';

/** Makes a row with the parents and children of its deep insert; returns the root's id. */
export function insertRow(engine: Engine, caller: Caller, table: TableSchema, payload: Payload): string {
  for (const parent of payload.parents) {
    const id = insertRow(engine, caller, parent.target, parent.payload);
    setLookup(table, payload, parent.navigation, { target: parent.target, id });
  }
  const row: Row = { ...payload.columns };
  const given = row[table.model.primaryId];
  const id = typeof given === 'string' ? given : engine.newId();
  if (engine.store.table(table.model.name).rows.has(id)) throw matchingKeyExists();
  row[table.model.primaryId] = id;
  fillNew(table, row, caller, wireInstant(engine.now()));
  fillOwner(engine.store, table, row, caller.businessUnitId);
  const { changed } = payload;
  const context: WriteContext = {
    kind: 'create',
    table: table.model,
    id,
    before: undefined,
    row,
    changed,
    caller,
    database: engine,
  };
  authorize(engine, context, 'Create', row);
  authorizeLookups(engine, context);
  applyRulesBefore(engine, context, table);
  checkRequired(table, row);
  store(engine, context, table);
  for (const { navigation, target, payloads } of payload.children) {
    const { column } = navigation;
    for (const child of payloads) {
      child.columns[column.name] = id;
      if (isPolymorphic(column)) child.columns[`${column.name}type`] = table.model.name;
      child.changed.add(column.name);
      insertRow(engine, caller, target, child);
    }
  }
  return id;
}

export function updateRow(
  engine: Engine,
  caller: Caller,
  at: { table: TableSchema; id: string },
  payload: Payload,
): void {
  const { table, id } = at;
  const before = engine.get(table.model.name, id);
  if (!before) throw doesNotExist(table.model.name, id);
  const row: Row = { ...before, ...payload.columns, modifiedon: wireInstant(engine.now()) };
  if (table.model.columns.has('modifiedby')) row.modifiedby = caller.userId;
  const { changed } = payload;
  const context: WriteContext = {
    kind: 'update',
    table: table.model,
    id,
    before,
    row,
    changed,
    caller,
    database: engine,
  };
  authorize(engine, context, 'Write', before);
  if (changed.has('ownerid')) {
    authorize(engine, context, 'Assign', before);
    fillOwner(engine.store, table, row, caller.businessUnitId);
  }
  authorizeLookups(engine, context);
  applyRulesBefore(engine, context, table);
  const emptied = [...changed].some(
    (name) => table.model.columns.get(name)?.required === 'system' && row[name] == null,
  );
  if (emptied) checkRequired(table, row);
  store(engine, context, table);
}

export function removeRow(engine: Engine, caller: Caller, table: TableSchema, id: string): void {
  const { name } = table.model;
  const row = engine.get(name, id);
  if (!row) throw doesNotExist(name, id);
  const changed = new Set<string>();
  const context: WriteContext = {
    kind: 'delete',
    table: table.model,
    id,
    before: row,
    row: { ...row },
    changed,
    caller,
    database: engine,
  };
  authorize(engine, context, 'Delete', row);
  for (const rule of engine.rules) rule.beforeWrite?.(context);
  refuseRestricted(engine, table, id);
  cascadeDelete(engine, caller, table, id);
  engine.store.write(name, id, undefined);
  for (const rule of engine.rules) rule.afterWrite?.(context);
}

function authorize(engine: Engine, context: WriteContext, privilege: Privilege, row: Readonly<Row>): void {
  const { caller, table } = context;
  for (const rule of engine.rules) rule.authorize?.({ caller, privilege, table, row, database: engine });
}

/** Setting a lookup needs Append on the row that points and AppendTo on the row that is pointed to. */
function authorizeLookups(engine: Engine, context: WriteContext): void {
  if (!engine.rules.some((rule) => 'authorize' in rule)) return;
  let appended = false;
  for (const name of context.changed) {
    const column = context.table.columns.get(name);
    if (!column || !isLookup(column) || column.type === 'owner' || context.row[name] == null) continue;
    const target = engine.schema.tables.get(lookupTarget(column, context.row));
    const targetRow = target && engine.get(target.model.name, scalarText(context.row[name]));
    if (!target || !targetRow) continue;
    if (!appended) authorize(engine, context, 'Append', context.row);
    appended = true;
    authorize(engine, { ...context, table: target.model }, 'AppendTo', targetRow);
  }
}

function applyRulesBefore(engine: Engine, context: WriteContext, table: TableSchema): void {
  settleState(table, context.row, context.changed);
  for (const rule of engine.rules) rule.beforeWrite?.(context);
  fillMoney(engine.store, table, context.row);
}

function store(engine: Engine, context: WriteContext, table: TableSchema): void {
  checkKeys(engine.store, table, context.id, context.row);
  engine.store.write(table.model.name, context.id, context.row);
  for (const rule of engine.rules) rule.afterWrite?.(context);
}

function refuseRestricted(engine: Engine, table: TableSchema, id: string): void {
  for (const { onDelete, referencingTable, referencingColumn, name } of table.incoming) {
    if (onDelete !== 'restrict' || referencing(engine, referencingTable, referencingColumn, id).length === 0)
      continue;
    throw new DataverseError(
      405,
      '0x80040227',
      `The object you tried to delete is associated with another object and cannot be deleted. (${name})`,
    );
  }
}

function cascadeDelete(engine: Engine, caller: Caller, table: TableSchema, id: string): void {
  for (const { onDelete, referencingTable, referencingColumn } of table.incoming) {
    if (onDelete !== 'cascade' && onDelete !== 'removeLink') continue;
    for (const childId of referencing(engine, referencingTable, referencingColumn, id)) {
      if (onDelete === 'cascade') engine.remove(caller, referencingTable, childId);
      else engine.patch(referencingTable, childId, { [referencingColumn]: null });
    }
  }
}

function referencing(engine: Engine, table: string, column: string, id: string): string[] {
  const { primaryId } = engine.tableSchema(table).model;
  return engine.where(table, column, id).map((row) => scalarText(row[primaryId]));
}
