/**
 * The rows of one table with every index over them. Rows are replaced, never changed in place, so that an undo log
 * and a running page may keep references to old ones.
 */
import type { ColumnModel, ColumnType, KeyModel, Row, TableModel } from '../model.ts';
import { isLookup } from '../schema.ts';
import { HashIndex } from './hash-index.ts';
import { SortedIndex, type IndexValue, type ValueIndex } from './sorted-index.ts';

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

/** Below so many rows a scan costs less than an index that every write keeps up. */
const worthAnIndex = 500;

/** So many rows say whether a column tells rows apart: it does not when all of them share a handful of values. */
const sample = 500;
const handful = 5;

/** Columns that may tell rows apart; of the others (choices, states, flags) thousands of rows have the same value. */
const telling: ReadonlySet<ColumnType> = new Set([
  'uniqueidentifier',
  'text',
  'integer',
  'bigint',
  'decimal',
  'double',
  'money',
  'datetime',
  'date',
]);

export class TableStore {
  readonly rows = new Map<string, Row>();
  readonly ids = new SortedIndex();
  readonly keys: KeyIndex[] = [];
  changes: Change[] = [];
  #columns: ReadonlyMap<string, ColumnModel> = new Map();
  /** Ids by lookup or by another column's value, made when first asked for and kept up from then on. */
  readonly #equal = new Map<string, HashIndex>();
  /** Of key columns from the start; others as above. */
  readonly #sorted = new Map<string, SortedIndex>();
  /** Columns whose index would be a few huge sets, and at how many rows that is looked at again. */
  readonly #vague = new Map<string, number>();
  #pendingKeys = false;

  constructor(model: TableModel, activeAt: number) {
    this.adopt(model, activeAt);
  }

  /** Takes in columns and keys that the model gained since (an imported solution extends a standard table). */
  adopt(model: TableModel, activeAt: number): void {
    this.#columns = model.columns;
    for (const key of model.keys) {
      if (this.keys.some((known) => known.model.name === key.name)) continue;
      const columns = key.columns
        .map((name) => model.columns.get(name))
        .filter((column) => column !== undefined);
      this.keys.push({ model: key, columns, status: 'Pending', activeAt, ids: new Map() });
      this.#pendingKeys = true;
      for (const column of columns)
        if (!this.#sorted.has(column.name)) this.#build(this.#sorted, column.name, new SortedIndex());
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
    for (const [column, index] of this.#equal) reindex(index, id, [previous?.[column], next?.[column]]);
    for (const [column, index] of this.#sorted) reindex(index, id, [previous?.[column], next?.[column]]);
    for (const key of this.keys) {
      if (key.status !== 'Active') continue;
      const before = previous && keyOf(key, previous);
      const after = next && keyOf(key, next);
      if (before === after) continue;
      if (before !== undefined && key.ids.get(before) === id) key.ids.delete(before);
      if (after !== undefined) key.ids.set(after, id);
    }
  }

  /** Rows by the value of a lookup, or of a column that tells rows apart; undefined where a scan has to do. */
  equal(column: string): ValueIndex | undefined {
    const known = this.#equal.get(column) ?? this.#sorted.get(column);
    if (known) return known;
    const model = this.#columns.get(column);
    return model && (isLookup(model) || this.#isWorthAnIndex(model)) && !this.#isVague(column)
      ? this.#build(this.#equal, column, new HashIndex())
      : undefined;
  }

  /** Rows in the order of a column's value, those without one left out; undefined where a scan has to do. */
  sorted(column: string): SortedIndex | undefined {
    const known = this.#sorted.get(column);
    if (known) return known;
    const model = this.#columns.get(column);
    return model && this.#isWorthAnIndex(model)
      ? this.#build(this.#sorted, column, new SortedIndex())
      : undefined;
  }

  #isWorthAnIndex(column: ColumnModel): boolean {
    return telling.has(column.type) && this.rows.size > worthAnIndex;
  }

  #isVague(column: string): boolean {
    if (this.rows.size <= worthAnIndex) return false;
    const again = this.#vague.get(column);
    if (again !== undefined && this.rows.size < again) return true;
    const values = new Set<unknown>();
    let seen = 0;
    for (const row of this.rows.values()) {
      if (row[column] == null) continue;
      values.add(row[column]);
      if (values.size > handful || ++seen === sample) break;
    }
    const vague = seen === sample;
    if (vague) this.#vague.set(column, 2 * this.rows.size);
    return vague;
  }

  #build<Index extends HashIndex | SortedIndex>(
    indexes: Map<string, Index>,
    column: string,
    index: Index,
  ): Index {
    indexes.set(column, index);
    for (const [id, row] of this.rows) {
      const value = indexValue(row[column]);
      if (value !== undefined) index.add(value, id);
    }
    return index;
  }
}

function reindex(index: HashIndex | SortedIndex, id: string, [previous, next]: [unknown, unknown]): void {
  if (previous === next) return;
  const before = indexValue(previous);
  const after = indexValue(next);
  if (before === after) return;
  if (before !== undefined) index.delete(before, id);
  if (after !== undefined) index.add(after, id);
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
  const [only] = key.columns;
  if (only && key.columns.length === 1) {
    // As it stands in the row: a million keys then cost no text of their own.
    const value = indexValue(row[only.name]);
    return value === undefined ? undefined : String(value);
  }
  let text = '';
  for (const column of key.columns) {
    const value = indexValue(row[column.name]);
    if (value === undefined) return undefined;
    text += `${value}\u0000`;
  }
  return text;
}
