/** Role rows and their assignment. The roles themselves come with the model: a solution's, and the built-in ones. */
import { systemCaller } from '../engine.ts';
import type { Database } from '../hooks.ts';
import type { PrivilegeModel, RoleModel } from '../model.ts';
import { SYSTEM_ADMINISTRATOR, type Depth } from './grants.ts';
import { nameId } from './refusals.ts';

const DEPTH_MASK: Readonly<Record<Depth, number>> = { Basic: 1, Local: 2, Deep: 4, Global: 8 };

const everyPrivilege = (schemaName: string, level: Depth, kinds: readonly string[]): PrivilegeModel[] =>
  kinds.map((kind) => ({ name: `prv${kind}${schemaName}`, level }));

const READ = ['Read', 'Append', 'AppendTo'] as const;
const EDIT = [...READ, 'Create', 'Write', 'Delete', 'Assign', 'Share'] as const;

/** What an ordinary sales user of the product may do, cut down to the tables of this environment. */
export const SALESPERSON: RoleModel = {
  id: '00000000-0000-4000-8000-0a0100000002',
  name: 'Salesperson',
  privileges: [
    ...['SalesOrder', 'Account', 'Contact', 'Activity'].flatMap((name) =>
      everyPrivilege(name, 'Local', EDIT),
    ),
    ...['Product', 'User', 'Team', 'BusinessUnit', 'TransactionCurrency', 'Organization', 'Role'].flatMap(
      (name) => everyPrivilege(name, 'Global', READ),
    ),
  ],
};

export const BUILT_IN_ROLES: readonly RoleModel[] = [SYSTEM_ADMINISTRATOR, SALESPERSON];

/** Makes rows (role, privilege, roleprivileges) for roles of the model that have none yet, as an import does. */
export function syncRoles(database: Database): void {
  const { roles } = database.model;
  for (const role of BUILT_IN_ROLES) if (!roles.some(({ id }) => id === role.id)) roles.push(role);
  for (const role of roles) {
    if (database.get('role', role.id)) continue;
    const businessunitid = systemCaller.businessUnitId;
    // In its own business unit a role is its own root; copies elsewhere name it.
    const parentrootroleid = role.id;
    database.put('role', {
      roleid: role.id,
      name: role.name,
      businessunitid,
      ismanaged: true,
      parentrootroleid,
    });
    for (const { name, level } of role.privileges) {
      const privilegeid = nameId(name);
      if (!database.get('privilege', privilegeid)) database.put('privilege', { privilegeid, name });
      const roleprivilegeid = nameId(`${role.id}/${name}`);
      if (database.get('roleprivileges', roleprivilegeid)) continue;
      database.put('roleprivileges', {
        roleprivilegeid,
        roleid: role.id,
        privilegeid,
        privilegedepthmask: DEPTH_MASK[level],
      });
    }
  }
}

/** Gives a role, by its name, to a user or a team; doing it twice changes nothing. */
export function assignRole(
  database: Database,
  to: { user: string } | { team: string },
  roleName: string,
): void {
  syncRoles(database);
  const role = database.model.roles.find(({ name }) => name === roleName);
  if (!role) {
    throw new Error(
      `no role '${roleName}' in this environment; it has: ${database.model.roles.map(({ name }) => name).join(', ')}`,
    );
  }
  const [table, column, id] =
    'user' in to ? ['systemuserroles', 'systemuserid', to.user] : ['teamroles', 'teamid', to.team];
  if (database.where(table, column, id).some((row) => row.roleid === role.id)) return;
  database.put(table, { [column]: id, roleid: role.id });
}
