/**
 * Which privileges open a table. Most tables have their own (`prvRead` + schema name); some of the product's tables have
 * none and are opened by another's: an order line by its order's, units and price lists by the product's (Microsoft's
 * list of privileges by entity). Whether such names exist beside these was not verified: a switch.
 */
import type { Privilege } from '../hooks.ts';
import type { TableModel } from '../model.ts';

/** Under which names a table's privileges count. 'shared' is as documented. */
export type PrivilegeNaming = 'either' | 'shared' | 'own';

const SHARED: Readonly<Record<string, string>> = {
  systemuser: 'User',
  salesorderdetail: 'SalesOrder',
  orderclose: 'Activity',
  uom: 'Product',
  uomschedule: 'Product',
  pricelevel: 'Product',
  productpricelevel: 'Product',
  systemuserroles: 'Role',
  teamroles: 'Role',
  roleprivileges: 'Role',
  privilege: 'Role',
  teammembership: 'Team',
};

/** Candidates in the order in which a refusal would name them; any of them is enough. */
export function privilegeNames(table: TableModel, privilege: Privilege, naming: PrivilegeNaming): string[] {
  const shared = SHARED[table.name];
  const own = `prv${privilege}${table.schemaName}`;
  if (shared === undefined || naming === 'own') return [own];
  return naming === 'shared' ? [`prv${privilege}${shared}`] : [`prv${privilege}${shared}`, own];
}

/** A table whose rows have no owner but belong to a row that has: the owner there decides. */
export const OWNED_THROUGH: Readonly<Record<string, { table: string; column: string }>> = {
  salesorderdetail: { table: 'salesorder', column: 'salesorderid' },
};
