/** Views of listings, of what other systems say is in stock, and of the files and censuses that tell how it was published. */
import { place, stockFileState } from '../choices.ts';
import { viewsOf } from './table-views.ts';
import { active, ascending, descending, inactive, is, isAbove, isEmpty } from './view.ts';
import type { View } from './view.ts';

export const stockViews: readonly View[] = [
  ...viewsOf({
    table: 'mpb_listing',
    plural: 'Marketplace Listings',
    columns: [
      ['mpb_name', 240],
      ['mpb_productid', 200],
      ['mpb_published', 90],
      ['mpb_target', 80],
      ['mpb_available', 90],
      ['mpb_place', 100],
      ['mpb_publishedon', 140],
      ['mpb_answer', 220],
      ['mpb_why', 300],
      ['mpb_marketplaceid', 140],
    ],
    find: ['mpb_sku', 'mpb_title', 'mpb_offerid'],
    lists: [
      { key: 'active', name: 'Active Listings', conditions: [active] },
      {
        key: 'attention',
        name: 'Listings that Need Attention',
        conditions: [active, is('mpb_place', place.values.exception)],
      },
      {
        key: 'waiting',
        name: 'Listings not up to Date',
        conditions: [active, is('mpb_place', place.values.waiting)],
        order: [ascending('mpb_dueon')],
      },
      { key: 'zero', name: 'Listings at Zero', conditions: [active, is('mpb_published', 0)] },
      {
        key: 'never',
        name: 'Listings never Published',
        conditions: [active, isEmpty('mpb_published')],
      },
      { key: 'stopped', name: 'Listings that Stop Selling', conditions: [active, is('mpb_stopselling', 1)] },
      {
        key: 'latest',
        name: 'Listings Published Last',
        conditions: [active],
        order: [descending('mpb_publishedon')],
      },
      { key: 'inactive', name: 'Listings Gone from the Marketplace', conditions: [inactive] },
    ],
  }),
  ...viewsOf({
    table: 'mpb_stocklevel',
    plural: 'Marketplace Stock Levels',
    columns: [
      ['mpb_productid', 240],
      ['mpb_warehouse', 140],
      ['mpb_quantity', 100],
      ['mpb_asof', 140],
      ['modifiedby', 150],
      ['modifiedon', 140],
    ],
    order: [ascending('mpb_warehouse')],
    find: ['mpb_warehouse'],
    lists: [
      { key: 'active', name: 'Active Stock Levels', conditions: [active] },
      {
        key: 'latest',
        name: 'Stock Levels Written Last',
        conditions: [],
        order: [descending('modifiedon')],
      },
      { key: 'inactive', name: 'Inactive Stock Levels', conditions: [inactive] },
    ],
  }),
  ...viewsOf({
    table: 'mpb_stockfile',
    plural: 'Marketplace Stock Files',
    columns: [
      ['mpb_name', 240],
      ['mpb_state', 180],
      ['mpb_senton', 140],
      ['mpb_answeredon', 140],
      ['mpb_linecount', 80],
      ['mpb_refusedcount', 100],
      ['mpb_medianwait', 100],
      ['mpb_longestwait', 100],
      ['mpb_trouble', 240],
      ['mpb_marketplaceid', 140],
    ],
    order: [descending('mpb_senton')],
    find: ['mpb_importid'],
    lists: [
      { key: 'latest', name: 'Latest Stock Files', conditions: [] },
      {
        key: 'lines-refused',
        name: 'Stock Files with Refused Lines',
        conditions: [isAbove('mpb_refusedcount', 0)],
      },
      {
        key: 'refused',
        name: 'Stock Files Refused as a Whole',
        conditions: [is('mpb_state', stockFileState.values.refused)],
      },
      {
        key: 'unknown',
        name: 'Stock Files of Unknown Outcome',
        conditions: [is('mpb_state', stockFileState.values.unknown)],
      },
    ],
  }),
  ...viewsOf({
    table: 'mpb_census',
    plural: 'Marketplace Censuses',
    columns: [
      ['mpb_name', 240],
      ['mpb_scope', 120],
      ['mpb_exportedon', 140],
      ['mpb_offers', 90],
      ['mpb_agreed', 90],
      ['mpb_moving', 80],
      ['mpb_neversent', 90],
      ['mpb_refused', 90],
      ['mpb_changedthere', 100],
      ['mpb_unknownsku', 100],
      ['mpb_missing', 90],
      ['mpb_marketplaceid', 140],
    ],
    order: [descending('mpb_startedon')],
    lists: [
      { key: 'latest', name: 'Latest Censuses', conditions: [] },
      {
        key: 'changed-there',
        name: 'Censuses with Quantities Changed There',
        conditions: [isAbove('mpb_changedthere', 0)],
      },
    ],
  }),
];
