import type { Fix } from '../exception.ts';
import type { CatalogueEntry } from './entry.ts';

const setUpStock = (text: string): Fix => ({ kind: 'set-up', text });
const lookAgain: Fix = { kind: 'retry', text: 'Look at the listing again now.' };

/** What keeps stock from being published; what stands on the marketplace stays there unless it says otherwise. */
export const stock = {
  'stock-policy-invalid': {
    title: 'The stock policy cannot be followed',
    responsible: 'admin',
    severity: 'blocking',
    actWithinHours: 4,
    fixes: [setUpStock('Open the marketplace and correct what is named here; saving it is enough.')],
    explanation:
      'The stock policy on the marketplace contradicts itself or has an impossible value. Nothing is assumed in its ' +
      'place: no stock of this marketplace is published, and what is published stays.',
  },
  'stock-source-stale': {
    title: 'The stock source has stopped',
    responsible: 'admin',
    severity: 'blocking',
    actWithinHours: 4,
    fixes: [
      setUpStock('Start whatever fills the stock source again; publishing goes on by itself.'),
      setUpStock('If so long a silence is usual, set a longer time in "Source is stale after".'),
    ],
    explanation:
      'Nothing in the stock source changed for longer than the policy allows, so its quantities may be wrong. None is ' +
      'published; after the longest hold the floor of the policy is.',
  },
  'stock-unknown': {
    title: 'The stock of the product is not known',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 4,
    fixes: [setUpStock('Give the product a quantity in the stock source.'), lookAgain],
    explanation:
      'The stock source says nothing of the product; that is not the same as 0. What is published stays, and after the ' +
      'longest hold at most the floor of the policy is published.',
  },
  'offer-without-product': {
    title: 'No product for the offer',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [
      { kind: 'map-sku', text: 'Add a SKU mapping to the right product; its stock is then published.' },
      lookAgain,
    ],
    explanation:
      'The SKU of the offer is neither in the SKU mappings nor a product number in Dynamics. Its quantity on the ' +
      'marketplace is left alone, because it is not known whose it is.',
  },
  'stock-line-refused': {
    title: 'The marketplace refused the quantity',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 4,
    fixes: [
      setUpStock('Put right on the marketplace what its words say, or end the offer there.'),
      lookAgain,
    ],
    explanation:
      'The marketplace took the file and refused the line of this offer; its words are quoted. All other lines stand. It ' +
      'is sent again by itself, after 15 minutes and then less and less often.',
  },
  'stock-file-refused': {
    title: 'The marketplace refused a whole stock file',
    responsible: 'admin',
    severity: 'blocking',
    actWithinHours: 4,
    fixes: [
      setUpStock('If it lasts, ask the marketplace about this import; its id and words are quoted here.'),
    ],
    explanation:
      'No quantity of the file was taken. All of them are sent again with what Dynamics says by then, in shorter files, ' +
      'so that a single bad line is found. It closes by itself with the next file that is taken.',
  },
  'listing-policy-invalid': {
    title: 'The own policy of the listing cannot be followed',
    responsible: 'operations',
    severity: 'blocking',
    actWithinHours: 24,
    fixes: [setUpStock('Open the listing and correct what is named here; saving it is enough.'), lookAgain],
    explanation:
      'What the listing says in place of the policy of the marketplace contradicts itself or is impossible. Nothing is ' +
      'assumed in its place: what is published stays.',
  },
} as const satisfies Record<string, CatalogueEntry>;
