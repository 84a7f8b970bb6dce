/** Account and contact. Both have the columns of a merge (masterid, merged) and the do-not-contact flags. */
import {
  activeInactive,
  choice,
  composite,
  day,
  decimal,
  id,
  integer,
  lookup,
  memo,
  money,
  text,
  yesNo,
  type ColumnSpec,
} from './columns.ts';
import { defineTable, type DefinedTable } from './define-table.ts';

const MONEY = { min: 0, max: 100_000_000_000_000 } as const;

/** Address 1 or 2 of a customer; lengths of the generated references. */
function address(number: 1 | 2): ColumnSpec[] {
  const prefix = `Address${number}`;
  return [
    id(`${prefix}_AddressId`),
    choice(`${prefix}_AddressTypeCode`, { 1: 'Bill To', 2: 'Ship To', 3: 'Primary', 4: 'Other' }),
    text(`${prefix}_Name`, 200),
    text(`${prefix}_PrimaryContactName`, 100),
    ...[1, 2, 3].map((line) => text(`${prefix}_Line${line}`, 250)),
    text(`${prefix}_City`, 80),
    text(`${prefix}_StateOrProvince`, 50),
    text(`${prefix}_County`, 50),
    text(`${prefix}_PostalCode`, 20),
    text(`${prefix}_Country`, 80),
    text(`${prefix}_Telephone1`, 50),
    text(`${prefix}_Fax`, 50),
    composite(prefix),
  ];
}

function doNotContact(): ColumnSpec[] {
  return ['Email', 'BulkEMail', 'Phone', 'Fax', 'PostalMail', 'BulkPostalMail'].map((way) =>
    yesNo(`DoNot${way}`, false),
  );
}

/** A merged (subordinate) row is inactive and names its master (TENANT 5). */
function mergeColumns(table: 'account' | 'contact'): ColumnSpec[] {
  return [
    lookup('MasterId', { table, relationship: `${table}_master_${table}` }, { writable: 'never' }),
    yesNo('Merged', false, { writable: 'never' }),
  ];
}

export const account: DefinedTable = defineTable({
  name: 'Account',
  display: 'Account',
  primaryName: 'name',
  ownership: 'user',
  columns: [
    text('Name', 160, { required: 'application', display: 'Account Name' }),
    text('AccountNumber', 20),
    lookup(
      'ParentAccountId',
      { table: 'account', relationship: 'account_parent_account' },
      { display: 'Parent Account' },
    ),
    lookup(
      'PrimaryContactId',
      { table: 'contact', relationship: 'account_primary_contact' },
      { display: 'Primary Contact' },
    ),
    lookup(
      'DefaultPriceLevelId',
      { table: 'pricelevel', relationship: 'price_level_accounts' },
      { display: 'Price List' },
    ),
    text('EMailAddress1', 100, { display: 'Email' }),
    text('Telephone1', 50, { display: 'Main Phone' }),
    text('Telephone2', 50),
    text('Fax', 50),
    text('WebSiteURL', 200, { display: 'Website' }),
    memo('Description', 2000),
    money('Revenue', MONEY),
    money('CreditLimit', MONEY),
    yesNo('CreditOnHold', false, { display: 'Credit Hold' }),
    integer('NumberOfEmployees', 0, 1_000_000_000),
    choice('CustomerTypeCode', {
      3: 'Customer',
      5: 'Investor',
      8: 'Prospect',
      10: 'Supplier',
      11: 'Vendor',
      12: 'Other',
    }),
    choice('AccountCategoryCode', { 1: 'Preferred Customer', 2: 'Standard' }),
    ...address(1),
    ...address(2),
    ...doNotContact(),
    yesNo('DoNotSendMM', false, { display: 'Send Marketing Materials' }),
    ...mergeColumns('account'),
    ...activeInactive(),
  ],
});

export const contact: DefinedTable = defineTable({
  name: 'Contact',
  display: 'Contact',
  primaryName: 'fullname',
  ownership: 'user',
  columns: [
    text('FullName', 160, { writable: 'never' }),
    text('FirstName', 50, { required: 'recommended' }),
    text('MiddleName', 50),
    text('LastName', 50, { required: 'application' }),
    text('Salutation', 100),
    text('JobTitle', 100),
    text('ExternalUserIdentifier', 50),
    // Customer in the product; its navigation properties are parentcustomerid_account and parentcustomerid_contact.
    {
      column: {
        ...lookup('ParentCustomerId', 'account', { display: 'Company Name' }).column,
        type: 'customer',
        targets: ['account', 'contact'],
      },
      targets: [
        {
          table: 'account',
          navigation: 'parentcustomerid_account',
          relationship: 'contact_customer_accounts',
        },
        {
          table: 'contact',
          navigation: 'parentcustomerid_contact',
          relationship: 'contact_customer_contacts',
        },
      ],
    },
    text('EMailAddress1', 100, { display: 'Email' }),
    text('EMailAddress2', 100),
    text('Telephone1', 50, { display: 'Business Phone' }),
    text('Telephone2', 50, { display: 'Home Phone' }),
    text('MobilePhone', 50),
    text('Fax', 50),
    memo('Description', 2000),
    day('BirthDate'),
    decimal('ExchangeRate', 12, { writable: 'never', min: 0.000000000001 }),
    money('CreditLimit', MONEY),
    yesNo('CreditOnHold', false, { display: 'Credit Hold' }),
    ...address(1),
    ...address(2),
    ...doNotContact(),
    yesNo('DoNotSendMM', false, { display: 'Send Marketing Materials' }),
    ...mergeColumns('contact'),
    ...activeInactive(),
  ],
});
