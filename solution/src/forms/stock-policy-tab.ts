import { fields, section } from './form.ts';
import type { Tab } from './form.ts';
import { rowsOf } from './rows-of.ts';

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
          rowsOf('mpb_stockfile', 'mpb_marketplaceid', {
            key: 'stock-files',
            label: 'Stock files',
            view: 'latest',
            rows: 10,
          }),
          rowsOf('mpb_census', 'mpb_marketplaceid', {
            key: 'censuses',
            label: 'Censuses',
            view: 'latest',
            rows: 5,
          }),
        ]),
      ],
    },
  ],
};
