/**
 * Field Service's inventory (dataverse.md 9): what is available, allocations to work orders taken off; where nobody
 * keeps that, what is on hand.
 */
import { pointsAtAny } from '../../filters.ts';
import { allRows } from '../../all-rows.ts';
import type { SourceReader } from './source.ts';
import { quantitiesOf } from './warehouse-rows.ts';

interface Row {
  readonly _msdyn_product_value: string | null;
  readonly msdyn_qtyavailable: number | null;
  readonly msdyn_qtyonhand: number | null;
  readonly modifiedon: string;
  readonly msdyn_warehouse: { readonly msdyn_name: string | null } | null;
}

export function fieldService(warehouses: readonly string[]): SourceReader {
  return {
    delta: {
      name: 'productinventory',
      path: 'msdyn_productinventories?$select=msdyn_productinventoryid,_msdyn_product_value,modifiedon',
      id: 'msdyn_productinventoryid',
      product: '_msdyn_product_value',
    },
    newest: {
      method: 'GET',
      path: 'msdyn_productinventories?$select=modifiedon&$orderby=modifiedon desc&$top=1',
    },
    queries: (productIds) => [
      {
        method: 'GET',
        path:
          'msdyn_productinventories?$select=_msdyn_product_value,msdyn_qtyavailable,msdyn_qtyonhand,modifiedon' +
          `&$expand=msdyn_warehouse($select=msdyn_name)&$filter=${pointsAtAny('msdyn_product', productIds)}`,
      },
    ],
    read: async (ports, [answer], lane) => {
      const rows = await allRows<Row>(ports, answer, lane);
      return quantitiesOf(
        rows.map((row) => ({
          productId: row._msdyn_product_value,
          warehouse: row.msdyn_warehouse?.msdyn_name ?? null,
          units: row.msdyn_qtyavailable ?? row.msdyn_qtyonhand,
          asOf: row.modifiedon,
        })),
        warehouses,
        'product inventory',
      );
    },
  };
}
