import type { Role } from '../role.ts';
import { element, leaves } from './element.ts';
import type { Element } from './element.ts';

/** A security role (solution.md 3.8). Users are given it after import: assignments are not part of a solution. */
export function renderRole(role: Role): Element {
  return element('Role', { id: `{${role.id}}`, name: role.name }, [
    ...leaves({ IsCustomizable: 1, IsAutoAssigned: 0, Description: role.description }),
    element(
      'RolePrivileges',
      {},
      role.privileges.map(({ name, level }) => element('RolePrivilege', { name, level })),
    ),
  ]);
}
