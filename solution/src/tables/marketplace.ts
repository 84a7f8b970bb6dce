import { bufferRule, customerPolicy, demandRule, stockSource } from '../choices.ts';
import { dateTime, decimal, integer, lookup, memo, pick, text, yesNo } from '../column.ts';
import { table } from '../table.ts';

/** One connected Mirakl shop. People write it, the relay only reads it. No secret is ever stored here (TENANT 7). */
export const marketplace = table({
  name: 'mpb_marketplace',
  set: 'mpb_marketplaces',
  display: 'Marketplace',
  plural: 'Marketplaces',
  description: 'A connected marketplace shop: address, company, currency, policies and owner teams.',
  ownership: 'organization',
  changeTracking: true,
  audit: true,
  columns: {
    mpb_miraklhost: text('Mirakl host', 200, {
      required: true,
      description: 'Host name of the Mirakl platform; must equal the host that the relay is allowed to call.',
    }),
    mpb_shopid: text('Shop id', 50, {
      description: 'Needed only where the API key belongs to several shops.',
    }),
    mpb_armedfor: text('Armed for environment', 40, {
      description: 'Organization id of the one environment that may write to this marketplace (TENANT 6).',
    }),
    mpb_transactioncurrencyid: lookup('Currency', 'transactioncurrency', {
      required: true,
      onDelete: 'Restrict',
    }),
    mpb_pricelevelid: lookup('Price list', 'pricelevel', { required: true, onDelete: 'Restrict' }),
    mpb_accountid: lookup('Customer account', 'account', { onDelete: 'Restrict' }),
    mpb_customerpolicy: pick('Customer policy', customerPolicy),
    mpb_shippingproductid: lookup('Shipping product', 'product', {
      onDelete: 'Restrict',
      description: 'The catalogue product that carries delivery charges (TENANT 9).',
    }),
    mpb_orderteamid: lookup('Order owner team', 'team'),
    mpb_financeteamid: lookup('Finance team', 'team'),
    mpb_operationsteamid: lookup('Operations team', 'team'),
    mpb_salesteamid: lookup('Sales team', 'team'),
    mpb_adminteamid: lookup('Administrator team', 'team'),
    mpb_acceptorders: yesNo('Accept orders automatically', false, {
      description: 'Only where the platform asks the seller to accept; B&Q accepts by itself.',
    }),
    mpb_establishedinuk: yesNo('Established in the UK', true, {
      description: 'Decides who accounts for VAT: a UK seller does so itself.',
    }),
    mpb_pollseconds: integer('Order poll interval', {
      min: 60,
      max: 86_400,
      description:
        'Seconds between two readings of the order list; Mirakl allows one a minute, partners one in 15.',
    }),
    mpb_readfrom: dateTime('Read orders from', {
      description: 'Orders updated before this moment are not imported.',
    }),
    mpb_orderdefaults: memo('Order defaults', 10_000, {
      description: 'JSON: Sales Order column -> value, for columns that a customised organisation requires.',
    }),
    mpb_linedefaults: memo('Line defaults', 10_000, {
      description: 'JSON: Sales Order line column -> value.',
    }),
    mpb_stocksource: pick('Stock source', stockSource, {
      description: 'Empty: no stock is published.',
    }),
    mpb_demandrule: pick('Open orders are subtracted', demandRule, {
      description: 'Empty: until they are dispatched.',
    }),
    mpb_settleminutes: integer('Minutes until a dispatch is booked', {
      max: 10_080,
      description:
        'A dispatched (or imported) line is subtracted until the source was written after it, at most this long; 60 unless given.',
    }),
    mpb_warehouses: memo('Warehouses', 2_000, {
      description: 'Names, one a line; empty: all. Not for the quantity on hand of the product.',
    }),
    mpb_bufferrule: pick('Buffer rule', bufferRule, { description: 'Empty: no buffer.' }),
    mpb_buffervalue: decimal('Buffer value', 4, {
      description: 'Units, per cent, days or per cent certainty.',
    }),
    mpb_allocationpercent: integer('Allocation', {
      max: 100,
      description:
        'Per cent of what is available that this marketplace may show; it reserves nothing. 100 unless given.',
    }),
    mpb_stocklimit: integer('Largest quantity shown', { description: 'Empty: no limit.' }),
    mpb_lowstock: integer('Low stock', {
      description: 'Quantities up to this go first; 5 unless given.',
    }),
    mpb_stockeveryminutes: integer('Minutes between stock files', {
      min: 1,
      max: 1_440,
      description: 'Mirakl allows one file a minute; 1 unless given.',
    }),
    mpb_quiethours: text('Quiet hours', 11, {
      description: 'From and to, for the daily census: 01:00-05:00. Empty: 02:00-05:00.',
    }),
    mpb_timezone: text('Time zone of the quiet hours', 60, {
      description: 'Europe/London unless given (IANA name).',
    }),
    mpb_staleafterminutes: integer('Source is stale after', {
      min: 1,
      max: 525_600,
      description: 'Minutes without any change in the source after which nothing is published. Empty: never.',
    }),
    mpb_maxholdminutes: integer('Longest hold', {
      min: 1,
      max: 525_600,
      description:
        'Minutes that an unknown or stale quantity stays published before the floor is; 240 unless given.',
    }),
    mpb_stockfloor: integer('Floor after the longest hold', {
      description: 'The most that stays published of an unknown quantity; 0 unless given.',
    }),
    mpb_retentiondays: integer('Retention days', {
      min: 7,
      max: 3_650,
      description: 'Days that history, sync runs and raw pages are kept.',
    }),
  },
});
