/** The table of ours that an ERP, a warehouse system or dual-write fills. */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import { pointsAtAny } from '../../filters.ts';
import { allRows } from '../../all-rows.ts';
import type { SourceReader } from './source.ts';
import { quantitiesOf } from './warehouse-rows.ts';

type Row = Pick<
  ReadRow<typeof t.stocklevel>,
  '_mpb_productid_value' | 'mpb_warehouse' | 'mpb_quantity' | 'mpb_asof' | 'modifiedon'
>;

export function stockLevels(warehouses: readonly string[]): SourceReader {
  return {
    delta: {
      name: 'stocklevel',
      path: 'mpb_stocklevels?$select=mpb_stocklevelid,_mpb_productid_value,modifiedon',
      id: 'mpb_stocklevelid',
      product: '_mpb_productid_value',
    },
    newest: { method: 'GET', path: 'mpb_stocklevels?$select=modifiedon&$orderby=modifiedon desc&$top=1' },
    queries: (productIds) => [
      {
        method: 'GET',
        path:
          'mpb_stocklevels?$select=_mpb_productid_value,mpb_warehouse,mpb_quantity,mpb_asof,modifiedon' +
          `&$filter=statecode eq 0 and ${pointsAtAny('mpb_productid', productIds)}`,
      },
    ],
    read: async (ports, [answer], lane) => {
      const rows = await allRows<Row>(ports, answer, lane);
      return quantitiesOf(
        rows.map((row) => ({
          productId: row._mpb_productid_value,
          warehouse: row.mpb_warehouse,
          units: row.mpb_quantity,
          asOf: row.mpb_asof ?? row.modifiedon,
        })),
        warehouses,
        'stock level',
      );
    },
  };
}
