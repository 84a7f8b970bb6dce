/** Where each stock source has its quantities in Dynamics, and the choice on the marketplace that names it. */
export type StockSourceName = 'productOnHand' | 'fieldService' | 'stockLevels';

export const sourceChoice: Readonly<Record<StockSourceName, number>> = {
  productOnHand: 927_130_000,
  fieldService: 927_130_001,
  stockLevels: 927_130_002,
};

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
