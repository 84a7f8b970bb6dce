/** By which policy both sides are compared, or why they are not: then nothing is published either. */
import type { StockPolicy } from '../../../domain/stock/policy.ts';
import type { Marketplace } from '../../marketplace/marketplace.ts';

/** Text: why nothing is compared. */
export function policyOf({ stock, armed }: Marketplace): StockPolicy | string {
  if (stock === null) return 'No stock source is chosen on the marketplace.';
  if (!stock.ok) return 'The stock policy of the marketplace is not valid.';
  return armed ? stock.policy : 'The marketplace is not armed for this environment.';
}
