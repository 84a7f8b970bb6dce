/** Paid orders of two lines, the measure of what an order costs. */
import { enter } from '../sandbox/mirakl/life.ts';
import { newOrder } from '../sandbox/mirakl/new-order.ts';
import { Random } from '../sandbox/mirakl/random.ts';
import type { World } from '../rehearsal/world.ts';

const hour = 3_600_000;

export function addTwoLineOrders({ mirakl, life }: World, count: number, prefix = 'TWO'): string[] {
  const random = new Random(7);
  return Array.from({ length: count }, (_, index) => {
    const createdAt = mirakl.now() - 2 * hour + index;
    const product = (at: number) => life.products[at % life.products.length]!;
    const order = newOrder(random, {
      commercialId: `${prefix}${String(index).padStart(6, '0')}`,
      createdAt,
      lines: [
        { product: product(index), quantity: 1 + (index % 3), shippingMinor: 499 },
        { product: product(index + 1), quantity: 1, shippingMinor: 0 },
      ],
    });
    for (const state of ['WAITING_DEBIT', 'WAITING_DEBIT_PAYMENT', 'SHIPPING'] as const)
      enter(order, state, mirakl.now());
    mirakl.addOrder(order);
    return order.order_id;
  });
}
