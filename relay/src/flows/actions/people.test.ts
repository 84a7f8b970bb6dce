import assert from 'node:assert/strict';
import { it } from 'node:test';
import { roleIds } from '@marketplace-bridge/solution';
import type { BatchAnswer } from '../../dataverse/client.ts';
import { peopleOf, peopleQuery, teamRolesOf, teamRolesQuery } from './people.ts';

const rows = (...value: unknown[]): BatchAnswer => ({ status: 200, headers: {}, body: { value } });
const role = (roleid: string, root: string | null = null) => ({ roleid, _parentrootroleid_value: root });
const user = (roles: unknown[], teams: string[] = []) => ({
  systemuserid: 'sally',
  fullname: 'Sally Reid',
  systemuserroles_association: roles,
  teammembership_association: teams.map((teamid) => ({ teamid })),
});
const rolesOf = (person: unknown, ...teams: unknown[]) =>
  peopleOf(rows(person), teamRolesOf(rows(...teams))).get('sally')?.roles;

const sales = roleIds['Marketplace Sales'];
const admin = roleIds['Marketplace Admin'];

it('roles come from the person and from the teams, each once', () => {
  const teams = [
    { teamid: 'a', teamroles_association: [role(admin), role(sales)] },
    { teamid: 'b', teamroles_association: [role(roleIds['Marketplace Operations'])] },
  ];
  assert.deepEqual(rolesOf(user([role(sales.toUpperCase())], ['a']), ...teams), [
    'Marketplace Sales',
    'Marketplace Admin',
  ]);
});

it('a copy in another business unit counts as the role that it is a copy of', () => {
  assert.deepEqual(rolesOf(user([role('copy', sales)])), ['Marketplace Sales']);
});

it('roles of others, and of the platform, give nothing', () => {
  assert.deepEqual(rolesOf(user([role('system-administrator')])), []);
  assert.equal(peopleOf(rows(), new Map()).get('sally'), undefined);
});

it('people of everybody who asked are one operation, and teams are read by the roles that they have', () => {
  assert.match(
    peopleQuery(['sally', 'omar']).path,
    /\$filter=systemuserid eq sally or systemuserid eq omar$/,
  );
  for (const id of Object.values(roleIds)) {
    assert.ok(teamRolesQuery.path.includes(`r/roleid eq ${id} or r/_parentrootroleid_value eq ${id}`));
  }
});
