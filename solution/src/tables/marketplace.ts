import { customerPolicy } from '../choices.ts';
import { dateTime, integer, lookup, memo, pick, text, yesNo } from '../column.ts';
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
    mpb_retentiondays: integer('Retention days', {
      min: 7,
      max: 3_650,
      description: 'Days that history, sync runs and raw pages are kept.',
    }),
  },
});
