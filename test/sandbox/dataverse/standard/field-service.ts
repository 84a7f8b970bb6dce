/**
 * What Field Service adds to an organisation that has it: quantities per product and warehouse (dataverse.md 9, "Stock
 * outside D365 Sales"). Its own postings move the quantities; here whoever may write the row moves them.
 */
import { activeInactive, double, lookup, memo, text, type ColumnSpec } from './columns.ts';
import { defineTable, type DefinedTable } from './define-table.ts';

const warehouse: DefinedTable = defineTable({
  name: 'msdyn_warehouse',
  display: 'Warehouse',
  primaryName: 'msdyn_name',
  ownership: 'organization',
  columns: [
    text('msdyn_name', 100, { required: 'application', display: 'Name' }),
    memo('msdyn_description', 2000, { display: 'Description' }),
    ...activeInactive(),
  ],
});

const productInventory: DefinedTable = defineTable({
  name: 'msdyn_productinventory',
  set: 'msdyn_productinventories',
  display: 'Product Inventory',
  primaryName: 'msdyn_name',
  ownership: 'organization',
  columns: [
    text('msdyn_name', 100, { display: 'Name' }),
    lookup(
      'msdyn_product',
      { table: 'product', relationship: 'msdyn_product_msdyn_productinventory_Product' },
      { required: 'application', display: 'Product' },
    ),
    lookup(
      'msdyn_unit',
      { table: 'uom', relationship: 'msdyn_uom_msdyn_productinventory_Unit' },
      { required: 'application', display: 'Unit' },
    ),
    lookup(
      'msdyn_warehouse',
      {
        table: 'msdyn_warehouse',
        relationship: 'msdyn_msdyn_warehouse_msdyn_productinventory_Warehouse',
      },
      { required: 'application', display: 'Warehouse' },
    ),
    quantity('msdyn_qtyonhand', 'Quantity On Hand'),
    quantity('msdyn_qtyavailable', 'Quantity Available'),
    quantity('msdyn_qtyallocated', 'Quantity Allocated'),
    quantity('msdyn_qtyonorder', 'Quantity On Order'),
    quantity('msdyn_reorderpoint', 'Reorder Point'),
    text('msdyn_bin', 100, { display: 'Bin' }),
    text('msdyn_row', 100, { display: 'Row' }),
    ...activeInactive(),
  ],
});

export const fieldServiceTables: readonly DefinedTable[] = [warehouse, productInventory];

/** A double of the platform: two places shown, and what was taken may be more than what was there. */
function quantity(name: string, display: string): ColumnSpec {
  return double(name, 2, { min: -1_000_000_000, max: 1_000_000_000, display });
}
