/**
 * What an abstract market sells, and to whom: offers, of which two share a product in ones and in packs of three, and
 * sales, as everybody who takes part knows them.
 */
import type { StockPolicy } from './policy.ts';
import { unitsOf } from './quantity.ts';
import type { DemandLine } from './stock-facts.ts';

export const offers = [
  { sku: 'TAP', product: 'tap', unitsPerOffer: 1 },
  { sku: 'TAPS', product: 'tap', unitsPerOffer: 3 },
  { sku: 'SINK', product: 'sink', unitsPerOffer: 1 },
] as const;

export type Sku = (typeof offers)[number]['sku'];
export type Product = (typeof offers)[number]['product'];

/** A sale on the marketplace, as everybody who takes part knows it. */
export interface Sale {
  readonly sku: Sku;
  readonly quantity: number;
  cancelled: boolean;
  /** When Dynamics learned of it; null: not yet. */
  seenAt: number | null;
  importedAt: number | null;
  shippedAt: number | null;
  /** The source has fallen by it. Nobody tells the relay so. */
  booked: boolean;
}

/** What may be shown of an offer, by hand: available less buffer, a share of it, in packs, up to the limit. */
export function mostOf(sku: Sku, available: number, { offer }: StockPolicy): number {
  const { buffer, allocationPercent, limit } = offer;
  const per10000 = (buffer?.kind === 'percent' ? 100 - buffer.percent : 100) * allocationPercent;
  const kept = buffer?.kind === 'constant' ? unitsOf(buffer.units) : 0;
  const most = Math.floor(((available - kept) * per10000) / (10_000 * packOf(sku)));
  return Math.max(0, Math.min(most, limit ?? Infinity));
}

export function demandLine(sale: Sale): DemandLine {
  const kept = sale.cancelled ? 0 : sale.quantity;
  return {
    open: sale.shippedAt === null ? kept : 0,
    kept,
    shippedOn: sale.shippedAt === null ? null : iso(sale.shippedAt),
    importedOn: sale.importedAt === null ? null : iso(sale.importedAt),
    unitsPerOffer: packOf(sale.sku),
  };
}

export function productOf(sku: Sku): Product {
  return sku === 'SINK' ? 'sink' : 'tap';
}

export function packOf(sku: Sku): number {
  return sku === 'TAPS' ? 3 : 1;
}

export function unitsSold(sales: readonly Sale[]): number {
  return sales.reduce((units, { sku, quantity }) => units + quantity * packOf(sku), 0);
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
