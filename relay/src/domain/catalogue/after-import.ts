import { acceptDifference, applyDifference, dismiss, retry } from './entry.ts';
import type { CatalogueEntry } from './entry.ts';

/** The Sales Order exists, and the two systems no longer say the same. */
export const afterImport = {
  'refused-by-dynamics': {
    title: 'Dynamics refused the Sales Order',
    responsible: 'admin',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [
      { kind: 'set-up', text: 'Satisfy the rule that is quoted, for example by an order default.' },
      retry,
    ],
    explanation:
      'A rule of this organisation (a plug-in, a required column) refused the order. Its words are quoted.',
  },
  'totals-differ-in-dynamics': {
    title: 'Dynamics computed other totals',
    responsible: 'finance',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [
      applyDifference('Put the lines of the Sales Order back to what was imported.'),
      acceptDifference,
      retry,
    ],
    explanation:
      'The pricing engine made another total of the lines than the marketplace. Usually a price rule, a plug-in or a ' +
      'person changed a line.',
  },
  'deleted-in-dynamics': {
    title: 'The Sales Order was deleted in Dynamics',
    responsible: 'sales',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [
      { kind: 'accept-difference', text: 'Confirm that there shall be no Sales Order for this order.' },
    ],
    explanation: 'It was imported and is gone. What a person deleted is never made again silently.',
  },
  'cancelled-after-import': {
    title: 'Cancelled on the marketplace after import',
    responsible: 'sales',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [
      applyDifference('Take off the Sales Order what was cancelled, or cancel it where nothing is left.'),
      acceptDifference,
    ],
    explanation:
      'The marketplace cancelled something that stands on the Sales Order and may be on its way already.',
  },
  'changed-after-import': {
    title: 'Changed on the marketplace after import',
    responsible: 'sales',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [
      applyDifference('Change the lines of the Sales Order to what the marketplace shows.'),
      acceptDifference,
    ],
    explanation:
      'Lines, quantities or amounts differ from what was imported. A person decides which are right.',
  },
  'address-changed-late': {
    title: 'Address changed too late to apply',
    responsible: 'sales',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [
      applyDifference(
        'Write the new delivery address on the Sales Order, and its VAT where that is another.',
      ),
      acceptDifference,
    ],
    explanation:
      'The delivery address changed after dispatch, on a Sales Order that is closed for changes, or to a place with ' +
      'another VAT treatment.',
  },
  'billing-address-changed': {
    title: 'Billing address changed after import',
    responsible: 'finance',
    severity: 'advisory',
    actWithinHours: 48,
    fixes: [applyDifference('Write the new billing address on the Sales Order.'), acceptDifference],
    explanation:
      'The Sales Order keeps the billing address that it was imported with: an invoice may be out already.',
  },
  'incident-open': {
    title: 'The customer opened an incident',
    responsible: 'sales',
    severity: 'advisory',
    actWithinHours: 48,
    fixes: [{ kind: 'dismiss', text: 'Put this note away; the incident is handled on the marketplace.' }],
    explanation: 'It closes by itself when the incident is closed on the marketplace.',
  },
  'write-back-refused': {
    title: 'The marketplace refused our order number',
    responsible: 'operations',
    severity: 'advisory',
    actWithinHours: 48,
    fixes: [retry, dismiss],
    explanation: 'The order is imported; only its Dynamics number could not be written to the marketplace.',
  },
} as const satisfies Record<string, CatalogueEntry>;
