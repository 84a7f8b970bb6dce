import { orderState } from '../choices.ts';
import { dateTime, lookup, memo, money, pick, text, yesNo } from '../column.ts';
import { table } from '../table.ts';
import { workColumns } from '../work-columns.ts';

/** The marketplace's view of one order and everything that moves; the Sales Order carries identity only (TENANT 3). */
export const order = table({
  name: 'mpb_order',
  set: 'mpb_orders',
  display: 'Marketplace Order',
  plural: 'Marketplace Orders',
  description: 'An order of the marketplace, from its first sight to its settlement.',
  ownership: 'user',
  nameColumn: { display: 'Marketplace order', maxLength: 200 },
  columns: {
    mpb_orderkey: text('Order key', 64, {
      required: true,
      description: 'Lower-case hexadecimal digest of marketplace and order id; the same on the Sales Order.',
    }),
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { required: true, onDelete: 'Restrict' }),
    mpb_salesorderid: lookup('Sales Order', 'salesorder', { onDelete: 'Restrict' }),
    mpb_commercialid: text('Basket', 200),
    mpb_state: pick('State', orderState),
    mpb_statetext: text('State on the marketplace', 100),
    mpb_placedon: dateTime('Placed on'),
    mpb_debitedon: dateTime('Paid on'),
    mpb_shipby: dateTime('Dispatch by'),
    mpb_updatedon: dateTime('Updated on the marketplace'),
    mpb_total: money('Order total', {
      description: 'What the customer pays for what is not cancelled, including VAT and delivery.',
    }),
    mpb_tax: money('VAT in the total', {
      description: 'As stated by the marketplace, else by our rule; empty while neither is known.',
    }),
    mpb_shipping: money('Delivery charge'),
    mpb_commission: money('Expected commission', {
      description: 'Without VAT, less what comes back with refunds: the sum of the expected fees.',
    }),
    mpb_commissiontax: money('Expected VAT on commission'),
    mpb_expectednet: money('Expected net payout', {
      description: 'Total less refunds, expected commission and its VAT.',
    }),
    mpb_refunded: money('Refunded'),
    mpb_milestones: memo('Milestones', 20_000, {
      description:
        'JSON: what happened to the order on the marketplace and when, for the timeline on the form.',
    }),
    mpb_actualnet: money('Net payout', { description: 'Settled; empty until the payout.' }),
    mpb_payoutreference: text('Payout reference', 100),
    mpb_paidouton: dateTime('Paid out on'),
    mpb_hasincident: yesNo('Incident open', false),
    mpb_difference: memo('Difference to decide on', 10_000, {
      description: 'What changed on the marketplace after import and cannot be applied by itself.',
    }),
    mpb_writtenbackon: dateTime('Order number written back on'),
    mpb_observation: memo('Observation', 1_048_576, {
      description: 'The order as last read from the marketplace; decisions are made on it.',
    }),
    mpb_baseline: memo('Baseline', 1_048_576, {
      description: 'The order as the Sales Order reflects it, kept when a later reading differs.',
    }),
    mpb_verifiedon: dateTime('Totals verified on', {
      description: 'When the totals that Dynamics computed were found equal to those of the marketplace.',
    }),
    mpb_rawpageid: lookup('Raw page', 'mpb_rawpage'),
    mpb_bodyhash: text('Body digest', 64),
    ...workColumns(),
  },
  keys: [
    { name: 'mpb_orderkey_key', display: 'Order key', columns: ['mpb_orderkey'] },
    { name: 'mpb_due_key', display: 'Due', columns: ['mpb_dueon', 'mpb_orderkey'] },
  ],
});
