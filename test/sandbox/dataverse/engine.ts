/**
 * One environment: its schema, its rows and what rules may do with them. Everything here is synchronous; a transaction
 * is one call of `transaction`, and whatever throws inside it leaves nothing behind.
 */
import type { SandboxClock } from '../clock.ts';
import { checkKeys, fillMoney, fillNew, fillOwner, settleState } from './draft.ts';
import { DataverseError, doesNotExist, invalidArgument } from './errors.ts';
import type { StoredFile } from './files.ts';
import type { Caller, Database, SandboxRules } from './hooks.ts';
import type { EnvironmentModel, Row } from './model.ts';
import { readPayload, type Payload } from './payload.ts';
import { insertRow, removeRow, updateRow } from './pipeline.ts';
import { resolveReference } from './reference.ts';
import { isPolymorphic, prepareSchema, type Schema, type TableSchema } from './schema.ts';
import type { EngineSettings } from './settings.ts';
import { Store } from './storage/store.ts';
import { indexValue } from './storage/table-store.ts';
import { completeTable } from './system-columns.ts';
import { coerce, wireInstant } from './values.ts';

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

  // Writes by a caller, with every rule (pipeline.ts).

  insertPayload(caller: Caller, table: TableSchema, payload: Payload): string {
    return insertRow(this, caller, table, payload);
  }

  updatePayload(caller: Caller, table: TableSchema, id: string, payload: Payload): void {
    updateRow(this, caller, { table, id }, payload);
  }

  remove(caller: Caller, tableName: string, id: string): void {
    removeRow(this, caller, this.tableSchema(tableName), id);
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
    const ids = table.equal(column)?.get(wanted);
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
    return this.transaction(() => this.putForGood(tableName, given));
  }

  /** As `put`, but outside of a transaction it keeps nothing to undo it. */
  putForGood(tableName: string, given: Row): string {
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
    checkKeys(this.store, table, id, row);
    this.store.write(tableName, id, row);
    return id;
  }

  patch(tableName: string, id: string, patch: Row): void {
    const table = this.tableSchema(tableName);
    const before = this.store.table(tableName).rows.get(id);
    if (!before) throw doesNotExist(tableName, id);
    const given = { ...patch };
    this.#inferTargets(table, given);
    const row: Row = { ...before, ...given };
    settleState(table, row, new Set(Object.keys(patch)));
    fillMoney(this.store, table, row);
    checkKeys(this.store, table, id, row);
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
