/**
 * Applies movements to a world as time passes: quantities in Dynamics change as another system's writes would change them,
 * marketplace orders are dispatched on the marketplace while their goods leave the stock, in any order of the two.
 */
import { linesOf, type WireOrder } from '../../sandbox/mirakl/order-shape.ts';
import { Random } from '../../sandbox/mirakl/random.ts';
import type { World } from '../world.ts';
import { DispatchableOrders } from './dispatchable-orders.ts';
import { MovementSource, type Movement, type MovementOptions } from './movement-source.ts';
import type { StockOfWorld } from './stock-of-world.ts';

/** What really happened, for whoever keeps the books. */
export type Happened =
  | { readonly what: 'stock'; readonly at: number; readonly sku: string; readonly by: number }
  | { readonly what: 'dispatched'; readonly at: number; readonly orderId: string };

/** Which half of a delivery comes first; 'together' books the goods out at the very moment of the dispatch. */
export type DeliveryOrder = 'goods-first' | 'dispatch-first' | 'together';

export interface StockMovementOptions extends Omit<MovementOptions, 'skus' | 'start'> {
  /** How often each comes; all alike unless given. */
  readonly deliveries?: Partial<Record<DeliveryOrder, number>>;
  /** Between the two halves of a delivery, at most (ms). Default ten minutes. */
  readonly longestGap?: number;
  /** How many of the wanted units another channel can sell; all that are on hand unless given. */
  readonly forSale?: (sku: string) => number;
}

interface Later {
  readonly at: number;
  readonly happen: () => Happened[];
}

type Half = 'goods' | 'dispatch';
const goodsFirst: readonly [Half, Half] = ['goods', 'dispatch'];
const dispatchFirst: readonly [Half, Half] = ['dispatch', 'goods'];

const anyOrder = { 'goods-first': 1, 'dispatch-first': 1, together: 1 };

export class StockMovements {
  readonly #world: Pick<World, 'mirakl' | 'life'>;
  readonly #stock: StockOfWorld;
  readonly #source: MovementSource;
  readonly #options: StockMovementOptions;
  readonly #random: Random;
  readonly #orders: DispatchableOrders;
  /** Second halves of deliveries, the earliest first. */
  readonly #later: Later[] = [];
  #next: Movement;

  constructor(world: Pick<World, 'mirakl' | 'life' | 'stock' | 'clock'>, options: StockMovementOptions) {
    if (!world.stock) throw new Error('this world has no stock');
    this.#world = world;
    this.#stock = world.stock;
    this.#options = options;
    const skus = world.stock.products.map(({ sku }) => sku);
    this.#source = new MovementSource({ ...options, skus, start: world.clock.now() });
    this.#random = new Random((options.seed ?? 1) + 7919);
    this.#orders = new DispatchableOrders(world, this.#random);
    this.#next = this.#source.nextMovement();
  }

  /** Sandbox time of what comes next, ms: a clock that is moved to it, then `upTo`, misses no moment. */
  get nextAt(): number {
    return Math.min(this.#next.at, this.#later[0]?.at ?? Infinity);
  }

  /** Makes everything happen that is due by `now`, in its order. Each `at` is that of the plan; rows are dated by the clock. */
  upTo(now: number): Happened[] {
    const happened: Happened[] = [];
    while (this.nextAt <= now) {
      const [later] = this.#later;
      if (later && later.at <= this.#next.at) {
        this.#later.shift();
        happened.push(...later.happen());
      } else {
        const movement = this.#next;
        this.#next = this.#source.nextMovement();
        happened.push(...this.apply(movement));
      }
    }
    return happened;
  }

  /** One movement, now. */
  apply(movement: Movement): Happened[] {
    if (movement.kind === 'dispatch') return this.#deliver(movement.at);
    const { kind, at, sku, quantity } = movement;
    return kind === 'sale' ? this.#sell(sku, quantity, at) : [this.#move(sku, quantity, at)];
  }

  /** Second halves that are still to come. */
  get halfDelivered(): number {
    return this.#later.length;
  }

  #sell(sku: string, wanted: number, at: number): Happened[] {
    const onHand = this.#stock.onHand(sku) ?? 0;
    const { forSale = () => onHand } = this.#options;
    const sold = Math.floor(Math.min(wanted, onHand, forSale(sku)));
    return sold > 0 ? [this.#move(sku, -sold, at)] : [];
  }

  #deliver(at: number): Happened[] {
    const order = this.#orders.take();
    if (!order) return [];
    const { deliveries = anyOrder, longestGap = 600_000 } = this.#options;
    const which = this.#random.weighted(deliveries);
    const [first, second] = which === 'dispatch-first' ? dispatchFirst : goodsFirst;
    const happened = this.#half(first, order, at);
    if (which === 'together') return [...happened, ...this.#half(second, order, at)];
    const then = at + this.#random.whole(1, longestGap);
    this.#plan({ at: then, happen: () => this.#half(second, order, then) });
    return happened;
  }

  #half(half: Half, order: WireOrder, at: number): Happened[] {
    return half === 'goods' ? this.#book(unitsOf(order), at, -1) : this.#dispatch(order, at);
  }

  /** Of all lines at once: one posting. */
  #book(units: ReadonlyMap<string, number>, at: number, sign: 1 | -1): Happened[] {
    const happened: Happened[] = [];
    this.#stock.together(() => {
      for (const [sku, quantity] of units)
        if (quantity > 0 && this.#stock.has(sku)) happened.push(this.#move(sku, sign * quantity, at));
    });
    return happened;
  }

  /** What a customer cancelled since the goods were picked goes back on its shelf. */
  #dispatch(order: WireOrder, at: number): Happened[] {
    const { order_id: orderId } = order;
    const now = this.#world.mirakl.order(orderId);
    const leaving = now?.order_state === 'SHIPPING' ? unitsOf(now) : new Map<string, number>();
    const back = new Map(
      [...unitsOf(order)].map(([sku, quantity]) => [sku, quantity - (leaving.get(sku) ?? 0)]),
    );
    const returned = this.#book(back, at, 1);
    if (now?.order_state !== 'SHIPPING') return returned;
    this.#world.mirakl.events.moveTo(orderId, 'SHIPPED');
    return [...returned, { what: 'dispatched', at, orderId }];
  }

  /** What is booked may be less than what is asked for: no product has less than nothing on hand. */
  #move(sku: string, by: number, at: number): Happened {
    const before = this.#stock.onHand(sku) ?? 0;
    this.#stock.change(sku, by);
    return { what: 'stock', at, sku, by: (this.#stock.onHand(sku) ?? 0) - before };
  }

  #plan(later: Later): void {
    const place = this.#later.findIndex(({ at }) => at > later.at);
    this.#later.splice(place === -1 ? this.#later.length : place, 0, later);
  }
}

/** Units that a dispatch of the order takes, by SKU. */
function unitsOf(order: WireOrder): Map<string, number> {
  const units = new Map<string, number>();
  for (const { offer_sku: sku, quantity, order_line_state: state } of linesOf(order))
    if (state === 'SHIPPING') units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}
