import { dateTime, integer, lookup, memo, text } from '../column.ts';
import { table } from '../table.ts';

/** A comparison of everything that is published with what ought to be, and what was found. */
export const census = table({
  name: 'mpb_census',
  set: 'mpb_censuses',
  display: 'Marketplace Census',
  plural: 'Marketplace Censuses',
  description: 'What both sides said of the stock at one moment, and each difference with its class.',
  ownership: 'organization',
  columns: {
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { required: true, onDelete: 'Cascade' }),
    mpb_scope: text('Scope', 60, { description: 'Everything, or what changed since the last one.' }),
    mpb_startedon: dateTime('Started on'),
    mpb_exportedon: dateTime('Exported on', { description: 'When the marketplace took its own numbers.' }),
    mpb_finishedon: dateTime('Finished on'),
    mpb_offers: integer('Offers on the marketplace'),
    mpb_listings: integer('Listings in Dynamics'),
    mpb_agreed: integer('Agreed'),
    mpb_moving: integer('Moving', {
      description: 'Sold or sent while the numbers were taken; sent again, and judged by the next census.',
    }),
    mpb_neversent: integer('Never sent'),
    mpb_refused: integer('Refused by the marketplace'),
    mpb_changedthere: integer('Changed there by somebody'),
    mpb_unknownsku: integer('Unknown SKU'),
    mpb_missing: integer('Gone from the marketplace'),
    mpb_differences: memo('Differences', 1_048_576, {
      description: 'JSON: SKU, class, what Dynamics, the last confirmation and the marketplace say.',
    }),
  },
});
