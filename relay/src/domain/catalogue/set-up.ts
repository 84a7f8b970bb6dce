import { dismiss, retry } from './entry.ts';
import type { CatalogueEntry } from './entry.ts';

const setUpMarketplace = (text: string) => ({ kind: 'set-up', text }) as const;

/** Nothing can be imported until the connection or the organisation is set up differently. */
export const setUp = {
  'not-armed': {
    title: 'The marketplace is not armed for this environment',
    responsible: 'admin',
    severity: 'blocking',
    actWithinHours: 4,
    fixes: [setUpMarketplace('Open the marketplace and arm it for this environment.'), retry],
    explanation:
      'A marketplace is armed for exactly one Dynamics environment, so that a copy of production cannot act on real ' +
      'orders. This environment is another one, or the marketplace was never armed.',
  },
  'wrong-organisation-settings': {
    title: 'The organisation settings do not fit',
    responsible: 'admin',
    severity: 'blocking',
    actWithinHours: 4,
    fixes: [
      setUpMarketplace('Change the setting that is named here, or have the relay use another user.'),
      retry,
    ],
    explanation:
      'Exact totals need certain settings of Dynamics Sales (system pricing, currency precision, price list currency). ' +
      'While one of them does not fit, no order is imported, because its totals could not be trusted.',
  },
  'foreign-currency': {
    title: 'The order is in another currency',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [
      setUpMarketplace('Correct the currency and price list of the marketplace if they are wrong.'),
      retry,
    ],
    explanation:
      'One marketplace has one currency and one price list. An order in another currency is never converted.',
  },
  'no-shipping-product': {
    title: 'No product carries delivery charges',
    responsible: 'admin',
    severity: 'blocking',
    actWithinHours: 4,
    fixes: [setUpMarketplace('Choose the shipping product, with its unit, on the marketplace.'), retry],
    explanation:
      'Delivery becomes a Sales Order line of its own with its own VAT, and that line needs a catalogue product.',
  },
  'price-precision-too-coarse': {
    title: 'Unit prices are kept with too few decimals',
    responsible: 'admin',
    severity: 'blocking',
    actWithinHours: 4,
    fixes: [
      setUpMarketplace('Raise the pricing precision to that of the currency, or discount by line item.'),
      retry,
    ],
    explanation:
      'With discounts per unit, a line is split in two so that its total is exact. That is impossible where prices ' +
      'have fewer decimals than the amount.',
  },
  'operator-collects-vat': {
    title: 'Who accounts for the VAT is not clear',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [setUpMarketplace('Check where the marketplace says the seller is established.'), retry],
    explanation:
      'Where the marketplace pays the VAT itself (deemed supplier), the sale is a zero-rated supply to it. That does ' +
      'not fit a seller established in the UK, and its absence does not fit one who is not.',
  },
  'message-not-understood': {
    title: 'A message from Dynamics was not understood',
    responsible: 'admin',
    severity: 'advisory',
    actWithinHours: null,
    fixes: [
      setUpMarketplace(
        'Import the newest version of the events solution, and let nothing else send to the queue.',
      ),
      dismiss,
    ],
    explanation:
      'Something that is no event of this solution stands in the queue or came to the webhook. Nothing is lost: what ' +
      'people asked for is found by the sweep. The message itself is in the dead-letter queue. Messages with the same ' +
      'reason are counted in one note; dismissed, it comes back with the next one.',
  },
} as const satisfies Record<string, CatalogueEntry>;
