/** Offers by arithmetic: SKU-0000001 and on, for shops of any size that cost nothing until somebody looks. */
import type { OfferTerms } from './offer-store.ts';

export interface GeneratedOffers {
  /** How many; at most 9,999,999. */
  count?: number;
  /** What their SKUs begin with. Default 'SKU-'. */
  prefix?: string;
  /** Units of the offer at an index, from 0. Default 10 of each. */
  quantity?: (index: number) => number;
}

const digits = 7;

/** The SKU at an index from 0; its number is one higher. */
export function generatedSku(index: number, prefix = 'SKU-'): string {
  return prefix + String(index + 1).padStart(digits, '0');
}

/** The index that a SKU was made from. */
export function numberInSku(sku: string, prefix: string): number | undefined {
  if (sku.length !== prefix.length + digits || !sku.startsWith(prefix)) return undefined;
  const number = sku.slice(prefix.length);
  return /^\d+$/.test(number) && number !== '0000000' ? Number(number) - 1 : undefined;
}

export function generatedTerms(index: number, prefix: string): OfferTerms {
  return {
    ...usualTerms,
    title: `Article ${generatedSku(index, prefix)}`,
    productSku: `MKP${String(index + 1).padStart(12, '0')}`,
    ean: String(2_100_000_000_000 + index),
    priceMinor: 199 + ((index * 7919) % 9000),
  };
}

/** Terms that an offer has when nobody says otherwise; also what an incomplete OF24 falls back to (mirakl.md 5.1). */
export const usualTerms = {
  categoryCode: 'GEN',
  categoryLabel: 'General merchandise',
  stateCode: '11',
  description: '',
  leadtimeToShip: 1,
  minOrderQuantity: 1,
  maxOrderQuantity: 999,
  logisticClass: 'M',
  blockedBy: [],
} as const;
