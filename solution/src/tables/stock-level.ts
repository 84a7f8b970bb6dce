import { dateTime, decimal, lookup, text } from '../column.ts';
import { table } from '../table.ts';

/** What an ERP, a warehouse system or dual-write says is in stock. Others fill it, the relay only reads it. */
export const stocklevel = table({
  name: 'mpb_stocklevel',
  set: 'mpb_stocklevels',
  display: 'Marketplace Stock Level',
  plural: 'Marketplace Stock Levels',
  description: 'Quantity of a product in a warehouse, as another system says.',
  ownership: 'organization',
  changeTracking: true,
  columns: {
    mpb_productid: lookup('Product', 'product', { required: true, onDelete: 'Cascade' }),
    mpb_warehouse: text('Warehouse', 100, { required: true }),
    mpb_quantity: decimal('Quantity', 5, { min: -1_000_000_000 }),
    mpb_asof: dateTime('As of', {
      description: 'When the quantity was true in that system; when it was written here unless given.',
    }),
  },
  keys: [
    {
      name: 'mpb_stocklevel_key',
      display: 'Product and warehouse',
      columns: ['mpb_productid', 'mpb_warehouse'],
    },
  ],
});
