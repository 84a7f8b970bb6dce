import { lookup, text } from '../column.ts';
import { table } from '../table.ts';

export const skumapping = table({
  name: 'mpb_skumapping',
  set: 'mpb_skumappings',
  display: 'Marketplace SKU Mapping',
  plural: 'Marketplace SKU Mappings',
  description:
    'Which product a marketplace SKU stands for, where it is not the one with this number. It counts before the number.',
  ownership: 'organization',
  changeTracking: true,
  audit: true,
  columns: {
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { required: true, onDelete: 'Cascade' }),
    mpb_sku: text('SKU', 200, { required: true, audit: true }),
    mpb_productid: lookup('Product', 'product', { required: true, audit: true }),
    mpb_uomid: lookup('Unit', 'uom', { audit: true, description: "Empty: the product's default unit." }),
  },
  keys: [{ name: 'mpb_sku_key', display: 'Marketplace and SKU', columns: ['mpb_marketplaceid', 'mpb_sku'] }],
});
