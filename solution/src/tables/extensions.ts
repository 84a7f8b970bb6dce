/** The few columns that we add to tables of the product: identity on the order, the tax category on the product. */
import { lookup, text } from '../column.ts';
import { extension } from '../table.ts';

export const salesorder = extension({
  extends: 'salesorder',
  set: 'salesorders',
  schemaName: 'SalesOrder',
  display: 'Order',
  ownerSolution: 'msdynce_Sales (9.0.4.0076)',
  columns: {
    mpb_orderkey: text('Marketplace order key', 64, {
      description: 'The same digest as on the marketplace order; the controls on the form find it by this.',
    }),
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { onDelete: 'Restrict' }),
    mpb_marketplaceorderid: text('Marketplace order', 200),
  },
  keys: [{ name: 'mpb_salesorderkey_key', display: 'Marketplace order key', columns: ['mpb_orderkey'] }],
});

export const product = extension({
  extends: 'product',
  set: 'products',
  schemaName: 'Product',
  display: 'Product',
  ownerSolution: 'msdynce_ProductManagement (9.0.4.0066)',
  columns: {
    mpb_taxcategory: text('Marketplace tax category', 50, {
      audit: true,
      description: 'Which tax rules apply; no category, no order.',
    }),
  },
  keys: [],
});
