/** What the show room can make happen to orders on the pretend B&Q, in the words of its panel. */
import type { OrderKind } from '../../sandbox/mirakl/order-kinds.ts';
import type { WireOrder } from '../../sandbox/mirakl/order-shape.ts';
import type { World } from '../world.ts';
import type { Scenario } from './client/scenario.ts';
import type { Play } from './play.ts';

/** A day on which an order can still be cancelled or has gone, in the marketplace's states. */
const toShip = ['SHIPPING'];
const gone = ['SHIPPED', 'TO_COLLECT', 'RECEIVED'];

let skusMade = 0;

function arrives(id: OrderKind, title: string, hint: string): Play {
  return {
    id,
    group: 'orders',
    title,
    hint,
    needsOrder: false,
    upTo: 10,
    play: ({ life }, { count }) => {
      const born = Array.from({ length: count }, () => life.place(id));
      const last = born.at(-1)?.orderId ?? null;
      return { text: `${title}: ${count === 1 ? (last ?? '') : `${count} orders placed`}`, orderId: last };
    },
  };
}

function happensTo(
  scenario: Pick<Scenario, 'id' | 'title' | 'hint'> & { states: readonly string[] },
  happen: (world: World, order: WireOrder) => string,
): Play {
  const { states, ...rest } = scenario;
  return {
    ...rest,
    group: 'after',
    needsOrder: true,
    upTo: 1,
    play: (world, { orderId }) => {
      const order = orderFor(world, orderId, states);
      return { text: happen(world, order), orderId: order.order_id };
    },
  };
}

export const orderPlays: readonly Play[] = [
  arrives('cleared', 'New order', 'Paid within seconds; then it becomes a Sales Order by itself.'),
  {
    id: 'unknown-sku',
    group: 'orders',
    title: 'Orders with an unknown SKU',
    hint: 'All of one SKU that Dynamics does not know: map it once, and all of them are cleared.',
    needsOrder: false,
    upTo: 40,
    play: ({ life, mirakl }, { count }) => {
      skusMade += 1;
      let sku = '';
      const born = Array.from({ length: count }, () => {
        const { orderId } = life.place('unknown-sku');
        mirakl.updateOrder(orderId, (order) => {
          const line = order.order_lines[0]!;
          if (sku === '') sku = `${line.offer_sku}-${skusMade}`;
          line.offer_sku = sku;
        });
        return orderId;
      });
      return {
        text: `${count} ${count === 1 ? 'order' : 'orders'} with the unknown SKU ${sku}`,
        orderId: born.at(-1) ?? null,
      };
    },
  },
  arrives('wrong-vat', 'Order with wrong VAT', 'Held up: the tax on it agrees with none of your tax rules.'),
  arrives('late-address', 'Order with a late address', 'Waits; the address comes three minutes later.'),
  arrives('jersey', 'Order to Jersey', 'Export: no VAT, by the rule for the Channel Islands.'),
  arrives('foreign-currency', 'Order in euros', 'Held up: the marketplace is set up for pounds.'),
  happensTo(
    {
      id: 'cancel-line',
      title: 'Cancel a line',
      hint: 'After import this is a difference: sales applies it on the Sales Order.',
      states: toShip,
    },
    ({ mirakl }, order) => {
      const line = lineOf(order, (each) => each.quantity > 0);
      mirakl.events.cancelLine(order.order_id, line.order_line_id, { quantity: 1 });
      return `One of ${line.quantity} "${line.product_title}" of ${order.order_id} is cancelled`;
    },
  ),
  happensTo(
    {
      id: 'cancel-order',
      title: 'Cancel the whole order',
      hint: 'Every line is cancelled on the marketplace.',
      states: toShip,
    },
    ({ mirakl }, order) => {
      for (const { order_line_id, quantity } of order.order_lines)
        if (quantity > 0) mirakl.events.cancelLine(order.order_id, order_line_id);
      return `${order.order_id} is cancelled`;
    },
  ),
  happensTo(
    {
      id: 'dispatch',
      title: 'Dispatch the parcel',
      hint: 'Shipped with DPD, with a tracking number.',
      states: toShip,
    },
    ({ mirakl }, order) => {
      mirakl.events.change(order.order_id, (wire) => {
        wire.shipping_carrier_code = 'DPDUK';
        wire.shipping_company = 'DPD UK';
        wire.shipping_tracking = `1550${wire.order_id.replace(/\D/g, '').padStart(10, '0')}`;
      });
      mirakl.events.moveTo(order.order_id, 'SHIPPED');
      return `${order.order_id} is on its way`;
    },
  ),
  happensTo(
    {
      id: 'receive',
      title: 'Customer has it',
      hint: 'Received: returns and refunds may follow.',
      states: ['SHIPPED'],
    },
    ({ mirakl }, order) => {
      mirakl.events.moveTo(order.order_id, 'RECEIVED');
      return `${order.order_id} was received`;
    },
  ),
  happensTo(
    {
      id: 'refund',
      title: 'Refund a line',
      hint: 'Shown with what it takes from the payout.',
      states: [...toShip, ...gone],
    },
    ({ mirakl }, order) => {
      const line = lineOf(order, (each) => each.refunds.length === 0 && each.quantity > 0);
      mirakl.events.refund(order.order_id, line.order_line_id, { quantity: 1, shippingAmount: 0 });
      return `"${line.product_title}" of ${order.order_id} is refunded`;
    },
  ),
  happensTo(
    {
      id: 'incident',
      title: 'Open an incident',
      hint: 'A customer complains about a line.',
      states: [...toShip, ...gone],
    },
    ({ mirakl }, order) => {
      const line = lineOf(order, (each) => each.order_line_state !== 'INCIDENT_OPEN');
      mirakl.events.openIncident(order.order_id, line.order_line_id);
      return `An incident is open on ${order.order_id}`;
    },
  ),
];

function orderFor(
  { mirakl, dataverse }: World,
  orderId: string | null,
  states: readonly string[],
): WireOrder {
  if (orderId !== null) {
    const order = mirakl.order(orderId);
    if (!order) throw new Error(`The marketplace has no order ${orderId}.`);
    if (!states.includes(order.order_state))
      throw new Error(
        `${orderId} is ${order.order_state} on the marketplace; this needs ${states.join(' or ')}.`,
      );
    return order;
  }
  const imported = new Set(
    dataverse.rows('mpb_order').flatMap((row) => (row.mpb_salesorderid ? [String(row.mpb_name)] : [])),
  );
  const newest = mirakl.orders
    .filter((order) => states.includes(order.order_state) && imported.has(order.order_id))
    .at(-1);
  if (!newest) throw new Error(`There is no imported order that is ${states.join(' or ')} yet.`);
  return newest;
}

function lineOf(order: WireOrder, fits: (line: WireOrder['order_lines'][number]) => boolean) {
  const line = order.order_lines.find(fits);
  if (!line) throw new Error(`No line of ${order.order_id} is left for that.`);
  return line;
}
