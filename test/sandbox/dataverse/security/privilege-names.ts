/**
 * Which privileges open a table. Most tables have their own (`prvRead` + schema name); some of the product's tables have
 * none and are opened by another's. That an order line goes with its order, and units and price lists with the
 * product, is from memory of the role editor, which lists neither: a switch, so that tests run both ways.
 */
import type { Privilege } from '../hooks.ts';
import type { TableModel } from '../model.ts';

/** Under which names a table's privileges count. */
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
