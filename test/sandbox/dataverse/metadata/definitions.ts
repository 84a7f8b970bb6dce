/** Tables, columns, keys and relationships as EntityDefinitions show them (dataverse.md 10), as plain JSON. */
import { createHash } from 'node:crypto';
import type { ColumnModel, OptionModel, RelationshipModel } from '../model.ts';
import { isLookup, type TableSchema } from '../schema.ts';
import type { KeyIndex } from '../storage/table-store.ts';

export type Definition = Record<string, unknown>;

export function tableDefinition(table: TableSchema): Definition {
  const { model } = table;
  return {
    LogicalName: model.name,
    SchemaName: model.schemaName,
    EntitySetName: model.set,
    LogicalCollectionName: model.set,
    PrimaryIdAttribute: model.primaryId,
    PrimaryNameAttribute: model.primaryName,
    OwnershipType:
      model.ownership === 'user'
        ? 'UserOwned'
        : model.ownership === 'organization'
          ? 'OrganizationOwned'
          : 'None',
    ChangeTrackingEnabled: model.changeTracking,
    CanChangeTrackingBeEnabled: managed(true),
    IsOptimisticConcurrencyEnabled: true,
    IsCustomEntity: model.name.includes('_'),
    IsActivity: false,
    TableType: 'Standard',
    DisplayName: label(model.display),
    MetadataId: metadataId(model.name),
  };
}

export function keyDefinition(table: TableSchema, key: KeyIndex): Definition {
  return {
    SchemaName: key.model.name,
    LogicalName: key.model.name.toLowerCase(),
    EntityLogicalName: table.model.name,
    KeyAttributes: key.model.columns,
    EntityKeyIndexStatus: key.status,
    DisplayName: label(key.model.name),
    MetadataId: metadataId(`${table.model.name}/key/${key.model.name}`),
  };
}

const attributeTypes: Readonly<Record<ColumnModel['type'], string>> = {
  uniqueidentifier: 'Uniqueidentifier',
  text: 'String',
  memo: 'Memo',
  integer: 'Integer',
  bigint: 'BigInt',
  decimal: 'Decimal',
  double: 'Double',
  money: 'Money',
  boolean: 'Boolean',
  choice: 'Picklist',
  multichoice: 'Virtual',
  state: 'State',
  status: 'Status',
  datetime: 'DateTime',
  date: 'DateTime',
  lookup: 'Lookup',
  customer: 'Customer',
  owner: 'Owner',
  file: 'Virtual',
};

const requiredLevels = {
  none: 'None',
  recommended: 'Recommended',
  application: 'ApplicationRequired',
  system: 'SystemRequired',
} as const;

export function columnDefinition(table: TableSchema, column: ColumnModel): Definition {
  const kind = metadataKind(column);
  const type = attributeTypes[column.type];
  return {
    '@odata.type': `#Microsoft.Dynamics.CRM.${kind}`,
    LogicalName: column.name,
    SchemaName: column.schemaName,
    EntityLogicalName: table.model.name,
    AttributeType: column.name === table.model.primaryId ? 'Uniqueidentifier' : type,
    AttributeTypeName: { Value: `${type === 'Virtual' ? kind.replace('AttributeMetadata', '') : type}Type` },
    RequiredLevel: managed(requiredLevels[column.required]),
    IsPrimaryId: column.name === table.model.primaryId,
    IsPrimaryName: column.name === table.model.primaryName,
    IsValidForCreate: column.validForCreate,
    IsValidForUpdate: column.validForUpdate,
    IsValidForRead: column.validForRead,
    IsCustomAttribute: column.name.includes('_') && !column.name.endsWith('_base'),
    DisplayName: label(column.display),
    MetadataId: metadataId(`${table.model.name}/${column.name}`),
    ...limits(column),
  };
}

/** `PicklistAttributeMetadata`, `StringAttributeMetadata`, …: the type to cast `Attributes` to. */
export function metadataKind(column: ColumnModel): string {
  if (column.type === 'multichoice') return 'MultiSelectPicklistAttributeMetadata';
  if (column.type === 'file') return 'FileAttributeMetadata';
  if (column.type === 'uniqueidentifier') return 'UniqueIdentifierAttributeMetadata';
  if (isLookup(column)) return 'LookupAttributeMetadata';
  return `${attributeTypes[column.type]}AttributeMetadata`;
}

function limits(column: ColumnModel): Definition {
  switch (column.type) {
    case 'text':
    case 'memo':
      return { MaxLength: column.maxLength ?? null, Format: column.type === 'text' ? 'Text' : 'TextArea' };
    case 'integer':
      return { MinValue: column.min ?? -2_147_483_648, MaxValue: column.max ?? 2_147_483_647 };
    case 'decimal':
    case 'double':
    case 'money':
      return {
        MinValue: column.min ?? null,
        MaxValue: column.max ?? null,
        Precision: column.precision ?? null,
      };
    case 'datetime':
    case 'date':
      return { DateTimeBehavior: { Value: column.type === 'date' ? 'DateOnly' : 'UserLocal' } };
    case 'lookup':
    case 'customer':
    case 'owner':
      return { Targets: column.targets ?? [] };
    case 'file':
      return { MaxSizeInKB: column.maxSize ?? 32_768 };
    case 'uniqueidentifier':
    case 'bigint':
    case 'boolean':
    case 'choice':
    case 'multichoice':
    case 'state':
    case 'status':
      return {};
  }
}

/** The option set of a choice column; only a cast to its type with $expand shows it. */
export function optionSet(table: TableSchema, column: ColumnModel): Definition | undefined {
  if (!column.options) return undefined;
  const name = `${table.model.name}_${column.name}`;
  return {
    Name: name,
    IsGlobal: false,
    OptionSetType: column.type === 'state' ? 'State' : column.type === 'status' ? 'Status' : 'Picklist',
    MetadataId: metadataId(`optionset/${name}`),
    Options: column.options.map(optionDefinition),
  };
}

function optionDefinition(option: OptionModel): Definition {
  return {
    Value: option.value,
    Label: label(option.label),
    ...(option.state === undefined ? {} : { State: option.state }),
    ...(option.defaultStatus === undefined ? {} : { DefaultStatus: option.defaultStatus }),
  };
}

export function relationshipDefinition(relationship: RelationshipModel, referencedId: string): Definition {
  return {
    SchemaName: relationship.name,
    RelationshipType: 'OneToManyRelationship',
    ReferencingEntity: relationship.referencingTable,
    ReferencingAttribute: relationship.referencingColumn,
    ReferencingEntityNavigationPropertyName: relationship.navigation,
    ReferencedEntity: relationship.referencedTable,
    ReferencedAttribute: referencedId,
    ReferencedEntityNavigationPropertyName: relationship.collection,
    MetadataId: metadataId(`relationship/${relationship.name}`),
  };
}

function label(text: string): Definition {
  const localized = { Label: text, LanguageCode: 1033, IsManaged: true };
  return { LocalizedLabels: [localized], UserLocalizedLabel: localized };
}

function managed(value: unknown): Definition {
  return { Value: value, CanBeChanged: false };
}

/** A stable GUID per name, since clients cache by it. */
function metadataId(name: string): string {
  const digest = createHash('sha1').update(name).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
