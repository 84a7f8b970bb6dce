/** Where each stock source has its quantities in Dynamics. */
import type { choice } from '@marketplace-bridge/solution';

export type StockSourceName = keyof typeof choice.stockSource.values;

/** A table with one row for each product and warehouse. */
export interface InventoryTable {
  readonly table: string;
  readonly id: string;
  readonly quantity: string;
  readonly product: string;
  readonly warehouse: string;
  /** When the quantity was true, where the table says so. */
  readonly asOf: string | null;
}

/** Null: the quantity stands on the product itself. */
export const inventoryTables: Readonly<Record<StockSourceName, InventoryTable | null>> = {
  productOnHand: null,
  fieldService: {
    table: 'msdyn_productinventory',
    id: 'msdyn_productinventoryid',
    quantity: 'msdyn_qtyonhand',
    product: 'msdyn_product',
    warehouse: 'msdyn_warehouse',
    asOf: null,
  },
  stockLevels: {
    table: 'mpb_stocklevel',
    id: 'mpb_stocklevelid',
    quantity: 'mpb_quantity',
    product: 'mpb_productid',
    warehouse: 'mpb_warehouse',
    asOf: 'mpb_asof',
  },
};
