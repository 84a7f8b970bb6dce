/** Processor time of reading an order and deciding about it, beside merely parsing the same bytes. */
import { performance } from 'node:perf_hooks';
import { decideOrder } from '../../relay/src/domain/orders/decide-order.ts';
import type { MarketplaceOrder } from '../../relay/src/domain/orders/marketplace-order.ts';
import { readOrder } from '../../relay/src/mirakl/read-order.ts';
import { parseWire } from '../../relay/src/mirakl/wire-json.ts';
import { Harness } from '../system/harness.ts';
import { addTwoLineOrders } from '../system/two-line-orders.ts';

const rounds = 20;
const { world } = new Harness();
addTwoLineOrders(world, 500);
const bodies = world.mirakl.orders.map((order) => JSON.stringify(order));

const parse = time(() => bodies.map((body) => JSON.parse(body) as unknown));
const wire = time(() => bodies.map(parseWire));
const read = time(() => bodies.map((body) => readOrder(parseWire(body))));
const orders = bodies.flatMap((body): MarketplaceOrder[] => {
  const reading = readOrder(parseWire(body));
  return reading.ok ? [reading.order] : [];
});
const decide = time(() => orders.map((order) => decideOrder(factsOf(order))));

const each = (ms: number) => `${((ms / bodies.length) * 1000).toFixed(1)} µs`.padStart(10);
console.log(`  JSON.parse of an order           ${each(parse)}`);
console.log(`  parsed with its numbers exact    ${each(wire)}   ${(wire / parse).toFixed(1)} x`);
console.log(`  read into the domain's words     ${each(read)}   ${(read / parse).toFixed(1)} x`);
console.log(`  decided, VAT and totals proved   ${each(decide)}   ${(decide / parse).toFixed(1)} x`);

function factsOf(order: MarketplaceOrder): Parameters<typeof decideOrder>[0] {
  return {
    now: '2026-11-02T12:00:00Z',
    order,
    marketplace: {
      hold: null,
      currency: 'GBP',
      establishedInUk: true,
      acceptOrders: false,
      shippingProduct: { productId: 'delivery', unitId: 'each' },
      pricingPrecision: 2,
      discountMethod: 'lineItem',
      customerPolicy: 'marketplaceAccount',
    },
    products: new Map(
      order.lines.map((line) => [
        line.sku ?? '',
        {
          productId: line.sku ?? '',
          unitId: 'each',
          name: 'x',
          active: true,
          taxCategory: 'standard',
          inPriceList: true,
          by: 'productNumber',
        },
      ]),
    ),
    taxRules: [
      {
        taxCategory: 'standard',
        territory: 'UK',
        treatment: 'taxable',
        rate: 200_000,
        validFrom: '2011-01-04',
        validTo: null,
        taxCode: null,
      },
    ],
    imported: null,
  };
}

/** The best of several rounds, ms. */
function time(work: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
