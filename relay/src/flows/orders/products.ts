/**
 * SKU -> product and unit: what a person mapped it to, else the product with this number. A mapping is somebody's word and
 * always wins, so that a SKU whose own product was retired can be sold as its successor. One query each for all SKUs of a
 * batch; they travel with the other reads of a look.
 */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { ProductMatch } from '../../domain/orders/decision.ts';
import { rowsOf } from '../answers.ts';
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import { among, chunksForUrl } from '../filters.ts';

interface ProductRow {
  productid: string;
  productnumber: string;
  name: string;
  statecode: number;
  _defaultuomid_value: string | null;
  mpb_taxcategory: string | null;
  product_price_levels: { _pricelevelid_value: string }[];
}
type MappingRow = Pick<
  ReadRow<typeof t.skumapping>,
  'mpb_sku' | '_mpb_productid_value' | '_mpb_uomid_value'
> & {
  mpb_productid: ProductRow | null;
};
const productColumns = 'productid,productnumber,name,statecode,_defaultuomid_value,mpb_taxcategory';
const priceLists = 'product_price_levels($select=_pricelevelid_value)';

/** Lists longer than this are cut into several queries. */
const namesPerQuery = 200;
/** No product number (100) and no mapping (200 characters) is longer, so that a longer SKU need not be asked for. */
const longestSku = 200;

export function productQueries(skus: readonly string[], marketplaceId: string): Operation[] {
  const possible = skus.filter((sku) => sku.length <= longestSku);
  return chunksForUrl(possible, namesPerQuery).flatMap((some) => {
    return [
      {
        method: 'GET' as const,
        path: `products?$select=${productColumns}&$expand=${priceLists}&$filter=${among('productnumber', some)}`,
      },
      mappingQuery(some, marketplaceId),
    ];
  });
}

function mappingQuery(skus: readonly string[], marketplaceId: string): Operation {
  return {
    method: 'GET',
    path:
      `mpb_skumappings?$select=mpb_sku,_mpb_productid_value,_mpb_uomid_value&$expand=mpb_productid($select=${productColumns};$expand=${priceLists})` +
      `&$filter=_mpb_marketplaceid_value eq ${marketplaceId} and statecode eq 0 and ${among('mpb_sku', skus)}`,
  };
}

/** Reads the answers to `productQueries`, in their order. String filters ignore case, so SKUs are matched without it. */
export function matchProducts(
  skus: readonly string[],
  answers: readonly (BatchAnswer | undefined)[],
  priceListId: string,
): Map<string, ProductMatch> {
  const byNumber = new Map<string, ProductRow>();
  const mapped = new Map<string, MappingRow>();
  answers.forEach((answer, index) => {
    if (index % 2 === 0) {
      for (const row of rowsOf<ProductRow>(answer)) byNumber.set(fold(row.productnumber), row);
    } else {
      for (const row of rowsOf<MappingRow>(answer)) mapped.set(fold(row.mpb_sku ?? ''), row);
    }
  });
  const matches = new Map<string, ProductMatch>();
  for (const sku of skus) {
    const own = byNumber.get(fold(sku));
    const mapping = mapped.get(fold(sku));
    if (mapping?.mpb_productid) {
      const product = mapping.mpb_productid;
      const unitId = mapping._mpb_uomid_value ?? product._defaultuomid_value;
      matches.set(sku, matchOf(product, unitId, { by: 'mapping', priceListId }));
    } else if (own) {
      matches.set(sku, matchOf(own, own._defaultuomid_value, { by: 'productNumber', priceListId }));
    }
  }
  return matches;
}

function matchOf(
  row: ProductRow,
  unitId: string | null,
  how: { by: ProductMatch['by']; priceListId: string },
): ProductMatch {
  return {
    productId: row.productid,
    unitId,
    name: row.name,
    active: row.statecode === 0,
    taxCategory: row.mpb_taxcategory,
    inPriceList: row.product_price_levels.some((price) => price._pricelevelid_value === how.priceListId),
    by: how.by,
  };
}

function fold(sku: string): string {
  return sku.toLowerCase();
}
