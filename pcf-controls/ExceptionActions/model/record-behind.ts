/** Which record a person has to change by hand, where a fix is advice: the product of a SKU, or the marketplace. */
import { Refused } from '../../shared/dataverse.ts';
import type { Dataverse } from '../../shared/dataverse.ts';
import type { OpenException } from './open-exception.ts';
import { literal } from './rows.ts';
import { mappingQuery, wantedOf } from './sku-mapping.ts';

export type RecordBehind =
  { readonly table: 'product'; readonly sku: string } | { readonly table: 'mpb_marketplace' };

/** By what the cause is about; null where it is no single record of Dynamics, such as an address. */
export function recordBehind({
  causeKey,
  evidence,
}: Pick<OpenException, 'causeKey' | 'evidence'>): RecordBehind | null {
  if (causeKey?.startsWith('set-up:') === true) return { table: 'mpb_marketplace' };
  if (!/^(sku|category|tax):/.test(causeKey ?? '')) return null;
  const wanted = wantedOf(evidence, causeKey);
  return wanted === null ? null : { table: 'product', sku: wanted.sku };
}

interface Found {
  readonly productid?: string;
  readonly statecode?: number;
  readonly _mpb_productid_value?: string | null;
}

/** The product that a SKU is sold as: by a mapping that is on, else by its number, in the manner of the relay. */
export async function productOf(dataverse: Dataverse, sku: string, marketplaceId: string): Promise<string> {
  const [mapping] = await dataverse.read<Found>('mpb_skumapping', mappingQuery(sku, marketplaceId));
  if (mapping?.statecode === 0 && mapping._mpb_productid_value) return mapping._mpb_productid_value;
  const byNumber = `?$select=productid&$filter=productnumber eq ${literal(sku)}&$top=1`;
  const [product] = await dataverse.read<Found>('product', byNumber);
  if (product?.productid === undefined) throw new Refused({ kind: 'gone', message: '' });
  return product.productid;
}
