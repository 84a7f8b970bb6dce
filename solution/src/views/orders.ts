/** Views of orders and what belongs to them. */
import { place } from '../choices.ts';
import { viewsOf } from './table-views.ts';
import { ascending, descending, is, isNot } from './view.ts';
import type { View } from './view.ts';

export const orderViews: readonly View[] = [
  ...viewsOf({
    table: 'mpb_order',
    plural: 'Marketplace Orders',
    columns: [
      ['mpb_name', 180],
      ['mpb_state', 150],
      ['mpb_place', 110],
      ['mpb_shipby', 140],
      ['mpb_total', 110],
      ['mpb_placedon', 140],
      ['mpb_reason', 260],
      ['mpb_salesorderid', 160],
      ['mpb_marketplaceid', 140],
    ],
    order: [descending('mpb_placedon')],
    find: ['mpb_commercialid'],
    lists: [
      {
        key: 'open',
        name: 'Open Marketplace Orders',
        conditions: [isNot('mpb_place', place.values.done)],
        order: [ascending('mpb_shipby')],
      },
      {
        key: 'exception',
        name: 'Marketplace Orders with an Exception',
        conditions: [is('mpb_place', place.values.exception)],
        order: [ascending('mpb_shipby')],
      },
      {
        key: 'waiting',
        name: 'Waiting Marketplace Orders',
        conditions: [is('mpb_place', place.values.waiting)],
        order: [ascending('mpb_dueon')],
      },
      { key: 'all', name: 'All Marketplace Orders', conditions: [] },
    ],
  }),
  ...viewsOf({
    table: 'mpb_orderline',
    plural: 'Marketplace Order Lines',
    columns: [
      ['mpb_name', 240],
      ['mpb_sku', 140],
      ['mpb_productid', 180],
      ['mpb_quantity', 80],
      ['mpb_cancelledquantity', 80],
      ['mpb_price', 110],
      ['mpb_tax', 100],
      ['mpb_statetext', 130],
      ['mpb_orderid', 160],
    ],
    order: [ascending('mpb_lineindex')],
    find: ['mpb_sku'],
    lists: [{ key: 'all', name: 'All Marketplace Order Lines', conditions: [] }],
  }),
  ...viewsOf({
    table: 'mpb_fee',
    plural: 'Marketplace Fees',
    columns: [
      ['mpb_name', 200],
      ['mpb_type', 160],
      ['mpb_basis', 100],
      ['mpb_amount', 110],
      ['mpb_tax', 100],
      ['mpb_rate', 90],
      ['mpb_orderlineid', 220],
    ],
    lists: [{ key: 'all', name: 'All Marketplace Fees', conditions: [] }],
  }),
];
