/** Views of history and of the rows by which copies of the relay share work. */
import { viewsOf } from './table-views.ts';
import { descending } from './view.ts';
import type { View } from './view.ts';

export const machineryViews: readonly View[] = [
  ...viewsOf({
    table: 'mpb_event',
    plural: 'Marketplace Events',
    columns: [
      ['mpb_name', 380],
      ['mpb_kind', 140],
      ['mpb_occurredon', 140],
      ['mpb_seq', 80],
      ['mpb_orderid', 160],
    ],
    order: [descending('mpb_occurredon'), descending('mpb_seq')],
    lists: [{ key: 'latest', name: 'Latest Marketplace Events', conditions: [] }],
  }),
  ...viewsOf({
    table: 'mpb_syncrun',
    plural: 'Marketplace Sync Runs',
    columns: [
      ['mpb_name', 220],
      ['mpb_flow', 120],
      ['mpb_hour', 140],
      ['mpb_seen', 80],
      ['mpb_done', 80],
      ['mpb_waiting', 80],
      ['mpb_exceptions', 90],
      ['mpb_marketplaceid', 140],
    ],
    order: [descending('mpb_hour')],
    lists: [{ key: 'latest', name: 'Latest Sync Runs', conditions: [] }],
  }),
  ...viewsOf({
    table: 'mpb_checkpoint',
    plural: 'Marketplace Checkpoints',
    columns: [
      ['mpb_name', 220],
      ['mpb_flow', 120],
      ['mpb_holder', 180],
      ['mpb_expireson', 140],
      ['mpb_watermark', 180],
      ['mpb_marketplaceid', 140],
    ],
    lists: [{ key: 'all', name: 'All Checkpoints', conditions: [] }],
  }),
  ...viewsOf({
    table: 'mpb_slot',
    plural: 'Marketplace Slots',
    columns: [
      ['mpb_name', 220],
      ['mpb_operation', 140],
      ['mpb_nextcallon', 140],
      ['mpb_marketplaceid', 140],
    ],
    lists: [{ key: 'all', name: 'All Slots', conditions: [] }],
  }),
  ...viewsOf({
    table: 'mpb_rawpage',
    plural: 'Marketplace Raw Pages',
    columns: [
      ['mpb_name', 260],
      ['mpb_operation', 140],
      ['mpb_receivedon', 140],
      ['mpb_marketplaceid', 140],
    ],
    order: [descending('mpb_receivedon')],
    lists: [{ key: 'latest', name: 'Latest Raw Pages', conditions: [] }],
  }),
];
