/** All tables, one counter of row versions, and the running transaction as an undo log. */
import type { Row } from '../model.ts';
import type { Schema } from '../schema.ts';
import { RowShapes } from './row-shapes.ts';
import { TableStore } from './table-store.ts';

interface Undo {
  table: TableStore;
  id: string;
  before: Row | undefined;
}

export class Store {
  readonly #tables = new Map<string, TableStore>();
  readonly #shapes = new RowShapes();
  #version = 1_000_000;
  #undo: Undo[] | undefined;
  #afterCommit: (() => void)[] = [];

  /** Follows the schema; `keyDelay` is how long (ms) new key indexes stay Pending. */
  adopt(schema: Schema, now: number, keyDelay: number): void {
    for (const { model } of schema.tables.values()) {
      const known = this.#tables.get(model.name);
      if (known) known.adopt(model, now + keyDelay);
      else this.#tables.set(model.name, new TableStore(model, now + keyDelay));
    }
    this.activateKeys(now);
  }

  activateKeys(now: number): void {
    for (const table of this.#tables.values()) table.activateKeys(now);
  }

  has(name: string): boolean {
    return this.#tables.has(name);
  }

  table(name: string): TableStore {
    const table = this.#tables.get(name);
    if (!table) throw new Error(`sandbox: no table ${name}`);
    return table;
  }

  /** The version of the latest write. */
  get version(): number {
    return this.#version;
  }

  /** Stores a row (undefined deletes) under a new version, which it returns. */
  write(name: string, id: string, row: Row | undefined): number {
    const table = this.table(name);
    const version = ++this.#version;
    this.#undo?.push({ table, id, before: table.rows.get(id) });
    if (row) row.versionnumber = version;
    table.set(id, row && this.#shapes.shaped(row));
    table.changes.push({ version, id, deleted: !row });
    return version;
  }

  /** Runs `work` once the running transaction has committed, never when it is undone; at once outside of one. */
  afterCommit(work: () => void): void {
    if (this.#undo) this.#afterCommit.push(work);
    else work();
  }

  /**
   * Runs `work` so that either all its writes stay or none leaves a trace. Nested calls join the outer transaction
   * (one part that fails inside it fails it whole).
   */
  transaction<T>(work: () => T): T {
    if (this.#undo) return work();
    const undo: Undo[] = [];
    this.#undo = undo;
    let committed: (() => void)[] = [];
    try {
      const result = work();
      for (const { table } of undo) if (table.changes.length > 4 * table.rows.size + 10_000) compact(table);
      committed = this.#afterCommit;
      return result;
    } catch (error) {
      for (const { table, id, before } of undo.reverse()) {
        table.set(id, before);
        // Versions only grow, so the last entry of the log is the one of the write that is being undone.
        table.changes.pop();
      }
      throw error;
    } finally {
      this.#undo = undefined;
      if (this.#afterCommit.length > 0) this.#afterCommit = [];
      for (const after of committed) after();
    }
  }
}

/** Forgets superseded entries of the change log: all but the last per row. */
function compact(table: TableStore): void {
  const last = new Map(table.changes.map((change) => [change.id, change.version]));
  table.changes = table.changes.filter((change) => last.get(change.id) === change.version);
}
