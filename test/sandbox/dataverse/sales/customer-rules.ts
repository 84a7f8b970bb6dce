/** Contacts' names, and the merge that leaves a subordinate behind (TENANT 5: follow masterid). */
import { doesNotExist, invalidArgument } from '../errors.ts';
import type { Database, OperationCall, SandboxRules } from '../hooks.ts';
import type { Row } from '../model.ts';
import { addressText } from './address-text.ts';

export function customerRules(): SandboxRules {
  return {
    name: 'customers',
    beforeWrite: ({ kind, table, row }) => {
      if (kind === 'delete' || (table.name !== 'account' && table.name !== 'contact')) return;
      row.address1_composite = addressText(row, 'address1');
      row.address2_composite = addressText(row, 'address2');
      if (table.name !== 'contact') return;
      const names = [row.firstname, row.middlename, row.lastname].filter(
        (name) => typeof name === 'string' && name !== '',
      );
      row.fullname = names.length === 0 ? null : names.join(' ');
    },
    operations: { Merge: merge },
  };
}

/**
 * Merge {Target, Subordinate, UpdateContent}: what points to the subordinate points to the target from now on, and the
 * subordinate is inactive and names its master. Rows merged into the subordinate before keep naming it, so that
 * whoever follows masterid must follow it more than once (unverified; the harder case for a client).
 */
function merge({ parameters, caller, database }: OperationCall): undefined {
  const target = findCustomer(database, parameters.Target);
  const subordinate = findCustomer(database, parameters.Subordinate);
  if (target.table !== subordinate.table || target.id === subordinate.id) {
    throw invalidArgument('A merge needs two different rows of one table.');
  }
  const content = columnsOf(parameters.UpdateContent);
  if (Object.keys(content).length > 0) database.update(caller, target.table, target.id, content);
  for (const { referencedTable, referencingTable, referencingColumn } of database.model.relationships) {
    if (referencedTable !== target.table || referencingColumn === 'masterid') continue;
    const primaryId = database.model.tables.get(referencingTable)?.primaryId ?? '';
    for (const row of database.where(referencingTable, referencingColumn, subordinate.id)) {
      database.patch(referencingTable, String(row[primaryId]), { [referencingColumn]: target.id });
    }
  }
  // With the caller's rights; merged and masterid are the platform's own columns.
  database.update(caller, subordinate.table, subordinate.id, { statecode: 1, statuscode: 2 });
  database.patch(subordinate.table, subordinate.id, { merged: true, masterid: target.id });
}

function findCustomer(database: Database, reference: unknown): { table: 'account' | 'contact'; id: string } {
  const row = (typeof reference === 'object' && reference !== null ? reference : {}) as Row;
  const table = typeof row.accountid === 'string' ? 'account' : 'contact';
  const id = row[`${table}id`];
  if (typeof id !== 'string')
    throw invalidArgument('Target and Subordinate are accounts or contacts with their ids.');
  if (!database.get(table, id.toLowerCase())) throw doesNotExist(table, id);
  return { table, id: id.toLowerCase() };
}

function columnsOf(content: unknown): Row {
  if (typeof content !== 'object' || content === null) return {};
  return Object.fromEntries(
    Object.entries(content).filter(
      ([name]) => !name.includes('@') && name !== 'accountid' && name !== 'contactid',
    ),
  );
}
