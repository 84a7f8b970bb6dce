/** `<Role>` (solution.md 3.8). */
import type { PrivilegeModel, RoleModel } from '../model.ts';
import { ImportRefusal } from './refusal.ts';
import { attribute, child, children, type XmlNode } from './xml.ts';

const levels = new Set<string>(['Basic', 'Local', 'Deep', 'Global']);

export function readRole(node: XmlNode): RoleModel {
  const name = attribute(node, 'name') ?? '';
  const privileges = children(child(node, 'RolePrivileges'), 'RolePrivilege').map(
    (privilege): PrivilegeModel => {
      const level = attribute(privilege, 'level') ?? '';
      if (!levels.has(level))
        throw new ImportRefusal(`The level '${level}' of a privilege of role '${name}' is not valid.`);
      return { name: attribute(privilege, 'name') ?? '', level: level as PrivilegeModel['level'] };
    },
  );
  return { id: bareId(attribute(node, 'id') ?? ''), name, privileges };
}

/** Ids stand with or without braces, in any case. */
export function bareId(id: string): string {
  return id.replace(/[{}]/g, '').toLowerCase();
}
