/** Reading under the rules: single rows are refused, collections are filtered. */
import type { Engine } from './engine.ts';
import { DataverseError } from './errors.ts';
import type { Caller } from './hooks.ts';
import type { Row } from './model.ts';
import type { Predicate } from './odata/filter.ts';
import type { TableSchema } from './schema.ts';

/** The rows of a table that the caller may read; throws 403 when there is no right to read any. */
export function visibleRows(engine: Engine, caller: Caller, table: TableSchema): Predicate | 'all' {
  const scopes = engine.rules
    .map((rule) => rule.readScope?.(caller, table.model, engine))
    .filter((scope) => scope !== undefined && scope !== 'all');
  return scopes.length === 0 ? 'all' : (row) => scopes.every((scope) => scope(row));
}

/** Throws 403 when the caller may not read this row. */
export function checkRead(engine: Engine, caller: Caller, table: TableSchema, row: Readonly<Row>): void {
  for (const rule of engine.rules)
    rule.authorize?.({ caller, privilege: 'Read', table: table.model, row, database: engine });
}

/** Change tracking needs organisation-level read (dataverse.md 6). */
export function checkReadAll(engine: Engine, caller: Caller, table: TableSchema): void {
  if (visibleRows(engine, caller, table) === 'all') return;
  throw new DataverseError(
    403,
    '0x80040220',
    `Principal user (Id=${caller.userId}, type=8) is missing prvRead${table.model.schemaName} privilege with organization level access, which change tracking needs, for entity '${table.model.name}'.`,
  );
}
