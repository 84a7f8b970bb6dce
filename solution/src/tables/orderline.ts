import { dateTime, decimal, integer, lookup, money, text } from '../column.ts';
import { table } from '../table.ts';

export const orderline = table({
  name: 'mpb_orderline',
  set: 'mpb_orderlines',
  display: 'Marketplace Order Line',
  plural: 'Marketplace Order Lines',
  description: 'One line of a marketplace order with everything that moves on it.',
  ownership: 'user',
  // The stock flow follows what is sold by it.
  changeTracking: true,
  nameColumn: { display: 'Line', maxLength: 300 },
  columns: {
    mpb_orderid: lookup('Marketplace order', 'mpb_order', { required: true, onDelete: 'Cascade' }),
    mpb_lineid: text('Line id', 200, {
      required: true,
      description: "The marketplace's own id of the line.",
    }),
    mpb_lineindex: integer('Position'),
    mpb_sku: text('SKU', 200),
    mpb_title: text('Title', 500),
    mpb_statetext: text('State on the marketplace', 100),
    mpb_productid: lookup('Product', 'product'),
    mpb_salesorderdetailid: lookup('Sales Order line', 'salesorderdetail', { onDelete: 'Restrict' }),
    mpb_quantity: integer('Quantity'),
    mpb_cancelledquantity: integer('Cancelled quantity'),
    mpb_openquantity: integer('Quantity to dispatch', {
      description: 'Neither cancelled nor dispatched: what the stock flow subtracts.',
    }),
    mpb_shippedon: dateTime('Dispatched on', {
      description: 'When nothing of the line was left to dispatch.',
    }),
    mpb_importedon: dateTime('Imported on', { description: 'When the line became part of a Sales Order.' }),
    mpb_unitprice: money('Unit price'),
    mpb_price: money('Goods'),
    mpb_tax: money('VAT on goods'),
    mpb_shipping: money('Delivery'),
    mpb_shippingtax: money('VAT on delivery'),
    mpb_taxrate: decimal('VAT rate', 4, { max: 100, description: 'Per cent.' }),
    mpb_refunded: money('Refunded'),
  },
});
