/** A product's quantity as the sum over its warehouses. */
import { noQuantity, plus, quantityOf } from '../../../domain/stock/quantity.ts';
import type { Quantities } from './source.ts';

export interface WarehouseRow {
  readonly productId: string | null;
  readonly warehouse: string | null;
  /** Null: the row says nothing. */
  readonly units: number | null;
  readonly asOf: string | null;
}

/**
 * Nobody says from which warehouse an order is dispatched, so the whole is as old as its oldest row: a dispatch is then
 * never taken for booked because another warehouse was counted.
 */
export function quantitiesOf(
  rows: readonly WarehouseRow[],
  warehouses: readonly string[],
  what: string,
): Quantities {
  const wanted = new Set(warehouses.map((name) => name.trim().toLowerCase()));
  const byProduct = new Map<string, WarehouseRow[]>();
  for (const row of rows) {
    if (row.productId === null) continue;
    if (wanted.size > 0 && !wanted.has((row.warehouse ?? '').trim().toLowerCase())) continue;
    const known = byProduct.get(row.productId);
    if (known === undefined) byProduct.set(row.productId, [row]);
    else known.push(row);
  }
  return ({ productid }) => {
    const own = byProduct.get(productid) ?? [];
    if (own.length === 0) return { kind: 'unknown', reason: `there is no ${what} for the product` };
    let [onHand, asOf] = [noQuantity, own[0]?.asOf ?? null];
    for (const row of own) {
      if (row.units === null) {
        return { kind: 'unknown', reason: `the ${what} of ${row.warehouse ?? 'a warehouse'} is empty` };
      }
      onHand = plus(onHand, quantityOf(row.units));
      if (asOf !== null)
        asOf = row.asOf !== null && Date.parse(row.asOf) < Date.parse(asOf) ? row.asOf : asOf;
      if (row.asOf === null) asOf = null;
    }
    return { kind: 'known', onHand, asOf };
  };
}
