/**
 * The rows of one table with every index over them. Rows are replaced, never changed in place, so that an undo log
 * and a running page may keep references to old ones.
 */
import type { ColumnModel, KeyModel, Row, TableModel } from '../model.ts';
import { isLookup } from '../schema.ts';
import { SortedIndex, type IndexValue } from './sorted-index.ts';

/** States of a key's index, which the platform builds after the key's creation (dataverse.md 2). */
export type KeyStatus = 'Pending' | 'InProgress' | 'Active' | 'Failed';

export interface KeyIndex {
  model: KeyModel;
  columns: ColumnModel[];
  status: KeyStatus;
  /** Sandbox time at which the index is built. */
  activeAt: number;
  ids: Map<string, string>;
}

/** One entry per committed write, for change tracking; `deleted` entries outlive the row. */
export interface Change {
  version: number;
  id: string;
  deleted: boolean;
}

export class TableStore {
  readonly rows = new Map<string, Row>();
  readonly ids = new SortedIndex();
  readonly keys: KeyIndex[] = [];
  changes: Change[] = [];
  readonly #lookups = new Map<string, Map<string, Set<string>>>();
  readonly #sorted = new Map<string, SortedIndex>();
  #pendingKeys = false;

  constructor(model: TableModel, activeAt: number) {
    this.adopt(model, activeAt);
  }

  /** Takes in columns and keys that the model gained since (an imported solution extends a standard table). */
  adopt(model: TableModel, activeAt: number): void {
    for (const column of model.columns.values()) {
      if (isLookup(column) && !this.#lookups.has(column.name)) this.#buildLookup(column.name);
    }
    for (const key of model.keys) {
      if (this.keys.some((known) => known.model.name === key.name)) continue;
      const columns = key.columns
        .map((name) => model.columns.get(name))
        .filter((column) => column !== undefined);
      this.keys.push({ model: key, columns, status: 'Pending', activeAt, ids: new Map() });
      this.#pendingKeys = true;
      for (const column of columns) if (!this.#sorted.has(column.name)) this.#buildSorted(column.name);
    }
  }

  /** Builds the indexes of keys whose time has come; duplicates among the rows make one Failed. */
  activateKeys(now: number): void {
    if (!this.#pendingKeys) return;
    this.#pendingKeys = false;
    for (const key of this.keys) {
      if (key.status !== 'Pending') continue;
      if (key.activeAt > now) {
        this.#pendingKeys = true;
        continue;
      }
      key.status = 'Active';
      for (const [id, row] of this.rows) {
        const value = keyOf(key, row);
        if (value === undefined) continue;
        if (key.ids.has(value)) {
          key.status = 'Failed';
          key.ids.clear();
          break;
        }
        key.ids.set(value, id);
      }
    }
  }

  /** The Active key that this row would violate as row `id`. */
  clash(id: string, row: Readonly<Row>): { key: KeyIndex; existing: string } | undefined {
    for (const key of this.keys) {
      if (key.status !== 'Active') continue;
      const value = keyOf(key, row);
      const existing = value === undefined ? undefined : key.ids.get(value);
      if (existing !== undefined && existing !== id) return { key, existing };
    }
    return undefined;
  }

  /** Stores, replaces or (undefined) removes a row; the one way in, for writes and for undo alike. */
  set(id: string, next: Row | undefined): void {
    const previous = this.rows.get(id);
    if (next) this.rows.set(id, next);
    else this.rows.delete(id);
    if (!previous && next) this.ids.add(id, id);
    if (previous && !next) this.ids.delete(id, id);
    for (const [column, index] of this.#lookups) {
      const before = previous?.[column] as string | null | undefined;
      const after = next?.[column] as string | null | undefined;
      if (before === after) continue;
      if (before != null) removeFrom(index, before, id);
      if (after != null) addTo(index, after, id);
    }
    for (const [column, index] of this.#sorted) {
      const before = indexValue(previous?.[column]);
      const after = indexValue(next?.[column]);
      if (before === after) continue;
      if (before !== undefined) index.delete(before, id);
      if (after !== undefined) index.add(after, id);
    }
    for (const key of this.keys) {
      if (key.status !== 'Active') continue;
      const before = previous && keyOf(key, previous);
      const after = next && keyOf(key, next);
      if (before === after) continue;
      if (before !== undefined && key.ids.get(before) === id) key.ids.delete(before);
      if (after !== undefined) key.ids.set(after, id);
    }
  }

  /** Ids of rows whose lookup column points to `target`; undefined when the column has no such index. */
  lookup(column: string, target: string): Iterable<string> | undefined {
    const index = this.#lookups.get(column);
    return index && (index.get(target) ?? []);
  }

  sorted(column: string): SortedIndex | undefined {
    return this.#sorted.get(column);
  }

  #buildLookup(column: string): void {
    const index = new Map<string, Set<string>>();
    this.#lookups.set(column, index);
    for (const [id, row] of this.rows) if (typeof row[column] === 'string') addTo(index, row[column], id);
  }

  #buildSorted(column: string): void {
    const index = new SortedIndex();
    this.#sorted.set(column, index);
    for (const [id, row] of this.rows) {
      const value = indexValue(row[column]);
      if (value !== undefined) index.add(value, id);
    }
  }
}

/** A key value as the database compares it: text without regard to case or trailing blanks (dataverse.md 2). */
export function indexValue(value: unknown): IndexValue | undefined {
  if (typeof value === 'string') return value.toLowerCase().trimEnd();
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return undefined;
}

/** The composite value of a key, or undefined when a column is null: then uniqueness is not enforced. */
export function keyOf(key: KeyIndex, row: Readonly<Row>): string | undefined {
  let text = '';
  for (const column of key.columns) {
    const value = indexValue(row[column.name]);
    if (value === undefined) return undefined;
    text += `${value}\u0000`;
  }
  return text;
}

function addTo(index: Map<string, Set<string>>, value: string, id: string): void {
  const ids = index.get(value);
  if (ids) ids.add(id);
  else index.set(value, new Set([id]));
}

function removeFrom(index: Map<string, Set<string>>, value: string, id: string): void {
  const ids = index.get(value);
  ids?.delete(id);
  if (ids?.size === 0) index.delete(value);
}
