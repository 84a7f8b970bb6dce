/** `<Entity>` to a table, or to the columns that a solution adds to one it does not own (solution.md 2.3, 3.1, 3.3). */
import type { KeyModel, OptionModel, TableModel } from '../model.ts';
import { readColumn, type ImportedColumn } from './columns.ts';
import { ImportRefusal } from './refusal.ts';
import { attribute, child, children, text, type XmlNode } from './xml.ts';

export interface ImportedTable {
  /** Logical name. */
  name: string;
  schemaName: string;
  columns: ImportedColumn[];
  keys: KeyModel[];
  /** The definition; absent when the solution only extends the table. */
  own: TableModel | undefined;
}

/** `behavior` is the root component's: 0 with all metadata, 1 and 2 for a table that exists. */
export function readTable(
  node: XmlNode,
  behavior: string,
  globalChoices: ReadonlyMap<string, OptionModel[]>,
): ImportedTable {
  const entity = child(node, 'EntityInfo', 'entity');
  const schemaName = text(node, 'Name') ?? '';
  const name = schemaName.toLowerCase();
  if (entity && attribute(entity, 'Name') !== schemaName) {
    throw new ImportRefusal(
      `The entity ${schemaName} is named '${attribute(entity, 'Name') ?? ''}' in its EntityInfo.`,
    );
  }
  const columns = children(child(entity, 'attributes'), 'attribute').map((column) =>
    readColumn(name, column, globalChoices),
  );
  const doubled = columns.find(
    ({ column }, at) => columns.findIndex((other) => other.column.name === column.name) !== at,
  );
  if (doubled)
    throw new ImportRefusal(`The attribute ${doubled.column.name} of entity ${name} is defined twice.`);
  const keys = children(child(entity, 'EntityKeys'), 'EntityKey').map(readKey);
  const own = behavior === '0' && entity ? readOwn(entity, { name, schemaName, columns, keys }) : undefined;
  return { name, schemaName, columns, keys, own };
}

function readKey(node: XmlNode): KeyModel {
  return {
    name: text(node, 'Name') ?? text(node, 'LogicalName') ?? '',
    columns: children(child(node, 'EntityKeyAttributes'), 'AttributeName').map((column) =>
      typeof column['#text'] === 'string' ? column['#text'] : '',
    ),
  };
}

function readOwn(
  entity: XmlNode,
  table: { name: string; schemaName: string; columns: ImportedColumn[]; keys: KeyModel[] },
): TableModel {
  const { name, schemaName, columns, keys } = table;
  const primaryKey = columns.find(({ isPrimaryKey }) => isPrimaryKey);
  const primaryNames = columns.filter(({ isPrimaryName }) => isPrimaryName);
  const [primaryName, second] = primaryNames;
  if (!primaryKey) throw new ImportRefusal(`The entity ${schemaName} has no primary key attribute.`);
  if (!primaryName) throw new ImportRefusal(`The entity ${schemaName} has no primary name attribute.`);
  if (second) {
    throw new ImportRefusal(
      `The new ${second.column.name} attribute is set as the primary name attribute for the ${schemaName} entity. The ${schemaName} entity already has the ${primaryName.column.name} attribute set as the primary name attribute.`,
    );
  }
  const names = children(child(entity, 'LocalizedNames'), 'LocalizedName');
  return {
    name,
    schemaName,
    set: text(entity, 'EntitySetName') ?? `${name}s`,
    display: attribute(names[0], 'description') ?? schemaName,
    primaryId: primaryKey.column.name,
    primaryName: primaryName.column.name,
    ownership: ownership(schemaName, text(entity, 'OwnershipTypeMask')),
    changeTracking: text(entity, 'ChangeTrackingEnabled') === '1',
    columns: new Map(columns.map(({ column }) => [column.name, column])),
    keys,
  };
}

function ownership(table: string, mask: string | undefined): TableModel['ownership'] {
  if (mask === 'UserOwned') return 'user';
  if (mask === 'OrgOwned') return 'organization';
  throw new ImportRefusal(`The OwnershipTypeMask '${mask ?? ''}' of entity ${table} is not valid.`);
}
