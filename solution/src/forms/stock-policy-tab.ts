import { viewId } from '../views/table-views.ts';
import { fields, section } from './form.ts';
import type { Cell, Tab } from './form.ts';

/** How much of the stock a marketplace may show, and what became of the last files. */
export const stockPolicyTab: Tab = {
  key: 'stock',
  label: 'Stock',
  columns: [
    {
      width: '40%',
      sections: [
        section(
          'source',
          fields(
            'mpb_stocksource',
            'mpb_warehouses',
            'mpb_demandrule',
            'mpb_settleminutes',
            'mpb_staleafterminutes',
          ),
          'Where quantities come from',
        ),
        section(
          'shown',
          fields('mpb_bufferrule', 'mpb_buffervalue', 'mpb_allocationpercent', 'mpb_stocklimit'),
          'How much is shown',
        ),
        section(
          'unknown',
          fields('mpb_maxholdminutes', 'mpb_stockfloor'),
          'When a quantity is not known or stale',
        ),
        section(
          'when',
          fields('mpb_stockeveryminutes', 'mpb_lowstock', 'mpb_quiethours', 'mpb_timezone'),
          'When it is sent',
        ),
      ],
    },
    {
      width: '60%',
      sections: [
        section('files', [
          related('stock-files', 'Stock files', { table: 'mpb_stockfile', rows: 10 }),
          related('censuses', 'Censuses', { table: 'mpb_census', rows: 5 }),
        ]),
      ],
    },
  ],
};

function related(key: string, label: string, { table, rows }: { table: string; rows: number }): Cell {
  return {
    kind: 'subGrid',
    key,
    label,
    table,
    relationship: `${table}_mpb_marketplaceid`,
    viewId: viewId(table, 'latest'),
    rows,
    control: null,
  };
}
