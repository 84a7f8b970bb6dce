/** Product catalogue: products and units (dataverse.md 9; CDM Product, Unit, UnitGroup). */
import {
  activeInactive,
  choice,
  day,
  decimal,
  integer,
  lookup,
  memo,
  money,
  states,
  text,
  yesNo,
  type ColumnSpec,
} from './columns.ts';
import { defineTable, type DefinedTable } from './define-table.ts';

const AMOUNT = { min: 0, max: 1_000_000_000_000 } as const;

export const product: DefinedTable = defineTable({
  name: 'Product',
  display: 'Product',
  primaryName: 'name',
  ownership: 'organization',
  columns: [
    text('Name', 100, { required: 'application' }),
    text('ProductNumber', 100, { required: 'system', display: 'Product ID' }),
    memo('Description', 2000),
    choice(
      'ProductStructure',
      { 1: 'Product', 2: 'Product Family', 3: 'Product Bundle' },
      { required: 'system', writable: 'create', default: 1 },
    ),
    choice('ProductTypeCode', {
      1: 'Sales Inventory',
      2: 'Miscellaneous Charges',
      3: 'Services',
      4: 'Flat Fees',
    }),
    integer('QuantityDecimal', 0, 5, { required: 'application', display: 'Decimals Supported' }),
    lookup(
      'DefaultUoMScheduleId',
      { table: 'uomschedule', relationship: 'unit_of_measurement_schedule_products', onDelete: 'restrict' },
      { required: 'system', display: 'Unit Group' },
    ),
    lookup(
      'DefaultUoMId',
      { table: 'uom', relationship: 'unit_of_measurement_products', onDelete: 'restrict' },
      { required: 'system', display: 'Default Unit' },
    ),
    lookup(
      'PriceLevelId',
      { table: 'pricelevel', relationship: 'price_level_products' },
      { display: 'Default Price List' },
    ),
    lookup(
      'ParentProductId',
      { table: 'product', relationship: 'product_parent_product', onDelete: 'restrict' },
      { display: 'Parent' },
    ),
    // A plain number that nobody maintains: no reservation, no ledger (dataverse.md 9).
    decimal('QuantityOnHand', 5, { min: 0, max: 1_000_000_000 }),
    decimal('StockVolume', 5, { min: 0, max: 1_000_000_000 }),
    decimal('StockWeight', 5, { min: 0, max: 1_000_000_000 }),
    yesNo('IsStockItem', false, { display: 'Stock Item' }),
    yesNo('IsKit', false),
    money('Price', { ...AMOUNT, display: 'List Price' }),
    money('StandardCost', AMOUNT),
    money('CurrentCost', AMOUNT),
    text('Size', 200),
    text('SupplierName', 100),
    text('VendorName', 100, { display: 'Vendor' }),
    text('VendorPartNumber', 100, { display: 'Vendor Part' }),
    text('VendorID', 100),
    text('ProductUrl', 255, { display: 'URL' }),
    day('ValidFromDate', { display: 'Valid From' }),
    day('ValidToDate', { display: 'Valid To' }),
    yesNo('msdynce_IsMaintainedExternally', false),
    // A new product is a draft until it is published.
    ...states(
      { value: 2, label: 'Draft', statuses: { 0: 'Draft' } },
      { value: 0, label: 'Active', statuses: { 1: 'Active' } },
      { value: 1, label: 'Retired', statuses: { 2: 'Retired' } },
      { value: 3, label: 'Under Revision', statuses: { 3: 'Under Revision' } },
    ),
  ],
  // Not an alternate key of the metadata but a unique index (0x80043b06): sales/ refuses duplicates.
  keys: [],
});

export const uomschedule: DefinedTable = defineTable({
  name: 'UoMSchedule',
  display: 'Unit Group',
  primaryName: 'name',
  ownership: 'organization',
  columns: [
    text('Name', 200, { required: 'application' }),
    text('BaseUoMName', 100, { writable: 'create' }),
    memo('Description', 2000),
    ...activeInactive(),
  ],
});

export const uom: DefinedTable = defineTable({
  name: 'UoM',
  display: 'Unit',
  primaryName: 'name',
  ownership: 'organization',
  columns: [
    text('Name', 100, { required: 'application' }),
    decimal('Quantity', 10, { required: 'application', min: 0.0000000001 }),
    lookup(
      'UoMScheduleId',
      { table: 'uomschedule', relationship: 'unit_of_measurement_schedule_conversions', onDelete: 'cascade' },
      { required: 'system', writable: 'create', display: 'Unit Group' },
    ),
    lookup(
      'BaseUoM',
      {
        table: 'uom',
        navigation: 'baseuom',
        relationship: 'unit_of_measurement_base_unit',
        onDelete: 'restrict',
      },
      { display: 'Base Unit' },
    ),
    yesNo('IsScheduleBaseUoM', false, { writable: 'never' }),
  ],
});

const percentage: ColumnSpec = decimal('Percentage', 5, { min: 0, max: 100_000 });

export const pricelevel: DefinedTable = defineTable({
  name: 'PriceLevel',
  display: 'Price List',
  primaryName: 'name',
  ownership: 'organization',
  columns: [
    text('Name', 100, { required: 'application' }),
    memo('Description', 2000),
    lookup(
      'TransactionCurrencyId',
      { table: 'transactioncurrency', relationship: 'transactioncurrency_pricelevel', onDelete: 'restrict' },
      { required: 'application', display: 'Currency' },
    ),
    day('BeginDate', { display: 'Start Date' }),
    day('EndDate'),
    choice('PaymentMethodCode', { 1: 'Default Value' }),
    choice('ShippingMethodCode', { 1: 'Default Value' }),
    choice('FreightTermsCode', { 1: 'Default Value' }),
    ...states(
      { value: 0, label: 'Active', statuses: { 100001: 'Active' } },
      { value: 1, label: 'Inactive', statuses: { 100002: 'Inactive' } },
    ),
  ],
});

export const productpricelevel: DefinedTable = defineTable({
  name: 'ProductPriceLevel',
  display: 'Price List Item',
  primaryName: 'productidname',
  ownership: 'organization',
  columns: [
    // The platform shows the product's name for a price list item; it has no name column of its own.
    text('ProductIdName', 100, { writable: 'never', display: 'Product Name' }),
    lookup(
      'PriceLevelId',
      { table: 'pricelevel', relationship: 'price_level_product_price_levels', onDelete: 'cascade' },
      { required: 'system', display: 'Price List' },
    ),
    lookup(
      'ProductId',
      { table: 'product', relationship: 'product_price_levels', onDelete: 'cascade' },
      { required: 'system', display: 'Product' },
    ),
    lookup(
      'UoMId',
      { table: 'uom', relationship: 'unit_of_measurement_product_price_level', onDelete: 'restrict' },
      { required: 'system', display: 'Unit' },
    ),
    lookup(
      'UoMScheduleId',
      {
        table: 'uomschedule',
        relationship: 'unit_of_measurement_schedule_product_price_level',
        onDelete: 'restrict',
      },
      { writable: 'never', display: 'Unit Schedule' },
    ),
    text('ProductNumber', 100, { writable: 'never', display: 'Product ID' }),
    money('Amount', AMOUNT),
    percentage,
    choice(
      'PricingMethodCode',
      {
        1: 'Currency Amount',
        2: 'Percent of List',
        3: 'Percent Markup - Current Cost',
        4: 'Percent Margin - Current Cost',
        5: 'Percent Markup - Standard Cost',
        6: 'Percent Margin - Standard Cost',
      },
      { required: 'application', default: 1 },
    ),
    choice(
      'QuantitySellingCode',
      { 1: 'No Control', 2: 'Whole', 3: 'Whole and Fractional' },
      { required: 'application', default: 1 },
    ),
    choice('RoundingPolicyCode', { 1: 'None', 2: 'Up', 3: 'Down', 4: 'To Nearest' }, { default: 1 }),
    choice('RoundingOptionCode', { 1: 'Ends in', 2: 'Multiple of' }, { default: 1 }),
    money('RoundingOptionAmount', AMOUNT),
    lookup(
      'TransactionCurrencyId',
      {
        table: 'transactioncurrency',
        relationship: 'transactioncurrency_productpricelevel',
        onDelete: 'restrict',
      },
      { writable: 'never', display: 'Currency' },
    ),
  ],
});
