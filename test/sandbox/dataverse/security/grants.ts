/** What a user or team may do: the union of the roles it has itself and through its teams. */
import type { Database } from '../hooks.ts';
import type { PrivilegeModel, RoleModel } from '../model.ts';

export type Depth = PrivilegeModel['level'];

const DEPTHS: readonly Depth[] = ['Basic', 'Local', 'Deep', 'Global'];

/** The built-in role that may do everything. */
export const SYSTEM_ADMINISTRATOR: RoleModel = {
  id: '00000000-0000-4000-8000-0a0100000001',
  name: 'System Administrator',
  privileges: [],
};

/** Privileges of one principal. */
export interface Grants {
  roleCount: number;
  privilegeCount: number;
  /** Teams that the principal is a member of, for ownership through a team. */
  teamIds: ReadonlySet<string>;
  /** The widest depth under any of these names; undefined without the privilege. */
  depth(names: readonly string[]): Depth | undefined;
}

export function grantsOf(database: Database, principal: { kind: 'user' | 'team'; id: string }): Grants {
  const teamIds = new Set<string>();
  const roleIds = new Set<string>();
  if (principal.kind === 'user') {
    for (const row of database.where('systemuserroles', 'systemuserid', principal.id))
      roleIds.add(String(row.roleid));
    for (const row of database.where('teammembership', 'systemuserid', principal.id))
      teamIds.add(String(row.teamid));
  }
  for (const team of principal.kind === 'team' ? [principal.id] : teamIds) {
    for (const row of database.where('teamroles', 'teamid', team)) roleIds.add(String(row.roleid));
  }
  return union(database.model.roles, roleIds, teamIds);
}

function union(
  roles: readonly RoleModel[],
  roleIds: ReadonlySet<string>,
  teamIds: ReadonlySet<string>,
): Grants {
  const depths = new Map<string, Depth>();
  for (const role of roles) {
    if (!roleIds.has(role.id)) continue;
    for (const { name, level } of role.privileges)
      depths.set(name.toLowerCase(), wider(depths.get(name.toLowerCase()), level));
  }
  const everything = roleIds.has(SYSTEM_ADMINISTRATOR.id);
  return {
    roleCount: roleIds.size,
    privilegeCount: depths.size,
    teamIds,
    depth: (names) =>
      everything
        ? 'Global'
        : names
            .map((name) => depths.get(name.toLowerCase()))
            .reduce((best, next) => (next ? wider(best, next) : best), undefined),
  };
}

function wider(one: Depth | undefined, other: Depth): Depth {
  return one !== undefined && DEPTHS.indexOf(one) > DEPTHS.indexOf(other) ? one : other;
}

/** Of two principals acting as one (impersonation) the narrower counts. */
export function narrower(one: Depth | undefined, other: Depth | undefined): Depth | undefined {
  if (one === undefined || other === undefined) return undefined;
  return DEPTHS.indexOf(one) < DEPTHS.indexOf(other) ? one : other;
}
