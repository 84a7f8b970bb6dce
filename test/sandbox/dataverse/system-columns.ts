/**
 * What the platform itself adds to every table: system columns, money companions and their relationships. Definitions
 * may name them (exports do, solution.md 3.1); what they leave out is completed here, as an import does.
 */
import type { ColumnModel, ColumnType, EnvironmentModel, RelationshipModel, TableModel } from './model.ts';

/** Adds missing system columns and relationships to a table of `model`, in place. */
export function completeTable(model: EnvironmentModel, table: TableModel): void {
  for (const column of systemColumns(table)) {
    if (!table.columns.has(column.name)) table.columns.set(column.name, column);
  }
  for (const column of [...table.columns.values()].filter(isOwnMoney)) {
    const base = readOnly(`${column.name}_base`, `${column.schemaName}_Base`, 'money');
    if (!table.columns.has(base.name)) table.columns.set(base.name, { ...base, precision: 4 });
  }
  for (const relationship of systemRelationships(table)) {
    const known = model.relationships.some(
      (other) =>
        other.referencingTable === table.name &&
        other.referencingColumn === relationship.referencingColumn &&
        other.referencedTable === relationship.referencedTable,
    );
    if (!known) model.relationships.push(relationship);
  }
}

/** True for a money column that is not itself the base-currency companion of one. */
export function isOwnMoney(column: ColumnModel): boolean {
  return column.type === 'money' && !column.name.endsWith('_base');
}

function systemColumns(table: TableModel): ColumnModel[] {
  const columns: ColumnModel[] = [
    {
      ...readOnly(table.primaryId, `${table.schemaName}Id`, 'uniqueidentifier'),
      validForCreate: true,
      required: 'system',
    },
    readOnly('versionnumber', 'VersionNumber', 'bigint'),
    readOnly('createdon', 'CreatedOn', 'datetime'),
    readOnly('modifiedon', 'ModifiedOn', 'datetime'),
    { ...readOnly('createdby', 'CreatedBy', 'lookup'), targets: ['systemuser'] },
    { ...readOnly('modifiedby', 'ModifiedBy', 'lookup'), targets: ['systemuser'] },
  ];
  if (table.ownership !== 'none' && table.stateless !== true) columns.push(...stateColumns());
  if (table.ownership === 'user') columns.push(...ownerColumns());
  if ([...table.columns.values()].some(isOwnMoney)) {
    columns.push(
      {
        ...writable('transactioncurrencyid', 'TransactionCurrencyId', 'lookup'),
        targets: ['transactioncurrency'],
      },
      { ...readOnly('exchangerate', 'ExchangeRate', 'decimal'), precision: 12 },
    );
  }
  return columns;
}

function stateColumns(): ColumnModel[] {
  return [
    {
      ...writable('statecode', 'statecode', 'state'),
      validForCreate: false,
      required: 'system',
      options: [
        { value: 0, label: 'Active', defaultStatus: 1 },
        { value: 1, label: 'Inactive', defaultStatus: 2 },
      ],
    },
    {
      ...writable('statuscode', 'statuscode', 'status'),
      options: [
        { value: 1, label: 'Active', state: 0 },
        { value: 2, label: 'Inactive', state: 1 },
      ],
    },
  ];
}

function ownerColumns(): ColumnModel[] {
  return [
    { ...writable('ownerid', 'OwnerId', 'owner'), required: 'system', targets: ['systemuser', 'team'] },
    { ...readOnly('owningbusinessunit', 'OwningBusinessUnit', 'lookup'), targets: ['businessunit'] },
    { ...readOnly('owninguser', 'OwningUser', 'lookup'), targets: ['systemuser'] },
    { ...readOnly('owningteam', 'OwningTeam', 'lookup'), targets: ['team'] },
  ];
}

function systemRelationships(table: TableModel): RelationshipModel[] {
  const named: [column: string, target: string, navigation: string, name: string][] = [
    ['createdby', 'systemuser', 'createdby', `lk_${table.name}_createdby`],
    ['modifiedby', 'systemuser', 'modifiedby', `lk_${table.name}_modifiedby`],
    ['ownerid', 'systemuser', 'ownerid', `owner_${table.name}`],
    ['ownerid', 'team', 'ownerid', `owner_team_${table.name}`],
    ['owningbusinessunit', 'businessunit', 'owningbusinessunit', `business_unit_${table.name}`],
    ['owninguser', 'systemuser', 'owninguser', `user_${table.name}`],
    ['owningteam', 'team', 'owningteam', `team_${table.name}`],
    [
      'transactioncurrencyid',
      'transactioncurrency',
      'transactioncurrencyid',
      `transactioncurrency_${table.name}`,
    ],
  ];
  return named
    .filter(([column]) => table.columns.has(column))
    .map(([referencingColumn, referencedTable, navigation, name]) => ({
      name,
      referencingTable: table.name,
      referencingColumn,
      referencedTable,
      navigation,
      collection: name,
      onDelete: referencedTable === 'transactioncurrency' ? 'restrict' : 'none',
    }));
}

function readOnly(name: string, schemaName: string, type: ColumnType): ColumnModel {
  return { ...writable(name, schemaName, type), validForCreate: false, validForUpdate: false };
}

function writable(name: string, schemaName: string, type: ColumnType): ColumnModel {
  return {
    name,
    schemaName,
    type,
    display: schemaName,
    required: 'none',
    validForCreate: true,
    validForUpdate: true,
    validForRead: true,
  };
}
