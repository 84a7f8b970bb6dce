/**
 * SKU -> product for listings: what a person mapped it to, else the product with this number; as orders do it, so that
 * what is sold and what is shown is the same product.
 */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { Lane } from '../../dataverse/client.ts';
import { among, chunksForUrl } from '../filters.ts';
import { allRows } from '../all-rows.ts';
import type { StockContext } from './stock-context.ts';

type MappingRow = Pick<ReadRow<typeof t.skumapping>, 'mpb_sku' | '_mpb_productid_value'>;
interface ProductRow {
  readonly productid: string;
  readonly productnumber: string;
}

/** Of one query; string filters ignore case, and no page is longer than 5,000 rows. */
const namesPerQuery = 400;
/** No product number (100) and no mapping (200 characters) is longer. */
const longestSku = 200;

/** Product ids by SKU; a SKU that nobody knows is missing. */
export async function linkSkus(
  { ports, marketplace }: Pick<StockContext, 'ports' | 'marketplace'>,
  skus: readonly string[],
  lane: Lane = 'due',
): Promise<ReadonlyMap<string, string>> {
  const possible = skus.filter((sku) => sku !== '' && sku.length <= longestSku);
  const links = new Map<string, string>();
  for (const some of chunksForUrl(possible, namesPerQuery)) {
    const [products, mappings] = await ports.dataverse.batch(
      [
        {
          method: 'GET',
          path: `products?$select=productid,productnumber&$filter=${among('productnumber', some)}`,
        },
        {
          method: 'GET',
          path:
            'mpb_skumappings?$select=mpb_sku,_mpb_productid_value' +
            `&$filter=_mpb_marketplaceid_value eq ${marketplace.id} and statecode eq 0 and ${among('mpb_sku', some)}`,
        },
      ],
      lane,
    );
    const byName = new Map<string, string>();
    for (const row of await allRows<ProductRow>(ports, products, lane)) {
      byName.set(row.productnumber.toLowerCase(), row.productid);
    }
    // A mapping is somebody's word and wins.
    for (const row of await allRows<MappingRow>(ports, mappings, lane)) {
      if (row._mpb_productid_value !== null) {
        byName.set((row.mpb_sku ?? '').toLowerCase(), row._mpb_productid_value);
      }
    }
    for (const sku of some) {
      const product = byName.get(sku.toLowerCase());
      if (product !== undefined) links.set(sku, product);
    }
  }
  return links;
}
