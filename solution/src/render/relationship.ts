import type { Column, LookupColumn } from '../column.ts';
import { relationshipName } from '../table.ts';
import type { Extension, Table } from '../table.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { descriptions, introducedVersion } from './labels.ts';
import type { SolutionModel } from './model.ts';

/** Schema names of the product's tables that we look up; our own are lower case throughout. */
const productSchemaNames: Readonly<Record<string, string>> = {
  account: 'Account',
  pricelevel: 'PriceLevel',
  product: 'Product',
  salesorder: 'SalesOrder',
  salesorderdetail: 'SalesOrderDetail',
  team: 'Team',
  transactioncurrency: 'TransactionCurrency',
  uom: 'UoM',
};

/** Schema name of a table, ours or the product's; undefined for one that this solution does not know. */
export function schemaNameOf(model: SolutionModel, logicalName: string): string | undefined {
  return model.tables.some((table) => table.name === logicalName)
    ? logicalName
    : productSchemaNames[logicalName];
}

/** Every relationship of the solution: behind our lookups, and those that the platform gives every table. */
export function renderRelationships(model: SolutionModel): Element[] {
  return [
    ...model.tables.flatMap((table) => [
      ...lookupsOf(table).map(([name, column]) => ownRelationship(model, table.name, name, column)),
      ...systemRelationships(table),
    ]),
    ...model.extensions.flatMap((extension) =>
      lookupsOf(extension).map(([name, column]) => ownRelationship(model, extension.extends, name, column)),
    ),
  ];
}

/** The lookups among the columns of a table. */
export function lookupsOf(owner: Pick<Table | Extension, 'columns'>): [name: string, column: LookupColumn][] {
  return Object.entries<Column>(owner.columns).flatMap(([name, column]): [string, LookupColumn][] =>
    column.kind === 'lookup' ? [[name, column]] : [],
  );
}

/** True if rows of the table carry money, and with it a currency. */
export function hasMoney(table: Table): boolean {
  return Object.values(table.columns).some((column) => column.kind === 'money');
}

/** solution.md 3.4: role 1 is the side of the lookup, whose navigation property @odata.bind uses; role 0 the collection. */
function ownRelationship(
  model: SolutionModel,
  tableName: string,
  lookup: string,
  column: LookupColumn,
): Element {
  const name = relationshipName(tableName, lookup);
  const extended = model.extensions.find((extension) => extension.extends === tableName);
  return element('EntityRelationship', { Name: name }, [
    ...head(extended?.schemaName ?? tableName, schemaNameOf(model, column.to) ?? column.to),
    ...cascades(column.onDelete),
    ...leaves({
      CascadeRollupView: 'NoCascade',
      IsValidForAdvancedFind: 1,
      ReferencingAttributeName: lookup,
    }),
    noDescription(),
    element('EntityRelationshipRoles', {}, [
      element(
        'EntityRelationshipRole',
        {},
        leaves({
          NavPaneDisplayOption: 'UseCollectionName',
          NavPaneArea: 'Details',
          NavPaneOrder: 10_000,
          NavigationPropertyName: lookup,
          RelationshipRoleType: 1,
        }),
      ),
      element(
        'EntityRelationshipRole',
        {},
        leaves({ NavigationPropertyName: name, RelationshipRoleType: 0 }),
      ),
    ]),
  ]);
}

function systemRelationships(table: Table): Element[] {
  const e = table.name;
  const owned: [name: string, to: string, column: string][] = [
    [`business_unit_${e}`, 'BusinessUnit', 'OwningBusinessUnit'],
    [`owner_${e}`, 'Owner', 'OwnerId'],
    [`team_${e}`, 'Team', 'OwningTeam'],
    [`user_${e}`, 'SystemUser', 'OwningUser'],
  ];
  const all: typeof owned = [
    [`lk_${e}_createdby`, 'SystemUser', 'CreatedBy'],
    [`lk_${e}_modifiedby`, 'SystemUser', 'ModifiedBy'],
    ...(table.ownership === 'user'
      ? owned
      : [[`organization_${e}`, 'Organization', 'OrganizationId'] as const]
    ).map(([name, to, column]): [string, string, string] => [name, to, column]),
  ];
  return [
    ...all.map(([name, to, column]) => systemRelationship(name, [e, column], to, 'NoCascade')),
    ...(hasMoney(table)
      ? [
          systemRelationship(
            `TransactionCurrency_${e}`,
            [e, 'TransactionCurrencyId'],
            'TransactionCurrency',
            'Restrict',
          ),
        ]
      : []),
  ];
}

function systemRelationship(
  name: string,
  [tableName, column]: readonly [string, string],
  to: string,
  onDelete: 'NoCascade' | 'Restrict',
): Element {
  return element('EntityRelationship', { Name: name }, [
    ...head(tableName, to),
    ...cascades(onDelete),
    leaf('ReferencingAttributeName', column),
    noDescription(),
  ]);
}

function head(referencing: string, referenced: string): Element[] {
  return [
    ...leaves({ EntityRelationshipType: 'OneToMany', IsCustomizable: 1 }),
    introducedVersion(),
    ...leaves({ IsHierarchical: 0, ReferencingEntityName: referencing, ReferencedEntityName: referenced }),
  ];
}

/** Only deletion follows the lookup; a row keeps its own owner whatever happens to the row it points to. */
function cascades(onDelete: LookupColumn['onDelete'] | 'NoCascade'): Element[] {
  return leaves({
    CascadeAssign: 'NoCascade',
    CascadeDelete: onDelete,
    CascadeArchive: onDelete === 'Cascade' ? 'NoCascade' : onDelete,
    CascadeReparent: 'NoCascade',
    CascadeShare: 'NoCascade',
    CascadeUnshare: 'NoCascade',
  });
}

const noDescription = (): Element => element('RelationshipDescription', {}, [descriptions('')]);
