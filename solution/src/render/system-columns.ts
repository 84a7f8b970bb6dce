/**
 * The columns and relationships that the platform gives every table. solution.md 3.1: either none of them or exactly
 * what an export has; we write what an export has, so that a diff against a real export stays small.
 */
import type { Table } from '../table.ts';
import { statePart, statusPart } from './choice.ts';
import type { ColumnShape } from './column.ts';
import { renderAttribute } from './column.ts';
import { element, leaf } from './element.ts';
import type { Element } from './element.ts';
import { dateTimePart, decimalPart, integerPart, lookupPart, textPart } from './type-parts.ts';

const LARGEST_INTEGER = 2_147_483_647;
const SYSTEM_USER = 8;
const TEAM = 9;

/** Primary key and primary name column. */
export function identityColumns(table: Table): Element[] {
  return [
    renderAttribute({
      schemaName: `${table.name}id`,
      type: 'primarykey',
      display: table.display,
      description: 'Unique identifier of the row.',
      required: 'systemrequired',
      custom: false,
      update: false,
      filterable: true,
      retrievable: true,
      mask: 'ValidForAdvancedFind|RequiredForGrid',
      typePart: [],
    }),
    renderAttribute({
      schemaName: 'mpb_name',
      type: 'nvarchar',
      display: table.nameColumn.display,
      description: 'What the row is called in lists and lookups.',
      audit: table.audit,
      searchable: true,
      retrievable: true,
      mask: 'PrimaryName|ValidForAdvancedFind|ValidForForm|ValidForGrid|RequiredForForm',
      typePart: textPart(table.nameColumn.maxLength),
    }),
  ];
}

/** Who, when, whose, state: in the order of an export. */
export function systemColumns(table: Table): Element[] {
  const moment = (schemaName: string, display: string): Element =>
    system({
      schemaName,
      display,
      type: 'datetime',
      ime: 'inactive',
      filterable: true,
      retrievable: true,
      typePart: dateTimePart('utc', false),
    });
  const person = (schemaName: string, display: string): Element =>
    system({ schemaName, display, type: 'lookup', typePart: lookupPart() });
  return [
    person('CreatedBy', 'Created By'),
    moment('CreatedOn', 'Created On'),
    person('CreatedOnBehalfBy', 'Created By (Delegate)'),
    person('ModifiedBy', 'Modified By'),
    moment('ModifiedOn', 'Modified On'),
    person('ModifiedOnBehalfBy', 'Modified By (Delegate)'),
    ...importColumns(),
    ...(table.ownership === 'user' ? ownerColumns() : [organisationColumn()]),
    ...stateColumns(table),
  ];
}

/** Currency and rate of a row that has money; the amounts in base currency stand beside each amount. */
export function currencyColumns(): Element[] {
  return [
    system({
      schemaName: 'TransactionCurrencyId',
      display: 'Currency',
      type: 'lookup',
      create: true,
      update: true,
      typePart: lookupPart(),
    }),
    system({
      schemaName: 'ExchangeRate',
      display: 'Exchange Rate',
      type: 'decimal',
      typePart: decimalPart('1E-10', 100_000_000_000, 12),
    }),
  ];
}

function importColumns(): Element[] {
  const hidden = (schemaName: string, display: string): Element =>
    system({
      schemaName,
      display,
      type: 'int',
      create: true,
      update: true,
      mask: '',
      typePart: integerPart(-1, LARGEST_INTEGER, ''),
    });
  return [
    system({
      schemaName: 'ImportSequenceNumber',
      display: 'Import Sequence Number',
      type: 'int',
      ime: 'disabled',
      create: true,
      mask: 'ValidForAdvancedFind',
      typePart: integerPart(-LARGEST_INTEGER - 1, LARGEST_INTEGER, ''),
    }),
    system({
      schemaName: 'OverriddenCreatedOn',
      display: 'Record Created On',
      type: 'datetime',
      ime: 'inactive',
      create: true,
      mask: 'ValidForAdvancedFind|ValidForGrid',
      typePart: [leaf('Format', 'date'), leaf('CanChangeDateTimeBehavior', 0), leaf('Behavior', 1)],
    }),
    hidden('TimeZoneRuleVersionNumber', 'Time Zone Rule Version Number'),
    hidden('UTCConversionTimeZoneCode', 'UTC Conversion Time Zone Code'),
  ];
}

function ownerColumns(): Element[] {
  const nobody = '00000000-0000-0000-0000-000000000000';
  const logicalOwner = (schemaName: string, display: string): Element =>
    system({ schemaName, display, type: 'lookup', mask: '', logical: true, typePart: lookupPart() });
  return [
    system({
      schemaName: 'OwnerId',
      display: 'Owner',
      type: 'owner',
      required: 'systemrequired',
      create: true,
      update: true,
      filterable: true,
      mask: 'ValidForAdvancedFind|ValidForForm|ValidForGrid|RequiredForForm',
      typePart: [
        leaf('LookupStyle', 'single'),
        element('LookupTypes', {}, [
          leaf('LookupType', SYSTEM_USER, { id: nobody }),
          leaf('LookupType', TEAM, { id: nobody }),
        ]),
      ],
    }),
    system({
      schemaName: 'OwningBusinessUnit',
      display: 'Owning Business Unit',
      type: 'lookup',
      filterable: true,
      typePart: lookupPart(),
    }),
    logicalOwner('OwningTeam', 'Owning Team'),
    logicalOwner('OwningUser', 'Owning User'),
  ];
}

function organisationColumn(): Element {
  return system({
    schemaName: 'OrganizationId',
    display: 'Organization',
    type: 'lookup',
    typePart: lookupPart(),
  });
}

function stateColumns(table: Table): Element[] {
  const ofTable = `the ${table.display}`;
  return [
    system({
      schemaName: 'statecode',
      display: 'Status',
      description: `Status of ${ofTable}`,
      type: 'state',
      required: 'systemrequired',
      update: true,
      filterable: true,
      audit: table.audit,
      typePart: statePart(`${table.name}_statecode`, `Status of ${ofTable}`, table.statuses),
    }),
    system({
      schemaName: 'statuscode',
      display: 'Status Reason',
      description: `Reason for the status of ${ofTable}`,
      type: 'status',
      create: true,
      update: true,
      audit: table.audit,
      typePart: statusPart(`${table.name}_statuscode`, `Reason for the status of ${ofTable}`, table.statuses),
    }),
  ];
}

/** The platform fills these columns: not custom, and read-only unless said otherwise. */
function system(
  shape: Omit<ColumnShape, 'description'> & Partial<Pick<ColumnShape, 'description'>>,
): Element {
  return renderAttribute({ description: '', custom: false, create: false, update: false, ...shape });
}
