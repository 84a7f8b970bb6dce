/**
 * Who asked, and with which of our roles: those given to the person, and those of the teams that the person is in. In
 * another business unit Dynamics works with copies of a role that name the original as their root (dataverse.md 8).
 */
import { roleIds, type RoleName } from '@marketplace-bridge/solution';
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import { rowsOf } from '../answers.ts';

export interface Person {
  readonly name: string;
  readonly roles: readonly RoleName[];
}

interface AssignedRole {
  readonly roleid: string;
  readonly _parentrootroleid_value: string | null;
}

interface UserRow {
  readonly systemuserid: string;
  readonly fullname: string | null;
  readonly isdisabled: boolean | null;
  readonly systemuserroles_association: readonly AssignedRole[];
  readonly teammembership_association: readonly { readonly teamid: string }[];
}

interface TeamRow {
  readonly teamid: string;
  readonly teamroles_association: readonly AssignedRole[];
}

/** The roles that a team gives to whoever is in it, by id of the team. */
export type TeamRoles = ReadonlyMap<string, readonly AssignedRole[]>;

const role = '$select=roleid,_parentrootroleid_value';

/**
 * Roles and teams of everybody who asked. An operation of its own: relationships of many to many are expanded side by
 * side, but neither inside another expansion nor beside one of another kind (Join tables using OData, Supported
 * relationship types).
 */
export function peopleQuery(userIds: readonly string[]): Operation {
  const any = userIds.map((id) => `systemuserid eq ${id}`).join(' or ');
  return {
    method: 'GET',
    path: `systemusers?$select=systemuserid,fullname,isdisabled&$expand=systemuserroles_association(${role}),teammembership_association($select=teamid)&$filter=${any}`,
  };
}

/** The teams that have any of our roles, whoever is in them. */
export const teamRolesQuery: Operation = {
  method: 'GET',
  path: `teams?$select=teamid&$expand=teamroles_association(${role})&$filter=teamroles_association/any(r:${Object.values(
    roleIds,
  )
    .map((id) => `r/roleid eq ${id} or r/_parentrootroleid_value eq ${id}`)
    .join(' or ')})`,
};

export function teamRolesOf(answer: BatchAnswer | undefined): TeamRoles {
  return new Map(rowsOf<TeamRow>(answer).map((team) => [team.teamid, team.teamroles_association]));
}

/** By id of the user. */
export function peopleOf(answer: BatchAnswer | undefined, teams: TeamRoles): ReadonlyMap<string, Person> {
  return new Map(
    rowsOf<UserRow>(answer).map((user) => {
      const assigned = [
        ...user.systemuserroles_association,
        ...user.teammembership_association.flatMap(({ teamid }) => teams.get(teamid) ?? []),
      ];
      // Whoever was shut out keeps the roles in Dynamics, and may do nothing there any more; nor here.
      const roles = user.isdisabled === true ? [] : rolesOf(assigned);
      return [user.systemuserid, { name: user.fullname ?? 'Somebody', roles }];
    }),
  );
}

const names = new Map(Object.entries(roleIds).map(([name, id]) => [id.toLowerCase(), name as RoleName]));

function rolesOf(assigned: readonly AssignedRole[]): RoleName[] {
  const found = assigned.flatMap(({ roleid, _parentrootroleid_value: root }) =>
    [roleid, root ?? roleid].flatMap((id) => names.get(id.toLowerCase()) ?? []),
  );
  return [...new Set(found)];
}
