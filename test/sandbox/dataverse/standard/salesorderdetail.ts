/** Sales Order line (dataverse.md 9; generated reference "salesorderdetail"). */
import {
  choice,
  composite,
  day,
  decimal,
  integer,
  lookup,
  memo,
  money,
  orderAddress,
  text,
  yesNo,
  id,
} from './columns.ts';
import { defineTable } from './define-table.ts';
import { FREIGHT_TERMS, PRICING_ERRORS } from './sales-choices.ts';

const NOT_NEGATIVE = { min: 0, max: 1_000_000_000_000 } as const;
/** Nothing in the product maintains these; the relay must keep shipped + cancelled <= quantity itself. */
const COUNTED = { min: -1_000_000_000, max: 1_000_000_000 } as const;

export const salesorderdetail = defineTable({
  name: 'SalesOrderDetail',
  display: 'Order Product',
  primaryName: 'salesorderdetailname',
  // Lines are owned through their order; their ownerid cannot be written. The sandbox gives them none of their own.
  ownership: 'organization',
  columns: [
    text('SalesOrderDetailName', 500, { required: 'application', display: 'Name' }),
    lookup(
      'SalesOrderId',
      { table: 'salesorder', relationship: 'order_details', onDelete: 'cascade' },
      { required: 'system', display: 'Order' },
    ),
    choice(
      'ProductTypeCode',
      {
        1: 'Product',
        2: 'Bundle',
        3: 'Required Bundle Product',
        4: 'Optional Bundle Product',
        5: 'Project-based Service',
      },
      { required: 'system', writable: 'create', default: 1 },
    ),
    choice(
      'PropertyConfigurationStatus',
      { 0: 'Edit', 1: 'Rectify', 2: 'Not Configured' },
      { required: 'system', default: 2 },
    ),
    lookup(
      'ProductId',
      { table: 'product', relationship: 'product_order_details', onDelete: 'restrict' },
      { display: 'Existing Product' },
    ),
    lookup(
      'UoMId',
      { table: 'uom', relationship: 'unit_of_measurement_order_details', onDelete: 'restrict' },
      { display: 'Unit' },
    ),
    yesNo('IsProductOverridden', false, { writable: 'create', display: 'Select Product' }),
    text('ProductDescription', 500, { display: 'Write-In Product' }),
    text('ProductName', 500),
    memo('Description', 2000),
    decimal('Quantity', 5, { required: 'application' }),
    decimal('QuantityShipped', 5, COUNTED),
    decimal('QuantityBackordered', 5, COUNTED),
    decimal('QuantityCancelled', 5, COUNTED),
    yesNo('IsPriceOverridden', false, { display: 'Pricing' }),
    money('PricePerUnit'),
    money('ManualDiscountAmount', NOT_NEGATIVE),
    money('VolumeDiscountAmount', { ...NOT_NEGATIVE, writable: 'never' }),
    money('BaseAmount', { writable: 'update', display: 'Amount' }),
    money('ExtendedAmount', { writable: 'update' }),
    money('Tax', { min: -1_000_000_000_000, max: 1_000_000_000_000 }),
    lookup(
      'TransactionCurrencyId',
      {
        table: 'transactioncurrency',
        relationship: 'transactioncurrency_salesorderdetail',
        onDelete: 'restrict',
      },
      { writable: 'create', display: 'Currency' },
    ),
    choice('PricingErrorCode', PRICING_ERRORS, { default: 0 }),
    choice(
      'SkipPriceCalculation',
      {
        0: 'DoPriceCalcAlways',
        1: 'SkipPriceCalcOnCreate',
        2: 'SkipPriceCalcOnUpdate',
        3: 'SkipPriceCalcOnUpSert',
      },
      { default: 0 },
    ),
    // The platform's own copy of the order's state, kept by its writes (sales/).
    choice(
      'SalesOrderStateCode',
      { 0: 'Active', 1: 'Submitted', 2: 'Canceled', 3: 'Fulfilled', 4: 'Invoiced' },
      { writable: 'never' },
    ),
    yesNo('SalesOrderIsPriceLocked', false, { writable: 'never' }),
    lookup(
      'SalesRepId',
      { table: 'systemuser', relationship: 'system_user_salesorderdetail' },
      { display: 'Salesperson' },
    ),
    day('RequestDeliveryBy'),
    integer('LineItemNumber', 0, 1_000_000_000),
    integer('SequenceNumber', -2_147_483_648, 2_147_483_647),
    id('ParentBundleId'),
    yesNo('IsCopied', false, { display: 'Copied' }),
    yesNo('WillCall', false, { display: 'Ship To' }),
    ...orderAddress('ShipTo'),
    composite('ShipTo'),
    choice('ShipTo_FreightTermsCode', FREIGHT_TERMS),
  ],
});
