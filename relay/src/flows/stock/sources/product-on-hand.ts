/**
 * The plain column on the product, which nobody maintains but the customer's own processes (dataverse.md 9). It says when
 * the product was written, not the quantity: another change of the product counts as a writing of the quantity too.
 */
import { quantityOf } from '../../../domain/stock/quantity.ts';
import type { SourceReader } from './source.ts';

export const productOnHand: SourceReader = {
  delta: null,
  newest: { method: 'GET', path: 'products?$select=modifiedon&$orderby=modifiedon desc&$top=1' },
  queries: () => [],
  read: () =>
    Promise.resolve((product) =>
      product.quantityonhand === null
        ? { kind: 'unknown', reason: 'the product has no quantity on hand' }
        : { kind: 'known', onHand: quantityOf(product.quantityonhand), asOf: product.modifiedon },
    ),
};
