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

const role = '$select=roleid,_parentrootroleid_value';

export function peopleQueries(userIds: readonly string[]): Operation[] {
  const any = (column: string) => userIds.map((id) => `${column} eq ${id}`).join(' or ');
  return [
    {
      method: 'GET',
      path: `systemusers?$select=systemuserid,fullname,isdisabled&$expand=systemuserroles_association(${role}),teammembership_association($select=teamid)&$filter=${any('systemuserid')}`,
    },
    {
      method: 'GET',
      path: `teams?$select=teamid&$expand=teamroles_association(${role})&$filter=teammembership_association/any(u:${any('u/systemuserid')})`,
    },
  ];
}

/** Reads the answers to `peopleQueries`, in their order; by id of the user. */
export function peopleOf(answers: readonly BatchAnswer[]): ReadonlyMap<string, Person> {
  const teams = new Map(rowsOf<TeamRow>(answers[1]).map((team) => [team.teamid, team.teamroles_association]));
  return new Map(
    rowsOf<UserRow>(answers[0]).map((user) => {
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
