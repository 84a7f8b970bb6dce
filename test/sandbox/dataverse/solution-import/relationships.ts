/** `<EntityRelationship>` (solution.md 3.4). */
import type { RelationshipModel } from '../model.ts';
import { ImportRefusal } from './refusal.ts';
import { attribute, child, children, text, type XmlNode } from './xml.ts';

const cascades: Readonly<Record<string, RelationshipModel['onDelete']>> = {
  Cascade: 'cascade',
  NoCascade: 'none',
  RemoveLink: 'removeLink',
  Restrict: 'restrict',
};

/** System relationships (owner_, lk_) carry no roles: their navigation property is the column. */
export function readRelationship(node: XmlNode): RelationshipModel {
  const name = attribute(node, 'Name') ?? '';
  const type = text(node, 'EntityRelationshipType');
  if (type !== 'OneToMany')
    throw new ImportRefusal(`The relationship ${name} has the type '${type ?? ''}', which is not read here.`);
  const onDelete = cascades[text(node, 'CascadeDelete') ?? 'NoCascade'];
  if (!onDelete) throw new ImportRefusal(`The CascadeDelete of relationship ${name} is not valid.`);
  const column = text(node, 'ReferencingAttributeName') ?? '';
  const roles = children(child(node, 'EntityRelationshipRoles'), 'EntityRelationshipRole');
  const navigation = (side: string): string | undefined => {
    const role = roles.find((candidate) => text(candidate, 'RelationshipRoleType') === side);
    return role && text(role, 'NavigationPropertyName');
  };
  return {
    name,
    referencingTable: (text(node, 'ReferencingEntityName') ?? '').toLowerCase(),
    referencingColumn: column.toLowerCase(),
    referencedTable: (text(node, 'ReferencedEntityName') ?? '').toLowerCase(),
    navigation: navigation('1') ?? column.toLowerCase(),
    collection: navigation('0') ?? name,
    onDelete,
  };
}
