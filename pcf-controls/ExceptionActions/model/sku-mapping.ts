/** "This SKU is that product", as a row that the person saves with their own rights. */
import type { Evidence, WriteRow, t } from '@marketplace-bridge/solution';
import { fitting } from '../../shared/fitting.ts';
import type { Product, Wanted } from './product-search.ts';
import { literal } from './rows.ts';

/** What the line says, by the evidence of its exception; null where no SKU can be told. */
export function wantedOf(evidence: readonly Evidence[], causeKey: string | null): Wanted | null {
  const sku = valueOf(evidence, 'SKU') ?? skuOfKey(causeKey);
  return sku === null ? null : { sku, title: valueOf(evidence, 'Title on the marketplace') ?? '' };
}

export function valueOf(evidence: readonly Evidence[], label: string): string | null {
  const value = evidence.find((item) => item.label === label)?.value.trim() ?? '';
  return value === '' ? null : value;
}

/** `sku:ab-12`, in lower case, which Dataverse does not tell apart; a key that was cut names no SKU. */
function skuOfKey(causeKey: string | null): string | null {
  const match = /^sku:(.+)$/.exec(causeKey ?? '');
  return match?.[1] === undefined || /~[0-9a-f]{8}$/.test(match[1]) ? null : match[1];
}

export function mappingRow(
  sku: string,
  product: Product,
  marketplaceId: string,
): WriteRow<typeof t.skumapping> {
  return {
    mpb_name: fitting(`${sku} = ${product.number}`, 200),
    mpb_sku: sku,
    'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplaceId})`,
    ...mappedTo(product),
  };
}

/** Changes a mapping that is there already; one that was switched off counts again. */
export function remapping(sku: string, product: Product): WriteRow<typeof t.skumapping> {
  return { mpb_name: fitting(`${sku} = ${product.number}`, 200), statecode: 0, ...mappedTo(product) };
}

function mappedTo(product: Product) {
  return {
    'mpb_productid@odata.bind': `/products(${product.id})`,
    ...(product.unitId === null ? {} : { 'mpb_uomid@odata.bind': `/uoms(${product.unitId})` }),
  };
}

/** The mapping in whose way a new one was. */
export function mappingQuery(sku: string, marketplaceId: string): string {
  return (
    `?$select=mpb_skumappingid,mpb_sku,statecode,_mpb_productid_value&$filter=mpb_sku eq ${literal(sku)}` +
    ` and _mpb_marketplaceid_value eq ${marketplaceId}&$top=1`
  );
}
