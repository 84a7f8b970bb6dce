import { halves, section, shown, whole } from './form.ts';
import type { Form } from './form.ts';
import { marketplaceTab } from './marketplace-tab.ts';
import { rowsOf } from './rows-of.ts';

/** The order before, and beside, its Sales Order: this is where somebody maps an unknown SKU. */
export const orderForm: Form = {
  key: 'main',
  table: 'mpb_order',
  name: 'Marketplace Order',
  description: 'Life, exceptions and fees of an order; all of it is written by the relay.',
  header: ['mpb_state', 'mpb_place', 'mpb_shipby', 'mpb_total'],
  tabs: [
    marketplaceTab,
    {
      key: 'order',
      label: 'Order',
      columns: halves(
        [
          section(
            'order',
            shown(
              'mpb_name',
              'mpb_marketplaceid',
              'mpb_salesorderid',
              'mpb_commercialid',
              'mpb_statetext',
              'mpb_reason',
              'mpb_dueon',
              'ownerid',
            ),
            'Order',
          ),
          section(
            'dates',
            shown('mpb_placedon', 'mpb_debitedon', 'mpb_shipby', 'mpb_updatedon', 'mpb_verifiedon'),
            'Dates',
          ),
        ],
        [
          section(
            'money',
            shown(
              'transactioncurrencyid',
              'mpb_total',
              'mpb_tax',
              'mpb_shipping',
              'mpb_refunded',
              'mpb_commission',
              'mpb_commissiontax',
              'mpb_expectednet',
              'mpb_actualnet',
              'mpb_payoutreference',
              'mpb_paidouton',
            ),
            'Money',
          ),
        ],
      ),
    },
    {
      key: 'lines',
      label: 'Lines',
      columns: whole(
        section('lines', [
          rowsOf('mpb_orderline', 'mpb_orderid', { key: 'lines', label: 'Lines', view: 'all', rows: 10 }),
        ]),
      ),
    },
    {
      key: 'history',
      label: 'History',
      columns: whole(
        section('history', [
          rowsOf('mpb_event', 'mpb_orderid', {
            key: 'events',
            label: 'What the relay did',
            view: 'latest',
            rows: 10,
          }),
          rowsOf('mpb_action', 'mpb_orderid', {
            key: 'actions',
            label: 'What people asked for',
            view: 'all',
            rows: 10,
          }),
        ]),
      ),
    },
  ],
};
