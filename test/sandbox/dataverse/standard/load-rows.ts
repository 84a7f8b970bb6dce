/**
 * Loads rows from files into the sandbox: `<entityset>.json`, each as the Web API answers a query, so that an export of
 * a real environment can be rehearsed with. Nothing is priced or checked against rights; types and references are.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DataverseSandbox } from '../dataverse.ts';
import { DataverseError } from '../errors.ts';
import type { Row, TableModel } from '../model.ts';
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

/** Loads every `*.json` of a folder and answers how many rows each entity set got; throws with all problems at once. */
export function loadRows(sandbox: DataverseSandbox, folder: string): Record<string, number> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const problems: string[] = [];
  const counts: Record<string, number> = {};
  const loadedIds = new Set<unknown>();
  const loaded: { table: TableModel; id: string; where: string }[] = [];
  for (const file of files.sort()) {
    const set = basename(file, '.json');
    const table = [...sandbox.engine.model.tables.values()].find((candidate) => candidate.set === set);
    const printed = table && readFile(join(folder, file), problems);
    if (!table) problems.push(`${file}: the environment has no entity set '${set}'`);
    if (!table || !printed) continue;
    counts[set] = printed.length;
    printed.forEach((row, index) => {
      const where = `${file}, row ${index + 1}`;
      const id = loadRow({ sandbox, table, loadedIds }, row, (problem) =>
        problems.push(`${where}: ${problem}`),
      );
      if (id === undefined) return;
      loadedIds.add(id);
      loaded.push({ table, id, where });
    });
  }
  for (const { table, id, where } of loaded)
    problems.push(...dangling(sandbox, table, id).map((problem) => `${where}: ${problem}`));
  if (problems.length > 0) throw new Error(`cannot load ${folder}:\n  ${problems.join('\n  ')}`);
  return counts;
}

function readFile(path: string, problems: string[]): Record<string, unknown>[] | undefined {
  const file = basename(path);
  try {
    const rows = rowsOf(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')));
    if (!rows) problems.push(`${file}: expected {"value": [rows]} or a list of rows`);
    return rows;
  } catch (error) {
    problems.push(`${file}: not JSON (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
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
