/** A catalogue of any size: after the seller's own products come the same in packs of two, three and more. */
import { ean13, type CatalogueProduct } from '../../sandbox/mirakl/catalogue.ts';

/** The first `count` products, the given ones first; their SKUs, names and EANs stay distinct. */
export function moreProducts(products: readonly CatalogueProduct[], count: number): CatalogueProduct[] {
  return Array.from({ length: count }, (_, index) => {
    const product = products[index % products.length]!;
    const pack = Math.floor(index / products.length) + 1;
    if (pack === 1) return product;
    return {
      ...product,
      sku: `${product.sku}-P${pack}`,
      name: `${product.name}, pack of ${pack}`,
      priceMinor: Math.round(product.priceMinor * pack * 0.95),
      // Of the range that no maker owns, above what the catalogue uses.
      ean: ean13(201_000_000_000 + index),
    };
  });
}
