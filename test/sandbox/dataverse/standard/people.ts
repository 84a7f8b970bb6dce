/** Users, teams, roles and the intersect tables that join them. */
import { choice, id, integer, lookup, memo, text, yesNo, type ColumnSpec } from './columns.ts';
import { defineTable, type DefinedTable } from './define-table.ts';

export const systemuser: DefinedTable = defineTable({
  name: 'SystemUser',
  display: 'User',
  primaryName: 'fullname',
  ownership: 'organization',
  columns: [
    text('FullName', 200, { writable: 'never' }),
    text('FirstName', 64),
    text('LastName', 64),
    text('DomainName', 1024, { required: 'system', display: 'User Name' }),
    text('InternalEMailAddress', 100, { required: 'system', display: 'Primary Email' }),
    // Application users have an application id (the app registration's client id); people have none.
    id('ApplicationId'),
    id('AzureActiveDirectoryObjectId', { writable: 'create' }),
    lookup(
      'BusinessUnitId',
      { table: 'businessunit', relationship: 'business_unit_system_users', onDelete: 'restrict' },
      { required: 'system', display: 'Business Unit' },
    ),
    lookup(
      'TransactionCurrencyId',
      { table: 'transactioncurrency', relationship: 'transactioncurrency_systemuser' },
      { display: 'Currency' },
    ),
    lookup(
      'ParentSystemUserId',
      { table: 'systemuser', relationship: 'user_parent_user' },
      { display: 'Manager' },
    ),
    choice(
      'AccessMode',
      {
        0: 'Read-Write',
        1: 'Administrative',
        2: 'Read',
        3: 'Support User',
        4: 'Non-interactive',
        5: 'Delegated Admin',
      },
      { default: 0 },
    ),
    yesNo('IsDisabled', false, { display: 'Status' }),
    yesNo('IsIntegrationUser', false, { display: 'Integration User Mode' }),
    yesNo('IsLicensed', false, { writable: 'never' }),
    integer('UserLicenseType', -1, 2_147_483_647),
  ],
});

export const team: DefinedTable = defineTable({
  name: 'Team',
  display: 'Team',
  primaryName: 'name',
  ownership: 'organization',
  columns: [
    text('Name', 160, { required: 'system', display: 'Team Name' }),
    memo('Description', 2000),
    text('EMailAddress', 100),
    choice(
      'TeamType',
      { 0: 'Owner', 1: 'Access', 2: 'Security Group', 3: 'Office Group' },
      { required: 'system', writable: 'create', default: 0 },
    ),
    yesNo('IsDefault', false, { writable: 'never' }),
    lookup(
      'AdministratorId',
      { table: 'systemuser', relationship: 'lk_teambase_administratorid', onDelete: 'restrict' },
      { required: 'system', display: 'Administrator' },
    ),
    lookup(
      'BusinessUnitId',
      { table: 'businessunit', relationship: 'business_unit_teams', onDelete: 'restrict' },
      { required: 'system', display: 'Business Unit' },
    ),
    lookup('TransactionCurrencyId', {
      table: 'transactioncurrency',
      relationship: 'transactioncurrency_team',
    }),
  ],
});

export const role: DefinedTable = defineTable({
  name: 'Role',
  display: 'Security Role',
  primaryName: 'name',
  ownership: 'organization',
  columns: [
    text('Name', 100, { required: 'system' }),
    lookup(
      'BusinessUnitId',
      { table: 'businessunit', relationship: 'business_unit_roles', onDelete: 'cascade' },
      { required: 'system', writable: 'create' },
    ),
    // The role of the solution from which the copies in other business units descend.
    lookup(
      'ParentRootRoleId',
      { table: 'role', relationship: 'role_parent_root_role' },
      { writable: 'never' },
    ),
    yesNo('IsManaged', false, { writable: 'never' }),
  ],
});

export const privilege: DefinedTable = defineTable({
  name: 'Privilege',
  display: 'Privilege',
  primaryName: 'name',
  ownership: 'none',
  columns: [
    text('Name', 100, { required: 'system' }),
    // Rights bits of the platform: 1 Read, 2 Write, 4 Append, 16 AppendTo, 32 Create, 65536 Delete, 262144 Share, 524288 Assign.
    integer('AccessRight', 0, 2_147_483_647, { writable: 'never' }),
  ],
});

interface Side {
  column: string;
  table: string;
}

interface IntersectSpec {
  name: string;
  set: string;
  primaryId: string;
  sides: readonly [Side, Side];
  more?: readonly ColumnSpec[];
}

/** An intersect table of a many-to-many relationship: two lookups and a key of its own. */
function intersect({ name, set, primaryId, sides, more = [] }: IntersectSpec): DefinedTable {
  const columns = sides.map((side) => side.column.toLowerCase());
  return defineTable({
    name,
    set,
    display: name,
    primaryId,
    primaryName: columns[0] ?? '',
    ownership: 'none',
    columns: [
      ...sides.map(({ column, table }) =>
        lookup(
          column,
          { table, relationship: `${name.toLowerCase()}_${table}`, onDelete: 'cascade' },
          { required: 'system', writable: 'create' },
        ),
      ),
      ...more,
    ],
    keys: [{ name: `${name.toLowerCase()}_pair`, columns }],
  });
}

const USER: Side = { column: 'SystemUserId', table: 'systemuser' };
const TEAM: Side = { column: 'TeamId', table: 'team' };
const ROLE: Side = { column: 'RoleId', table: 'role' };
const PRIVILEGE: Side = { column: 'PrivilegeId', table: 'privilege' };

export const systemuserroles = intersect({
  name: 'SystemUserRoles',
  set: 'systemuserrolescollection',
  primaryId: 'systemuserroleid',
  sides: [USER, ROLE],
});

export const teamroles = intersect({
  name: 'TeamRoles',
  set: 'teamrolescollection',
  primaryId: 'teamroleid',
  sides: [TEAM, ROLE],
});

export const teammembership = intersect({
  name: 'TeamMembership',
  set: 'teammemberships',
  primaryId: 'teammembershipid',
  sides: [TEAM, USER],
});

export const roleprivileges = intersect({
  name: 'RolePrivileges',
  set: 'roleprivilegescollection',
  primaryId: 'roleprivilegeid',
  sides: [ROLE, PRIVILEGE],
  // 1 user, 2 business unit, 4 parent and child business units, 8 organisation.
  more: [integer('PrivilegeDepthMask', 0, 15, { required: 'system' })],
});
