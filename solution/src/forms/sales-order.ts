import { field, fields, halves, section, shown, whole } from './form.ts';
import type { Form, FormChange } from './form.ts';
import { marketplaceTab } from './marketplace-tab.ts';

/**
 * The view of order products on the shipped Order form (crmp2c-SalesOrder extract: named there and not defined there, so
 * that Sales has it; the other view named beside it is that solution's own).
 */
const shippedProductsView = '9ac6a187-5fb8-445c-914a-3b4a33c0017e';

/** The shipped main form "Order" (solution.md 3.5). */
const shippedOrderForm = 'd598792c-3ff0-43f3-b3e3-bbd70b99e1a5';

/**
 * A main form of our own on the Sales Order, so that the core solution is a working product wherever Sales is, whatever
 * became of the shipped form there (TENANT 18).
 */
export const salesOrderForm: Form = {
  key: 'order-with-marketplace',
  table: 'salesorder',
  name: 'Order with Marketplace',
  description: 'The order with its marketplace life: status, fees, exceptions.',
  header: ['totalamount', 'statuscode', 'ownerid'],
  tabs: [
    {
      key: 'summary',
      label: 'Summary',
      columns: [
        ...halves(
          [
            section(
              'order',
              [
                ...shown('ordernumber'),
                ...fields('name', 'customerid', 'transactioncurrencyid', 'pricelevelid'),
                ...shown('ispricelocked', 'statuscode', 'mpb_marketplaceid', 'mpb_marketplaceorderid'),
              ],
              'Order information',
            ),
            section(
              'dates',
              [field('requestdeliveryby'), ...shown('datefulfilled'), field('shippingmethodcode')],
              'Shipping',
            ),
          ],
          [
            section('addresses', fields('billto_composite', 'shipto_composite'), 'Addresses'),
            section(
              'totals',
              shown(
                'totallineitemamount',
                'discountamount',
                'totalamountlessfreight',
                'freightamount',
                'totaltax',
                'totalamount',
              ),
              'Totals',
            ),
          ],
        ),
      ],
    },
    {
      key: 'products',
      label: 'Products',
      columns: whole(
        section('products', [
          {
            kind: 'subGrid',
            key: 'products',
            label: 'Products',
            table: 'salesorderdetail',
            relationship: 'order_details',
            viewId: shippedProductsView,
            rows: 10,
            control: null,
          },
        ]),
        section('description', [field('description')], 'Description'),
      ),
    },
    marketplaceTab,
  ],
};

/** The same tab on the shipped form, for those who want to keep it; goes out in an add-on of its own. */
export const shippedOrderFormChange: FormChange = {
  key: 'shipped-order',
  table: 'salesorder',
  formId: shippedOrderForm,
  name: 'Order',
  tabs: [marketplaceTab],
};
