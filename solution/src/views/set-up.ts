/** Views of what people maintain. */
import { viewsOf } from './table-views.ts';
import { active, ascending, inactive } from './view.ts';
import type { View } from './view.ts';

export const setUpViews: readonly View[] = [
  ...viewsOf({
    table: 'mpb_marketplace',
    plural: 'Marketplaces',
    columns: [
      ['mpb_name', 220],
      ['mpb_miraklhost', 240],
      ['mpb_accountid', 180],
      ['mpb_pricelevelid', 160],
      ['mpb_pollseconds', 120],
    ],
    lists: [
      { key: 'active', name: 'Active Marketplaces', conditions: [active] },
      { key: 'inactive', name: 'Inactive Marketplaces', conditions: [inactive] },
    ],
  }),
  ...viewsOf({
    table: 'mpb_skumapping',
    plural: 'Marketplace SKU Mappings',
    columns: [
      ['mpb_sku', 200],
      ['mpb_productid', 240],
      ['mpb_uomid', 120],
      ['mpb_marketplaceid', 160],
      ['modifiedby', 150],
      ['modifiedon', 140],
    ],
    order: [ascending('mpb_sku')],
    find: ['mpb_sku'],
    lists: [
      { key: 'active', name: 'Active SKU Mappings', conditions: [active] },
      { key: 'inactive', name: 'Inactive SKU Mappings', conditions: [inactive] },
    ],
  }),
  ...viewsOf({
    table: 'mpb_taxrule',
    plural: 'Marketplace Tax Rules',
    columns: [
      ['mpb_taxcategory', 180],
      ['mpb_territory', 100],
      ['mpb_treatment', 140],
      ['mpb_rate', 90],
      ['mpb_validfrom', 120],
      ['mpb_validto', 120],
      ['mpb_taxcode', 100],
    ],
    order: [ascending('mpb_taxcategory'), ascending('mpb_validfrom')],
    find: ['mpb_taxcategory'],
    lists: [
      { key: 'active', name: 'Active Tax Rules', conditions: [active] },
      { key: 'inactive', name: 'Inactive Tax Rules', conditions: [inactive] },
    ],
  }),
];
