import { retry } from './entry.ts';
import type { CatalogueEntry } from './entry.ts';

const addRule = {
  kind: 'add-tax-rule',
  text: 'Add or correct the tax rule; every order that waits for it is then imported.',
} as const;

/** VAT is proved before a Sales Order exists, or the order does not exist (ACCOUNTING, VAT on sales). */
export const vat = {
  'no-tax-category': {
    title: 'The product has no tax category',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [{ kind: 'set-tax-category', text: 'Set the tax category of the product in Dynamics.' }, retry],
    explanation: 'The VAT rate follows the tax category of the product. Without one no rate is assumed.',
  },
  'no-tax-rule': {
    title: 'No tax rule',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [addRule, retry],
    explanation:
      'No rate is known for this tax category in this territory on the tax point. None is assumed.',
  },
  'ambiguous-tax-rule': {
    title: 'Tax rules contradict each other',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [addRule, retry],
    explanation:
      'More than one rule is valid for this tax category, territory and day, or a rule that is not taxable has a rate.',
  },
  'wrong-vat': {
    title: 'The VAT differs from our tax rule',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [addRule, { kind: 'set-tax-category', text: 'Correct the tax category of the product.' }, retry],
    explanation:
      'The VAT that the marketplace states equals none of the three usual roundings (per line, per unit, per order) at ' +
      'the rate of our rule. Either our rule or category is wrong, or the marketplace charged the wrong VAT.',
  },
  'vat-not-stated': {
    title: 'Prices without VAT, and no VAT stated',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [addRule, retry],
    explanation:
      'The marketplace says that prices exclude VAT and states none, but our rule has a rate. What the customer paid ' +
      'cannot be told.',
  },
  'tax-mode-missing': {
    title: 'With or without VAT is not stated',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [retry],
    explanation: 'The marketplace does not say whether its prices contain VAT, and that is not guessed.',
  },
  'territory-undecided': {
    title: 'No VAT treatment for the destination',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [{ kind: 'set-up', text: 'Ask your VAT adviser how sales to this place are treated.' }, retry],
    explanation:
      "Forces' post, Gibraltar and countries outside the UK and the Channel Islands are not decided by us.",
  },
  'country-postcode-disagree': {
    title: 'Country and postcode disagree',
    responsible: 'sales',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [{ kind: 'set-up', text: 'Have the address corrected on the marketplace.' }, retry],
    explanation: 'The VAT depends on the destination, and the address names two different ones.',
  },
  'export-evidence': {
    title: 'Proof of export needed',
    responsible: 'finance',
    severity: 'advisory',
    actWithinHours: null,
    fixes: [{ kind: 'dismiss', text: 'The proof of export is on file.' }],
    explanation:
      'Goods for the Channel Islands are zero-rated only with proof that they left the UK within three months. Confirm ' +
      'the period with your VAT adviser.',
  },
  'tax-point-missing': {
    title: 'No date to decide the VAT rate',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [retry],
    explanation:
      'Rates change by date, and the order has neither a payment, dispatch nor order date that can be read.',
  },
} as const satisfies Record<string, CatalogueEntry>;
