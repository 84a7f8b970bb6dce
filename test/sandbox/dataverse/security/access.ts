/** Whether a depth of access reaches a row (dataverse.md 2 and 8; depths: solution.md 3.8). */
import type { Caller, Database } from '../hooks.ts';
import type { Row, TableModel } from '../model.ts';
import type { Depth } from './grants.ts';
import { OWNED_THROUGH } from './privilege-names.ts';

export interface Reach {
  caller: Caller;
  teamIds: ReadonlySet<string>;
  depth: Depth;
}

/** Organisation-owned rows are reached by Global only; owned rows by their owner's place in the organisation. */
export function reaches(database: Database, table: TableModel, row: Readonly<Row>, reach: Reach): boolean {
  if (reach.depth === 'Global') return true;
  const through = OWNED_THROUGH[table.name];
  const owned = through ? database.get(through.table, String(row[through.column])) : row;
  if (typeof owned?.ownerid !== 'string') return false;
  if (owned.ownerid === reach.caller.userId || reach.teamIds.has(owned.ownerid)) return true;
  if (reach.depth === 'Basic') return false;
  if (owned.owningbusinessunit === reach.caller.businessUnitId) return true;
  return (
    reach.depth === 'Deep' && isBelow(database, String(owned.owningbusinessunit), reach.caller.businessUnitId)
  );
}

function isBelow(database: Database, unit: string, ancestor: string): boolean {
  let current = database.get('businessunit', unit)?.parentbusinessunitid;
  while (typeof current === 'string') {
    if (current === ancestor) return true;
    current = database.get('businessunit', current)?.parentbusinessunitid;
  }
  return false;
}
