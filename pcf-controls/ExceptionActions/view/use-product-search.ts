/** Products for what was typed, a moment after typing stops; an answer that was overtaken by the next is dropped. */
import * as React from 'react';
import { troubleIn } from '../../shared/dataverse.ts';
import type { Dataverse } from '../../shared/dataverse.ts';
import type { Trouble } from '../../shared/trouble.ts';
import { productQuery, rankedProducts } from '../model/product-search.ts';
import type { Product, ProductRow, Wanted } from '../model/product-search.ts';

export interface ProductSearch {
  readonly products: readonly Product[];
  readonly searching: boolean;
  readonly trouble: Trouble | null;
}

const restMs = 300;

export function useProductSearch(dataverse: Dataverse, typed: string, wanted: Wanted): ProductSearch {
  const [found, setFound] = React.useState<ProductSearch>({ products: [], searching: true, trouble: null });
  const { sku, title } = wanted;
  React.useEffect(() => {
    let overtaken = false;
    const show = (next: Partial<ProductSearch>) => {
      if (!overtaken) setFound((before) => ({ ...before, ...next }));
    };
    const search = () => {
      show({ searching: true });
      dataverse.read<ProductRow>('product', productQuery(typed, { sku, title })).then(
        (rows) => {
          show({ products: rankedProducts(rows, typed, { sku, title }), searching: false, trouble: null });
        },
        (reason: unknown) => {
          show({ products: [], searching: false, trouble: troubleIn(reason) });
        },
      );
    };
    // What the SKU suggests is wanted at once.
    const timer = window.setTimeout(search, typed === '' ? 0 : restMs);
    return () => {
      overtaken = true;
      window.clearTimeout(timer);
    };
  }, [dataverse, typed, sku, title]);
  return found;
}
