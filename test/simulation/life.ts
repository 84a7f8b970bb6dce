/** What happens while the relay works: on the marketplace, and by people in Dynamics, each at its time. */
import type { World } from '../rehearsal/world.ts';
import { enter } from '../sandbox/mirakl/life.ts';
import type { OrderKind } from '../sandbox/mirakl/order-kinds.ts';
import { linesOf, type WireOrder } from '../sandbox/mirakl/order-shape.ts';

export interface Happening {
  /** Milliseconds after the start. */
  readonly at: number;
  readonly happen: (world: World) => void;
}

const second = 1_000;

/** One order of every kind is there; later changes, new orders and a clerk's repairs follow once the backlog is in. */
export const smallLife: readonly Happening[] = [
  { at: 0, happen: ({ life }) => life.generateBacklog(25) },
  { at: 100 * second, happen: mapUnknownSkus },
  {
    at: 100 * second,
    happen: (world) => {
      cancelUnit(world, 'cleared');
    },
  },
  {
    at: 100 * second,
    happen: (world) => {
      refundUnit(world, 'discount');
    },
  },
  {
    at: 100 * second,
    happen: (world) => {
      moveHouse(world, 'uuid-line-ids');
    },
  },
  { at: 100 * second, happen: ({ life }) => life.place('cleared') },
  {
    at: 101 * second,
    happen: (world) => {
      openIncident(world, 'number-line-ids');
    },
  },
  { at: 110 * second, happen: ({ life }) => life.place('late-address') },
  { at: 110 * second, happen: ({ life }) => life.place('wrong-vat') },
  // While a copy that read the change above is held up: what it wakes with is older than what is there by then.
  {
    at: 130 * second,
    happen: (world) => {
      moveHouse(world, 'uuid-line-ids');
    },
  },
  {
    at: 170 * second,
    happen: (world) => {
      refundUnit(world, 'discount');
    },
  },
];
export const smallLifeLasts = 9 * 60 * second;

/** A clerk maps every SKU that Dynamics does not know to the product that it once was. */
export function mapUnknownSkus({ mirakl, dataverse, marketplaceId }: World): void {
  const products = new Map(dataverse.rows('product').map((row) => [row.productnumber, row.productid]));
  const mapped = new Set(dataverse.rows('mpb_skumapping').map((row) => row.mpb_sku));
  const unknown = new Set(
    mirakl.orders
      .flatMap((order) => linesOf(order).map((line) => line.offer_sku))
      .filter((sku) => !products.has(sku)),
  );
  for (const sku of unknown) {
    const product = products.get(sku.replace(/^OLD-/, ''));
    if (product === undefined || mapped.has(sku)) continue;
    dataverse.createAs({}, 'mpb_skumapping', {
      mpb_name: sku,
      mpb_sku: sku,
      mpb_marketplaceid: marketplaceId,
      mpb_productid: product,
    });
  }
}

export function cancelUnit(world: World, kind: OrderKind): void {
  withOrder(world, kind, (order, lineId) => {
    world.mirakl.events.cancelLine(order.order_id, lineId, { quantity: 1 });
  });
}

export function refundUnit(world: World, kind: OrderKind): void {
  withOrder(world, kind, (order, lineId) => {
    world.mirakl.events.refund(order.order_id, lineId, { quantity: 1, shippingAmount: 0 });
  });
}

export function openIncident(world: World, kind: OrderKind): void {
  withOrder(world, kind, (order, lineId) => {
    world.mirakl.events.openIncident(order.order_id, lineId);
  });
}

export function moveHouse(world: World, kind: OrderKind): void {
  withOrder(world, kind, (order) => {
    world.mirakl.updateOrder(order.order_id, ({ customer }) => {
      if (customer.shipping_address)
        customer.shipping_address.street_1 = `${world.mirakl.now() % 100_000} Changed Street`;
    });
  });
}

export function ship(world: World, kind: OrderKind): void {
  withOrder(world, kind, (order) => {
    world.mirakl.updateOrder(order.order_id, (body) => {
      enter(body, 'SHIPPED', world.mirakl.now());
    });
  });
}

/** The newest order of a kind that is being shipped; nothing where there is none. */
function withOrder(world: World, kind: OrderKind, act: (order: WireOrder, lineId: string) => void): void {
  const orders = world.life.born
    .filter((born) => born.kind === kind)
    .map((born) => world.mirakl.order(born.orderId));
  const order = orders.filter((one) => one?.order_state === 'SHIPPING').at(-1);
  const line = order && linesOf(order).find((one) => one.order_line_state === 'SHIPPING');
  if (order && line) act(order, line.order_line_id);
}
