/**
 * The write pipeline over the store (order of steps: hooks.ts). Everything here is synchronous; a transaction is one
 * call of `transaction`, and whatever throws inside it leaves nothing behind.
 */
import type { SandboxClock } from '../clock.ts';
import { checkRequired, fillMoney, fillNew, fillOwner, settleState } from './draft.ts';
import { DataverseError, doesNotExist, invalidArgument } from './errors.ts';
import type { StoredFile } from './files.ts';
import type { Caller, Database, Privilege, SandboxRules, WriteContext } from './hooks.ts';
import type { EnvironmentModel, Row } from './model.ts';
import { readPayload, setLookup, type Payload } from './payload.ts';
import { resolveReference } from './reference.ts';
import { isLookup, isPolymorphic, prepareSchema, type Schema, type TableSchema } from './schema.ts';
import type { EngineSettings } from './settings.ts';
import { Store } from './storage/store.ts';
import { indexValue, type KeyIndex } from './storage/table-store.ts';
import { completeTable } from './system-columns.ts';
import { coerce, scalarText, wireInstant } from './values.ts';

/** The user that calls while no rule authenticates, and that makes seeded rows. */
export const systemCaller: Caller = {
  userId: '00000000-0000-4000-8000-00000000a001',
  initiatingUserId: '00000000-0000-4000-8000-00000000a001',
  businessUnitId: '00000000-0000-4000-8000-00000000b001',
  organizationId: '00000000-0000-4000-8000-00000000c001',
};

export interface EngineOptions {
  clock: SandboxClock;
  model: EnvironmentModel;
  rules: SandboxRules[];
  settings: EngineSettings;
}

export class Engine implements Database {
  readonly clock: SandboxClock;
  readonly rules: SandboxRules[];
  readonly settings: EngineSettings;
  readonly store = new Store();
  readonly model: EnvironmentModel;
  schema: Schema;
  /** Contents of file columns by file id. Replaced files stay: a row that an undo brings back still finds its own. */
  readonly files = new Map<string, StoredFile>();
  /** Delta tokens of earlier versions are answered as expired. */
  oldestDeltaVersion = 0;
  #nextId = 0;

  constructor(options: EngineOptions) {
    this.clock = options.clock;
    this.rules = options.rules;
    this.settings = options.settings;
    this.model = options.model;
    this.schema = this.refreshModel(0);
  }

  /** Takes in tables, columns and keys that `model` gained; new keys become Active after `keyDelay` milliseconds. */
  refreshModel(keyDelay: number): Schema {
    for (const table of this.model.tables.values()) completeTable(this.model, table);
    this.schema = prepareSchema(this.model);
    this.store.adopt(this.schema, this.now(), keyDelay);
    return this.schema;
  }

  now(): number {
    return this.clock.now();
  }

  tableSchema(name: string): TableSchema {
    const table = this.schema.tables.get(name);
    if (!table) throw new Error(`sandbox: no table ${name}`);
    return table;
  }

  /** An id as the platform makes them: sequential, so that new rows stand together. */
  newId(): string {
    const count = (++this.#nextId).toString(16).padStart(8, '0');
    return `${count}-5a6d-f011-8e0f-6045bd0c7a11`;
  }

  transaction<T>(work: () => T): T {
    this.store.activateKeys(this.now());
    return this.store.transaction(work);
  }

  /** Reads a JSON payload; references are looked up now, so a missing row is a 404 of this write. */
  payload(
    table: TableSchema,
    json: Record<string, unknown>,
    kind: 'create' | 'update',
    contentIds?: ReadonlyMap<string, string>,
  ): Payload {
    const resolve = (reference: string): { table: TableSchema; id: string } =>
      resolveReference(this.schema, this.store, expandContentId(reference, contentIds));
    return readPayload(
      { schema: this.schema, resolve, kind, readOnlyColumns: this.settings.readOnlyColumns },
      table,
      json,
    );
  }

  // Writes by a caller, with every rule.

  insertPayload(caller: Caller, table: TableSchema, payload: Payload): string {
    for (const parent of payload.parents) {
      const id = this.insertPayload(caller, parent.target, parent.payload);
      setLookup(table, payload, parent.navigation, { target: parent.target, id });
    }
    const row: Row = { ...payload.columns };
    const id =
      typeof row[table.model.primaryId] === 'string' ? String(row[table.model.primaryId]) : this.newId();
    if (this.store.table(table.model.name).rows.has(id)) throw matchingKeyExists();
    row[table.model.primaryId] = id;
    fillNew(table, row, caller, wireInstant(this.now()));
    fillOwner(this.store, table, row, caller.businessUnitId);
    const context: WriteContext = {
      kind: 'create',
      table: table.model,
      id,
      before: undefined,
      row,
      changed: payload.changed,
      caller,
      database: this,
    };
    this.#authorize(context, 'Create');
    this.#authorizeLookups(context, table);
    this.#before(context, table);
    checkRequired(table, row);
    this.#store(context, table);
    for (const { navigation, target, payloads } of payload.children) {
      for (const child of payloads) {
        child.columns[navigation.column.name] = id;
        if (isPolymorphic(navigation.column))
          child.columns[`${navigation.column.name}type`] = table.model.name;
        child.changed.add(navigation.column.name);
        this.insertPayload(caller, target, child);
      }
    }
    return id;
  }

  updatePayload(caller: Caller, table: TableSchema, id: string, payload: Payload): void {
    const before = this.store.table(table.model.name).rows.get(id);
    if (!before) throw doesNotExist(table.model.name, id);
    const row: Row = { ...before, ...payload.columns, modifiedon: wireInstant(this.now()) };
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
      database: this,
    };
    this.#authorize({ ...context, row: before }, 'Write');
    if (changed.has('ownerid')) {
      this.#authorize({ ...context, row: before }, 'Assign');
      fillOwner(this.store, table, row, caller.businessUnitId);
    }
    this.#authorizeLookups(context, table);
    this.#before(context, table);
    for (const name of changed) {
      if (table.model.columns.get(name)?.required === 'system' && row[name] == null)
        checkRequired(table, row);
    }
    this.#store(context, table);
  }

  remove(caller: Caller, tableName: string, id: string): void {
    const table = this.tableSchema(tableName);
    const row = this.store.table(tableName).rows.get(id);
    if (!row) throw doesNotExist(tableName, id);
    const context: WriteContext = {
      kind: 'delete',
      table: table.model,
      id,
      before: row,
      row: { ...row },
      changed: new Set(),
      caller,
      database: this,
    };
    this.#authorize(context, 'Delete');
    for (const rule of this.rules) rule.beforeWrite?.(context);
    this.#cascadeDelete(caller, table, id);
    this.store.write(tableName, id, undefined);
    for (const rule of this.rules) rule.afterWrite?.(context);
  }

  create(caller: Caller, tableName: string, row: Row): string {
    const table = this.tableSchema(tableName);
    return this.insertPayload(caller, table, this.#direct(table, row));
  }

  update(caller: Caller, tableName: string, id: string, patch: Row): void {
    const table = this.tableSchema(tableName);
    this.updatePayload(caller, table, id, this.#direct(table, patch));
  }

  // Reads and raw writes for rules.

  get(table: string, id: string): Readonly<Row> | undefined {
    return this.store.table(table).rows.get(id);
  }

  where(tableName: string, column: string, value: unknown): readonly Readonly<Row>[] {
    const table = this.store.table(tableName);
    const wanted = indexValue(value);
    if (wanted === undefined) return [...table.rows.values()].filter((row) => row[column] == null);
    const ids = table.lookup(column, String(wanted)) ?? table.sorted(column)?.range(wanted, wanted);
    if (!ids) return [...table.rows.values()].filter((row) => indexValue(row[column]) === wanted);
    return [...ids].map((id) => table.rows.get(id)).filter((row) => row !== undefined);
  }

  all(table: string): Iterable<Readonly<Row>> {
    return this.store.table(table).rows.values();
  }

  organization(): Readonly<Row> {
    if (!this.store.has('organization')) return {};
    const [row] = this.store.table('organization').rows.values();
    return row ?? {};
  }

  put(tableName: string, given: Row): string {
    const table = this.tableSchema(tableName);
    const row = { ...given };
    const id =
      typeof row[table.model.primaryId] === 'string' ? String(row[table.model.primaryId]) : this.newId();
    row[table.model.primaryId] = id;
    this.#inferTargets(table, row);
    fillNew(table, row, systemCaller, wireInstant(this.now()));
    fillOwner(this.store, table, row, systemCaller.businessUnitId);
    settleState(table, row, new Set(Object.keys(given)));
    fillMoney(this.store, table, row);
    this.#checkKeys(table, id, row);
    this.transaction(() => this.store.write(tableName, id, row));
    return id;
  }

  patch(tableName: string, id: string, patch: Row): void {
    const table = this.tableSchema(tableName);
    const before = this.store.table(tableName).rows.get(id);
    if (!before) throw doesNotExist(tableName, id);
    const row: Row = { ...before, ...patch };
    this.#inferTargets(table, row);
    settleState(table, row, new Set(Object.keys(patch)));
    fillMoney(this.store, table, row);
    this.#checkKeys(table, id, row);
    this.transaction(() => this.store.write(tableName, id, row));
  }

  drop(table: string, id: string): void {
    this.transaction(() => this.store.write(table, id, undefined));
  }

  /** Checks the types of a row that is given by column names, lookups as GUIDs. */
  coerceRow(tableName: string, given: Row): Row {
    const table = this.tableSchema(tableName);
    const row: Row = {};
    for (const [name, value] of Object.entries(given)) {
      const column = table.model.columns.get(name);
      if (column) row[name] = coerce(table.model, column, value);
      else if (name.endsWith('type') && table.model.columns.has(name.slice(0, -4))) row[name] = value;
      else throw invalidArgument(`The table '${tableName}' has no column '${name}'.`);
    }
    return row;
  }

  #direct(table: TableSchema, given: Row): Payload {
    const columns = this.coerceRow(table.model.name, given);
    this.#inferTargets(table, columns);
    return { columns, changed: new Set(Object.keys(given)), parents: [], children: [] };
  }

  #inferTargets(table: TableSchema, row: Row): void {
    for (const column of table.model.columns.values()) {
      if (!isPolymorphic(column) || row[column.name] == null || row[`${column.name}type`] != null) continue;
      const id = String(row[column.name]);
      const target = column.targets?.find(
        (name) => this.store.has(name) && this.store.table(name).rows.has(id),
      );
      row[`${column.name}type`] = target ?? column.targets?.[0];
    }
  }

  #authorize(context: WriteContext, privilege: Privilege): void {
    for (const rule of this.rules) {
      rule.authorize?.({
        caller: context.caller,
        privilege,
        table: context.table,
        row: context.row,
        database: this,
      });
    }
  }

  /** Setting a lookup needs Append on the row that points and AppendTo on the row that is pointed to. */
  #authorizeLookups(context: WriteContext, table: TableSchema): void {
    if (!this.rules.some((rule) => 'authorize' in rule)) return;
    let appended = false;
    for (const name of context.changed) {
      const column = table.model.columns.get(name);
      if (!column || !isLookup(column) || column.type === 'owner' || context.row[name] == null) continue;
      const targetName = isPolymorphic(column)
        ? String(context.row[`${name}type`])
        : (column.targets?.[0] ?? '');
      const target = this.schema.tables.get(targetName);
      const targetRow = target && this.get(targetName, scalarText(context.row[name]));
      if (!target || !targetRow) continue;
      if (!appended) this.#authorize(context, 'Append');
      appended = true;
      for (const rule of this.rules) {
        rule.authorize?.({
          caller: context.caller,
          privilege: 'AppendTo',
          table: target.model,
          row: targetRow,
          database: this,
        });
      }
    }
  }

  #before(context: WriteContext, table: TableSchema): void {
    settleState(table, context.row, context.changed);
    for (const rule of this.rules) rule.beforeWrite?.(context);
    fillMoney(this.store, table, context.row);
  }

  #store(context: WriteContext, table: TableSchema): void {
    this.#checkKeys(table, context.id, context.row);
    this.store.write(table.model.name, context.id, context.row);
    for (const rule of this.rules) rule.afterWrite?.(context);
  }

  #checkKeys(table: TableSchema, id: string, row: Row): void {
    const clash = this.store.table(table.model.name).clash(id, row);
    if (clash) throw duplicateKey(clash.key, row, clash.existing);
  }

  #cascadeDelete(caller: Caller, table: TableSchema, id: string): void {
    for (const relationship of table.incoming) {
      if (relationship.onDelete !== 'restrict') continue;
      if (this.#referencing(relationship.referencingTable, relationship.referencingColumn, id).length === 0)
        continue;
      throw new DataverseError(
        405,
        '0x80040227',
        `The object you tried to delete is associated with another object and cannot be deleted. (${relationship.name})`,
      );
    }
    for (const { onDelete, referencingTable, referencingColumn } of table.incoming) {
      if (onDelete !== 'cascade' && onDelete !== 'removeLink') continue;
      for (const childId of this.#referencing(referencingTable, referencingColumn, id)) {
        if (onDelete === 'cascade') this.remove(caller, referencingTable, childId);
        else this.patch(referencingTable, childId, { [referencingColumn]: null });
      }
    }
  }

  #referencing(table: string, column: string, id: string): string[] {
    return [...(this.store.table(table).lookup(column, id) ?? [])];
  }
}

export function matchingKeyExists(): DataverseError {
  return new DataverseError(412, '0x80040237', 'A record with matching key values already exists.');
}

function duplicateKey(key: KeyIndex, row: Row, existing: string): DataverseError {
  const names = key.columns.map((column) => column.display).join(', ');
  const values = key.columns
    .map((column) => `<${column.name}>${String(row[column.name])}</${column.name}>`)
    .join('');
  return new DataverseError(
    412,
    '0x80060892',
    `Entity Key ${key.model.name} violated. A record with the same value for ${names} already exists. A duplicate record cannot be created. Select one or more unique values and try again.`,
    {
      annotations: {
        '@Microsoft.PowerApps.CDS.ErrorDetails.DuplicateAttributes': `<DuplicateAttributes>${values}</DuplicateAttributes><Id>${existing}</Id>`,
      },
    },
  );
}

function expandContentId(reference: string, contentIds: ReadonlyMap<string, string> | undefined): string {
  if (!reference.startsWith('$')) return reference;
  const known = contentIds?.get(reference.slice(1));
  if (known !== undefined) return known;
  throw new DataverseError(
    400,
    '0x80060888',
    `Content-ID Reference: '${reference}' does not exist in the batch context.`,
  );
}
