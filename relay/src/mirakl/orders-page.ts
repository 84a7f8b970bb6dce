import { z } from 'zod';
import type { RawOrder } from './client.ts';
import { id } from './order-schema.ts';
import { orderSlices } from './order-slices.ts';
import { parseWire } from './wire-json.ts';

const totals = z.looseObject({ total_count: z.int().nonnegative().nullish().catch(null) });

/**
 * Reads the text of a page (OR11) or of an export file (OR15). Null when it is not an object with a list `orders`. An
 * element that is no order stays in the list with a null id, so that it costs nothing but itself.
 */
export function readOrdersPage(text: string): { orders: RawOrder[]; totalCount: number | null } | null {
  let page: unknown;
  try {
    page = JSON.parse(text);
  } catch {
    return null;
  }
  const head = totals.safeParse(page);
  const slices = orderSlices(text);
  if (!head.success || slices === null) return null;
  return { orders: slices.map(readElement), totalCount: head.data.total_count ?? null };
}

function readElement(json: string): RawOrder {
  const value = parseWire(json);
  return { orderId: orderIdOf(value), json, value };
}

function orderIdOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('order_id' in value)) return null;
  // As the order itself is read, so that the key of its row and the id in its body cannot differ.
  const read = id.safeParse(value.order_id);
  return read.success ? read.data : null;
}
