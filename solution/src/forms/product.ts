import { field, fields, halves, section, shown, whole } from './form.ts';
import type { Form } from './form.ts';
import { rowsOf } from './rows-of.ts';
import { stockBadge } from './stock-badge.ts';

/** A main form of our own on the product, beside the shipped one: what the product shows on the marketplace (TENANT 18). */
export const productForm: Form = {
  key: 'product-with-marketplace',
  table: 'product',
  name: 'Product with Marketplace',
  description: 'The product with its listings: what is published of it, and why.',
  header: ['productnumber', 'quantityonhand', 'statecode'],
  tabs: [
    {
      key: 'summary',
      label: 'Summary',
      columns: halves(
        [
          section(
            'product',
            fields('name', 'productnumber', 'description', 'mpb_taxcategory'),
            'Product information',
          ),
          section(
            'stock',
            [
              ...fields('defaultuomscheduleid', 'defaultuomid', 'quantitydecimal', 'pricelevelid'),
              field('quantityonhand'),
              ...shown('statecode', 'modifiedon'),
            ],
            'Units and stock',
          ),
        ],
        [section('badge', [stockBadge('productnumber')], 'On the marketplace')],
      ),
    },
    {
      key: 'listings',
      label: 'Listings',
      columns: whole(
        section('listings', [
          rowsOf('mpb_listing', 'mpb_productid', {
            key: 'listings',
            label: 'Listings of this product',
            view: 'active',
            rows: 10,
          }),
        ]),
      ),
    },
  ],
};
