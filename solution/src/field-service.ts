/**
 * Field Service, as far as stock is concerned: its tables are in no other environment, so that whatever names them stands
 * in add-ons of their own (TENANT 18), which an environment without Field Service refuses in plain words.
 */
import type { ForeignTable } from './render/model.ts';
import { allow } from './role.ts';
import type { Role } from './role.ts';

/** dataverse.md 9. The solution's name and version are what an administrator is told to install, nothing is checked by them. */
const ownerSolution = 'msdyn_FieldService (8.0.0.0)';

export const productInventory: ForeignTable = {
  name: 'msdyn_productinventory',
  display: 'Product Inventory',
  ownerSolution,
  columns: {
    msdyn_product: { kind: 'lookup', label: 'Product' },
    msdyn_warehouse: { kind: 'lookup', label: 'Warehouse' },
    msdyn_qtyonhand: { kind: 'decimal', label: 'Quantity On Hand' },
    msdyn_qtyavailable: { kind: 'decimal', label: 'Quantity Available' },
    msdyn_qtyallocated: { kind: 'decimal', label: 'Quantity Allocated' },
  },
};

export const warehouse: ForeignTable = {
  name: 'msdyn_warehouse',
  display: 'Warehouse',
  ownerSolution,
  columns: { msdyn_name: { kind: 'text', label: 'Name' } },
};

/** Beside the relay's own role, where Field Service is the source of stock. */
export const fieldServiceRole: Role = {
  name: 'Marketplace Relay Field Service',
  id: 'd7fcd298-a126-5577-ab75-a5dd480a3d19',
  description:
    'For the application user of the relay, where stock comes from Field Service: it may read that.',
  privileges: allow(['Read'], productInventory.name, warehouse.name),
};
