/** Where quantities come from: one strategy for each choice of the marketplace (DESIGN 5, Stock). */
import type { BatchAnswer, Lane, Operation } from '../../../dataverse/client.ts';
import type { StockPolicy } from '../../../domain/stock/policy.ts';
import type { Dynamics } from '../../../domain/stock/stock-facts.ts';
import type { Ports } from '../../ports.ts';
import type { ProductRow } from '../listing-rows.ts';
import { fieldService } from './field-service.ts';
import { productOnHand } from './product-on-hand.ts';
import { stockLevels } from './stock-levels.ts';

export interface SourceReader {
  /** The table of the source, for change tracking; null: the product itself, which is followed anyway. */
  readonly delta: {
    readonly name: string;
    readonly path: string;
    readonly id: string;
    /** The column that points at the product. */
    readonly product: string;
  } | null;
  /** Asks for the newest change of the source. */
  readonly newest: Operation;
  /** What has to be read besides the products. */
  queries(productIds: readonly string[]): Operation[];
  /** Reads the answers to `queries`. */
  read(ports: Pick<Ports, 'dataverse'>, answers: readonly BatchAnswer[], lane: Lane): Promise<Quantities>;
}

/** Tells the quantity of an active product. */
export type Quantities = (product: ProductRow) => Extract<Dynamics, { kind: 'known' | 'unknown' }>;

export function sourceOf(policy: StockPolicy): SourceReader {
  switch (policy.source) {
    case 'productOnHand':
      return productOnHand;
    case 'fieldService':
      return fieldService(policy.warehouses);
    case 'stockLevels':
      return stockLevels(policy.warehouses);
  }
}
