/** Who may sit at the screen: the seeded people of the pretend organisation, with the roles that they really have there. */
import type { UserName } from '../../sandbox/dataverse/standard/seed.ts';
import type { World } from '../world.ts';
import type { Person } from './client/app-model.ts';

/** In the order in which they are offered; the relay's own user is not a person. */
const jobs: Readonly<Partial<Record<UserName, string>>> = {
  operations: 'Operations',
  sales: 'Sales and customer service',
  finance: 'Finance, prepares',
  approver: 'Finance, approves',
  admin: 'Administrator',
};

export function peopleOf({ dataverse, environment }: World): Person[] {
  const roleIds = new Map<string, string[]>();
  for (const row of dataverse.rows('systemuserroles')) {
    const user = String(row.systemuserid);
    roleIds.set(user, [...(roleIds.get(user) ?? []), String(row.roleid)]);
  }
  return Object.entries(jobs).map(([key, job]) => {
    const id = environment.users[key as UserName];
    const held = roleIds.get(id) ?? [];
    return {
      key,
      id,
      teamIds: dataverse
        .rows('teammembership')
        .filter((row) => row.systemuserid === id)
        .map((row) => String(row.teamid)),
      mayWrite: tablesWith(dataverse, held, 'Write'),
      mayCreate: tablesWith(dataverse, held, 'Create'),
      name: String(dataverse.get('systemuser', id)?.fullname),
      job,
      roles: held.map((roleId) => ({
        id: roleId,
        name: String(dataverse.get('role', roleId)?.name),
      })),
    };
  });
}

/** The id of a person by the key that stands in addresses; undefined for anybody else. */
export function personId({ environment }: World, key: string): string | undefined {
  return key in jobs ? environment.users[key as UserName] : undefined;
}

/** The built-in administrator has everything without a privilege of its own. */
const everything = 'System Administrator';

function tablesWith(
  { engine: { model } }: World['dataverse'],
  roleIds: readonly string[],
  access: 'Create' | 'Write',
): string[] {
  const roles = model.roles.filter(({ id }) => roleIds.includes(id));
  const names = new Set(roles.flatMap(({ privileges }) => privileges.map(({ name }) => name.toLowerCase())));
  const all = roles.some(({ name }) => name === everything);
  return [...model.tables.values()]
    .filter(({ schemaName }) => all || names.has(`prv${access}${schemaName}`.toLowerCase()))
    .map(({ name }) => name);
}
