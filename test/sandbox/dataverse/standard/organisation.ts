/** The organisation, its currencies and its business units. */
import { choice, decimal, integer, lookup, text, yesNo, memo, activeInactive } from './columns.ts';
import { defineTable, type DefinedTable } from './define-table.ts';

/** Settings that the relay reads and never assumes (TENANT 10). */
export const organization: DefinedTable = defineTable({
  name: 'Organization',
  display: 'Organization',
  primaryName: 'name',
  ownership: 'none',
  changeTracking: false,
  columns: [
    text('Name', 160, { required: 'system', writable: 'never' }),
    integer('PricingDecimalPrecision', 0, 4, { default: 2 }),
    integer('CurrencyDecimalPrecision', 0, 4, { default: 2 }),
    integer('BaseCurrencyPrecision', 0, 4, { writable: 'never' }),
    text('BaseCurrencySymbol', 5, { writable: 'never' }),
    lookup(
      'BaseCurrencyId',
      { table: 'transactioncurrency', relationship: 'basecurrency_organization', onDelete: 'restrict' },
      { writable: 'never' },
    ),
    yesNo('OOBPriceCalculationEnabled', true, { display: 'Enable OOB Price calculation' }),
    yesNo('IsSOPIntegrationEnabled', false, { display: 'Enable Sales Order Processing Integration' }),
    choice('DiscountCalculationMethod', { 0: 'Line item', 1: 'Per unit' }, { default: 0 }),
    yesNo('IsPriceListMandatory', true),
    integer('LocaleId', 0, 2_147_483_647, { default: 2057 }),
    integer('LanguageCode', 0, 2_147_483_647, { writable: 'never', default: 1033 }),
    yesNo('IsAuditEnabled', false),
    yesNo('IsDuplicateDetectionEnabled', false),
    integer('MaxUploadFileSize', 0, 131_072, { default: 5120 }),
    text('OrderPrefix', 20, { default: 'ORD' }),
    integer('CurrentOrderNumber', 0, 2_147_483_647, { default: 1000 }),
  ],
});

export const transactioncurrency: DefinedTable = defineTable({
  name: 'TransactionCurrency',
  set: 'transactioncurrencies',
  display: 'Currency',
  primaryName: 'currencyname',
  ownership: 'organization',
  columns: [
    text('CurrencyName', 100, { required: 'application' }),
    text('ISOCurrencyCode', 5, { required: 'application', writable: 'create' }),
    text('CurrencySymbol', 13, { required: 'application' }),
    integer('CurrencyPrecision', 0, 4, { required: 'application', default: 2 }),
    decimal('ExchangeRate', 12, { required: 'application', min: 0.000000000001 }),
    ...activeInactive(),
  ],
});

export const businessunit: DefinedTable = defineTable({
  name: 'BusinessUnit',
  display: 'Business Unit',
  primaryName: 'name',
  ownership: 'organization',
  columns: [
    text('Name', 160, { required: 'application' }),
    text('DivisionName', 100),
    memo('Description', 2000),
    lookup(
      'ParentBusinessUnitId',
      { table: 'businessunit', relationship: 'business_unit_parent_business_unit', onDelete: 'restrict' },
      { display: 'Parent Business' },
    ),
    lookup('TransactionCurrencyId', {
      table: 'transactioncurrency',
      relationship: 'transactioncurrency_businessunit',
      onDelete: 'restrict',
    }),
    yesNo('IsDisabled', false, { writable: 'never', display: 'Is Disabled' }),
  ],
});
