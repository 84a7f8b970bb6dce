import { dismiss, retry } from './entry.ts';
import type { CatalogueEntry } from './entry.ts';

const mapSku = {
  kind: 'map-sku',
  text: 'Add a SKU mapping to the right product; every order with this SKU is then imported.',
} as const;
const setUpProduct = (text: string) => ({ kind: 'set-up', text }) as const;

/** What an order says, or the products that it names, cannot become a Sales Order. */
export const orderContent = {
  'unreadable-order': {
    title: 'The order cannot be read',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [retry],
    explanation:
      'The marketplace sent an order without a value that is needed, or with one that is impossible. It is kept as it ' +
      'came and read again whenever the marketplace changes it.',
  },
  'totals-do-not-add-up': {
    title: 'The amounts of the order do not add up',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [retry],
    explanation:
      'Line prices, delivery and totals as stated by the marketplace contradict each other. Nothing is plugged: ask ' +
      'the marketplace which amount is right.',
  },
  'fees-in-total': {
    title: 'The order total contains marketplace fees',
    responsible: 'finance',
    severity: 'advisory',
    actWithinHours: null,
    fixes: [dismiss],
    explanation:
      'Fees that the marketplace adds to the total (a card fee, a deposit) are not sales of ours. The Sales Order has ' +
      'goods and delivery only, and differs from the marketplace total by exactly these fees.',
  },
  'no-payment-date': {
    title: 'The marketplace states no payment date',
    responsible: 'finance',
    severity: 'advisory',
    actWithinHours: null,
    fixes: [dismiss],
    explanation:
      'The order is cleared, but nothing says when the customer was debited. The tax point was taken from the dispatch ' +
      'or from the day of the order.',
  },
  'unknown-state': {
    title: 'The order is in a state that we do not know',
    responsible: 'admin',
    severity: 'advisory',
    actWithinHours: 24,
    fixes: [retry],
    explanation: 'The marketplace has introduced a new state. The order waits until it is in a known one.',
  },
  'acceptance-refused': {
    title: 'The marketplace refused our acceptance',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 4,
    fixes: [retry],
    explanation:
      'Accept or refuse the order on the marketplace by hand before it expires; its words are quoted.',
  },
  'address-missing': {
    title: 'The address has not arrived',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 48,
    fixes: [retry],
    explanation:
      'Addresses may arrive after payment. A day later there is still none; ask the marketplace for it. The order is ' +
      'imported as soon as it is there.',
  },
  'address-truncated': {
    title: 'A part of the address was too long',
    responsible: 'operations',
    severity: 'advisory',
    actWithinHours: 24,
    fixes: [dismiss],
    explanation: 'Dynamics limits the length of address fields. The full text is in the evidence.',
  },
  'no-sku': {
    title: 'A line has no SKU',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [retry],
    explanation: 'Products are found by SKU only, never by name. The offer on the marketplace needs a SKU.',
  },
  'unknown-sku': {
    title: 'No product for the SKU',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [mapSku, retry],
    explanation:
      'The SKU is neither in the SKU mappings nor a product number in Dynamics. A product is never invented.',
  },
  'product-inactive': {
    title: 'The product cannot be sold',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [setUpProduct('Activate the product in Dynamics.'), mapSku, retry],
    explanation:
      'The product is retired, a draft or under revision. Dynamics sells active products only. A SKU mapping counts ' +
      'before the product number, so that the SKU of a retired product can be sold as another.',
  },
  'product-without-unit': {
    title: 'The product has no unit',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [setUpProduct('Give the product a default unit, or name one in the SKU mapping.'), retry],
    explanation: 'A Sales Order line needs the unit that its quantity is counted in.',
  },
  'product-not-in-price-list': {
    title: 'The product is not in the price list',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [setUpProduct("Add the product with its unit to the marketplace's price list."), retry],
    explanation:
      'Dynamics prices a line only if its product stands in the price list, even though the price comes from the order.',
  },
} as const satisfies Record<string, CatalogueEntry>;
