/**
 * Loads rows from files into the sandbox: `<entityset>.json`, each as the Web API answers a query, so that an export of
 * a real environment can be rehearsed with. Nothing is priced or checked against rights; types and references are.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DataverseSandbox } from './dataverse.ts';
import { DataverseError } from './errors.ts';
import type { Row, TableModel } from './model.ts';
import { readWebApiRow, rowsOf } from './web-api-row.ts';

/** Columns by which people know a row: a loaded row takes the place of a seeded one that has the same. */
const KNOWN_BY: Readonly<Record<string, string>> = {
  account: 'accountnumber',
  pricelevel: 'name',
  product: 'productnumber',
  systemuser: 'domainname',
  team: 'name',
  transactioncurrency: 'isocurrencycode',
  uom: 'name',
  uomschedule: 'name',
};

/** What stood in the way of a row or a file; the others are loaded all the same. */
export interface LoadProblem {
  file: string;
  reason: string;
}

export interface LoadedRows {
  /** Rows loaded per entity set. */
  counts: Record<string, number>;
  problems: LoadProblem[];
}

/** Loads every `*.json` of a folder. */
export function loadRows(sandbox: DataverseSandbox, folder: string): LoadedRows {
  const problems: LoadProblem[] = [];
  const counts: Record<string, number> = {};
  const loadedIds = new Set<unknown>();
  const loaded: { table: TableModel; id: string; file: string; row: number }[] = [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  for (const file of files.sort()) {
    const set = basename(file, '.json');
    const table = [...sandbox.engine.model.tables.values()].find((candidate) => candidate.set === set);
    if (!table) {
      problems.push({ file, reason: `the environment has no entity set '${set}'` });
      continue;
    }
    const printed = readFile(join(folder, file), (reason) => problems.push({ file, reason }));
    printed.forEach((row, index) => {
      const report = (reason: string): unknown =>
        problems.push({ file, reason: `row ${index + 1}: ${reason}` });
      const id = loadRow({ sandbox, table, loadedIds }, row, report);
      if (id === undefined) return;
      counts[set] = (counts[set] ?? 0) + 1;
      loadedIds.add(id);
      loaded.push({ table, id, file, row: index + 1 });
    });
  }
  // Only now: files come in any order, and a row may point into a later one.
  for (const { table, id, file, row } of loaded) {
    for (const reason of dangling(sandbox, table, id))
      problems.push({ file, reason: `row ${row}: ${reason}` });
  }
  return { counts, problems };
}

function readFile(path: string, report: (reason: string) => void): Record<string, unknown>[] {
  try {
    const rows = rowsOf(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')));
    if (rows) return rows;
    report('expected {"value": [rows]} or a list of rows');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    report(`not JSON (${error.message})`);
  }
  return [];
}

interface Target {
  sandbox: DataverseSandbox;
  table: TableModel;
  /** Rows of this load: they stand beside each other, whatever their names. */
  loadedIds: ReadonlySet<unknown>;
}

function loadRow(
  target: Target,
  printed: Readonly<Record<string, unknown>>,
  report: (problem: string) => void,
): string | undefined {
  const { sandbox, table } = target;
  const { row, unknown } = readWebApiRow(table, printed);
  if (unknown.length > 0) {
    report(`${table.name} has no column ${unknown.join(', ')}`);
    return undefined;
  }
  dropMissingOwner(sandbox, row);
  try {
    const columns = sandbox.engine.coerceRow(table.name, row);
    const known = existing(target, columns);
    const id = sandbox.engine.put(table.name, { ...known, ...columns });
    if (known && known[table.primaryId] !== id) supersede(sandbox, table, String(known[table.primaryId]), id);
    return id;
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    report(error.message);
    return undefined;
  }
}

/** An owner who is not here leaves the row to the system's own user. */
function dropMissingOwner(sandbox: DataverseSandbox, row: Row): void {
  const owner = row.ownerid;
  if (typeof owner !== 'string') return;
  if (sandbox.get('systemuser', owner.toLowerCase()) ?? sandbox.get('team', owner.toLowerCase())) return;
  delete row.ownerid;
  delete row.owneridtype;
}

/** The row that the loaded one stands for: by id, or by what people know it by; the organisation is always the one. */
function existing({ sandbox, table, loadedIds }: Target, row: Readonly<Row>): Readonly<Row> | undefined {
  const byId =
    typeof row[table.primaryId] === 'string'
      ? sandbox.get(table.name, String(row[table.primaryId]))
      : undefined;
  if (byId) return byId;
  if (table.name === 'organization') return sandbox.rows('organization')[0];
  const column = KNOWN_BY[table.name];
  if (column === undefined || row[column] == null) return undefined;
  return sandbox.engine
    .where(table.name, column, row[column])
    .find((other) => !loadedIds.has(other[table.primaryId]));
}

/** Whatever pointed to the old row points to the new one, and the old one is gone. */
function supersede({ engine }: DataverseSandbox, table: TableModel, old: string, id: string): void {
  for (const { referencedTable, referencingTable, referencingColumn } of engine.model.relationships) {
    if (referencedTable !== table.name) continue;
    const primaryId = engine.model.tables.get(referencingTable)?.primaryId ?? '';
    for (const row of engine.where(referencingTable, referencingColumn, old)) {
      engine.patch(referencingTable, String(row[primaryId]), { [referencingColumn]: id });
    }
  }
  engine.drop(table.name, old);
}

function dangling(sandbox: DataverseSandbox, table: TableModel, id: string): string[] {
  const row = sandbox.get(table.name, id) ?? {};
  return [...table.columns.values()].flatMap(({ name, type, targets = [], validForCreate }) => {
    const value = row[name];
    if ((type !== 'lookup' && type !== 'customer') || !validForCreate || typeof value !== 'string') return [];
    const found = targets.some(
      (target) => sandbox.engine.model.tables.has(target) && sandbox.get(target, value),
    );
    return found ? [] : [`_${name}_value ${value} names no row of ${targets.join(' or ')}`];
  });
}
