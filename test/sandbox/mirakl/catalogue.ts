/** What the pretend seller sells: some 300 home-improvement products, the same for the same seed. */
import { Random } from './random.ts';

/** UK VAT: 20, 5 and 0 percent. */
export type TaxCategory = 'standard' | 'reduced' | 'zero';
export const vatRates: Record<TaxCategory, number> = { standard: 20, reduced: 5, zero: 0 };

export interface CatalogueProduct {
  sku: string;
  name: string;
  /** Selling price with VAT, in pence. */
  priceMinor: number;
  taxCategory: TaxCategory;
  /** EAN-13 with a right check digit, from the range that no maker owns (prefix 20). */
  ean: string;
  categoryCode: string;
  categoryLabel: string;
}

type Family = [
  code: string,
  name: string,
  category: string,
  pence: number,
  variants: string[],
  tax?: TaxCategory,
];

const families: Family[] = [
  ['DRL', 'Cordless combi drill', 'Power tools', 6999, ['12V', '18V', '18V brushless', '18V twin pack']],
  ['SDR', 'Random orbit sander', 'Power tools', 3999, ['125mm', '150mm', '125mm with case', 'Detail']],
  ['JIG', 'Jigsaw', 'Power tools', 4499, ['500W', '650W', '750W', 'Cordless 18V']],
  ['HMR', 'Claw hammer', 'Hand tools', 1299, ['8oz', '16oz', '20oz', '24oz']],
  ['SCR', 'Screwdriver set', 'Hand tools', 1499, ['6 pieces', '12 pieces', '24 pieces', 'Insulated']],
  ['SPN', 'Combination spanner set', 'Hand tools', 2499, ['8 pieces', '12 pieces', '17 pieces', '25 pieces']],
  ['EML', 'Matt emulsion paint', 'Paint', 1899, ['2.5L white', '5L white', '2.5L grey', '5L sage']],
  ['GLS', 'Gloss paint', 'Paint', 1599, ['750ml white', '2.5L white', '750ml black', '750ml navy']],
  ['BRS', 'Paint brush set', 'Paint', 899, ['3 pieces', '5 pieces', '10 pieces', 'Synthetic 5 pieces']],
  ['LAD', 'Aluminium ladder', 'Ladders', 7999, ['5 tread', '7 tread', 'Double 3m', 'Telescopic 3.8m']],
  ['SHD', 'Wooden garden shed', 'Garden buildings', 32900, ['6x4', '7x5', '8x6', '10x8']],
  [
    'MWR',
    'Lawn mower',
    'Garden power',
    12900,
    ['Electric 32cm', 'Electric 38cm', 'Cordless 36cm', 'Petrol 41cm'],
  ],
  ['HSE', 'Garden hose', 'Watering', 2199, ['15m', '20m', '30m', '50m with reel']],
  ['BBQ', 'Charcoal barbecue', 'Outdoor living', 8999, ['Kettle 47cm', 'Kettle 57cm', 'Barrel', 'Portable']],
  ['TAP', 'Kitchen mixer tap', 'Kitchen', 5999, ['Chrome', 'Brushed steel', 'Matt black', 'Pull-out']],
  ['SNK', 'Kitchen sink', 'Kitchen', 9999, ['1 bowl', '1.5 bowl', '2 bowl', 'Belfast']],
  ['SHW', 'Electric shower', 'Bathroom', 11999, ['7.5kW', '8.5kW', '9.5kW', '10.5kW']],
  ['MIR', 'Bathroom mirror', 'Bathroom', 3999, ['Round 50cm', 'Round 60cm', 'LED 60x80cm', 'Cabinet']],
  ['LED', 'LED bulb', 'Lighting', 499, ['E27 8W', 'B22 8W', 'GU10 5W', 'E14 6W']],
  ['PND', 'Pendant light', 'Lighting', 2999, ['Brass', 'Black', 'Rattan', 'Glass']],
  ['LCK', 'Smart door lock', 'Security', 13999, ['Keypad', 'Fingerprint', 'Bluetooth', 'Wi-Fi']],
  ['LOG', 'Kiln dried logs', 'Domestic fuel', 999, ['20L net', '40L net', 'Crate', 'Bulk bag'], 'reduced'],
  ['COL', 'Smokeless coal', 'Domestic fuel', 1399, ['10kg', '20kg', '5 x 20kg', '10 x 20kg'], 'reduced'],
  [
    'HAT',
    'Safety helmet',
    'Protective wear',
    1199,
    ['White', 'Yellow', 'Vented', 'With ear defenders'],
    'zero',
  ],
  [
    'BOK',
    'Home improvement manual',
    'Books',
    1499,
    ['Plumbing', 'Wiring', 'Tiling', 'Garden design'],
    'zero',
  ],
];

const brands = [
  ['ER', 'Erbridge', 1],
  ['NW', 'Northwold', 1.18],
  ['TV', 'Tamar Vale', 0.87],
] as const;

/** All products of a seed, in the order of their SKUs. Prices end in 9 or 5 pence and are never below 99 pence. */
export function catalogue(seed = 1): CatalogueProduct[] {
  const random = new Random(seed);
  const products = families.flatMap(([code, name, category, pence, variants, tax], family) =>
    brands.flatMap(([brandCode, brand, factor], brandAt) =>
      variants.map((variant, variantAt): CatalogueProduct => {
        const price = pence * factor * (1 + variantAt * 0.22) * (0.95 + random.next() * 0.1);
        return {
          sku: `${code}-${brandCode}-${variantAt + 1}`,
          name: `${brand} ${name} ${variant}`,
          priceMinor: Math.max(99, Math.floor(price / 10) * 10 + (random.chance(0.8) ? 9 : 5)),
          taxCategory: tax ?? 'standard',
          ean: ean13(200_000_000_000 + family * 1000 + brandAt * 100 + variantAt),
          categoryCode: code,
          categoryLabel: category,
        };
      }),
    ),
  );
  return products.sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

export function ean13(twelve: number): string {
  const digits = String(twelve);
  const sum = Array.from(digits).reduce(
    (total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
