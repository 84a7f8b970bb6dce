import { bufferRule } from '../choices.ts';
import { dateTime, decimal, integer, lookup, pick, text, yesNo } from '../column.ts';
import { table } from '../table.ts';
import { workColumns } from '../work-columns.ts';

/**
 * An offer of the marketplace and the product behind it: what people override, what was published, and what the
 * marketplace answered. Written only when one of those changes (TENANT 13).
 */
export const listing = table({
  name: 'mpb_listing',
  set: 'mpb_listings',
  display: 'Marketplace Listing',
  plural: 'Marketplace Listings',
  description: 'An offer on the marketplace, its product, and the stock that is published for it.',
  ownership: 'user',
  changeTracking: true,
  nameColumn: { display: 'Listing', maxLength: 300 },
  columns: {
    mpb_listingkey: text('Listing key', 64, {
      required: true,
      description: 'Lower-case hexadecimal digest of marketplace and SKU.',
    }),
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { required: true, onDelete: 'Restrict' }),
    mpb_sku: text('SKU', 200, { required: true }),
    mpb_offerid: text('Offer id', 60),
    mpb_title: text('Title', 500),
    mpb_productid: lookup('Product', 'product'),
    mpb_unitsperoffer: integer('Units in one offer', {
      min: 1,
      max: 1_000_000,
      description: 'Units of the product that one sold offer takes from stock; 1 unless given.',
    }),
    mpb_bufferrule: pick('Own buffer rule', bufferRule, { description: 'Empty: as on the marketplace.' }),
    mpb_buffervalue: decimal('Own buffer value', 4),
    mpb_allocationpercent: integer('Own allocation', { max: 100 }),
    mpb_stocklimit: integer('Own largest quantity'),
    mpb_stopselling: yesNo('Stop selling', false, { description: 'Publishes 0 until it is taken back.' }),
    mpb_target: integer('Target', { description: 'What ought to be published, as last decided.' }),
    mpb_published: integer('Published', { description: 'What the marketplace last confirmed.' }),
    mpb_publishedon: dateTime('Published on'),
    mpb_available: decimal('Available', 5, {
      min: -1_000_000_000,
      description: 'In the source, less open marketplace orders, as last decided; in units of the product.',
    }),
    mpb_why: text('Why', 1_000, { description: 'How the target came about, in plain English.' }),
    mpb_answer: text('Answer of the marketplace', 400),
    mpb_answeredon: dateTime('Answered on'),
    mpb_stockfileid: lookup('Stock file', 'mpb_stockfile'),
    mpb_unknownsince: dateTime('Quantity unknown since'),
    mpb_velocity: decimal('Sales a day', 6, {
      description:
        'Units of the product that leave stock, recent days counting more; not yet divided by their weight.',
    }),
    mpb_velocityon: dateTime('Sales counted on'),
    mpb_velocitysince: dateTime('Sales counted since'),
    ...workColumns(),
  },
  keys: [
    { name: 'mpb_listing_key', display: 'Listing key', columns: ['mpb_listingkey'] },
    { name: 'mpb_listingdue_key', display: 'Due', columns: ['mpb_dueon', 'mpb_listingkey'] },
  ],
});
