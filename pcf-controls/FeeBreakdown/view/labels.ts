/** What a row is called; the marketplace's own type of a fee is made readable and not translated. */
import type { Host } from '../../shared/host.ts';
import type { RowKind } from '../model/fee-breakdown.ts';

export function labelOf(host: Host, row: { readonly kind: RowKind; readonly type: string | null }): string {
  return row.type === null ? host.text(`Row_${row.kind}`) : readable(row.type);
}

/** SELLER_PENALTY_FEE -> Seller penalty fee */
export function readable(type: string): string {
  const words = type.replaceAll('_', ' ').trim().toLowerCase();
  return words === '' ? type : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
