/** Which marketplace orders can leave the warehouse, found without going through all that ever were. */
import type { WireOrder } from '../../sandbox/mirakl/order-shape.ts';
import type { Random } from '../../sandbox/mirakl/random.ts';
import type { World } from '../world.ts';

/** States from which an order may still come to be dispatched. */
const before = new Set([
  'STAGING',
  'WAITING_ACCEPTANCE',
  'WAITING_DEBIT',
  'WAITING_DEBIT_PAYMENT',
  'SHIPPING',
]);
/** A warehouse looks at the oldest first; so many of them are looked at before it gives up for now. */
const looksAt = 40;

export class DispatchableOrders {
  readonly #world: Pick<World, 'mirakl' | 'life'>;
  readonly #random: Random;
  #known = 0;
  #open: string[] = [];

  constructor(world: Pick<World, 'mirakl' | 'life'>, random: Random) {
    this.#world = world;
    this.#random = random;
  }

  /** One of the oldest orders that wait for their dispatch, which is never given out again; null where none does. */
  take(): WireOrder | null {
    const { born } = this.#world.life;
    while (this.#known < born.length) this.#open.push(born[this.#known++]!.orderId);
    const ready: WireOrder[] = [];
    const gone = new Set<string>();
    for (const orderId of this.#open.slice(0, looksAt)) {
      const order = this.#world.mirakl.order(orderId);
      if (order?.order_state === 'SHIPPING') ready.push(order);
      else if (!order || !before.has(order.order_state)) gone.add(orderId);
    }
    const taken = ready.length > 0 ? this.#random.pick(ready) : null;
    if (taken) gone.add(taken.order_id);
    if (gone.size > 0) this.#open = this.#open.filter((orderId) => !gone.has(orderId));
    return taken;
  }
}
