import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { catalogue, vatRates } from './catalogue.ts';
import { orderKinds, type OrderKind } from './order-kinds.ts';
import type { WireOrder } from './order-shape.ts';
import { SellerLife } from './seller-life.ts';
import { tryMirakl } from './try-mirakl.ts';
import { vatIn } from './vat.ts';

const products = catalogue();

function backlog(count: number, seed = 1): { orders: Map<OrderKind, WireOrder[]>; all: WireOrder[] } {
  const { sandbox } = tryMirakl();
  const born = new SellerLife({ sandbox, seed }).generateBacklog(count);
  const orders = new Map<OrderKind, WireOrder[]>();
  for (const { orderId, kind } of born)
    orders.set(kind, [...(orders.get(kind) ?? []), sandbox.order(orderId)!]);
  return { orders, all: sandbox.orders };
}

void test('the catalogue has some 300 different products with right EANs, prices and every tax category', () => {
  assert.equal(products.length, 300);
  assert.deepEqual(catalogue(1), products);
  for (const part of ['sku', 'ean', 'name'] as const)
    assert.equal(new Set(products.map((p) => p[part])).size, 300);
  for (const { ean, priceMinor } of products) {
    const sum = Array.from(ean).reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
    assert.equal(sum % 10, 0, ean);
    assert.ok(Number.isInteger(priceMinor) && priceMinor >= 99);
  }
  assert.deepEqual(new Set(products.map((p) => p.taxCategory)), new Set(Object.keys(vatRates)));
});

void test('a backlog has every kind, the same for the same seed, and its kind is nowhere in an order', () => {
  const { orders, all } = backlog(200);
  for (const kind of orderKinds) {
    assert.ok((orders.get(kind)?.length ?? 0) > 0, kind);
    if (kind.includes('-')) assert.ok(!JSON.stringify(all).includes(`"${kind}"`), kind);
  }
  assert.deepEqual(backlog(200).all, all);
  assert.notDeepEqual(backlog(200, 2).all, all);
});

void test('the totals of an order are the sums of its lines, whatever happened to it, except where they shall not be', () => {
  const { orders } = backlog(300);
  const pence = (amount: number): number => Math.round(amount * 100);
  for (const [kind, list] of orders) {
    for (const order of list) {
      const lines = order.order_lines.reduce(
        (sum, line) => sum + pence(line.price) + pence(line.shipping_price),
        0,
      );
      assert.equal(pence(order.total_price) === lines, kind !== 'totals-off', `${kind} ${order.order_id}`);
      for (const line of order.order_lines) {
        assert.equal(pence(line.total_commission), pence(line.commission_fee) + pence(line.commission_vat));
        assert.equal(pence(line.commission_fee), Math.floor((pence(line.total_price) * 125) / 1000 + 0.5));
        if (kind !== 'three-decimals')
          assert.equal(pence(line.price_unit) * line.quantity, pence(line.price));
      }
    }
  }
});

void test('each kind is what its name says', () => {
  const { orders } = backlog(200);
  const every = (kind: OrderKind, holds: (order: WireOrder) => boolean): void => {
    for (const order of orders.get(kind) ?? []) assert.ok(holds(order), `${kind} ${order.order_id}`);
  };
  const known = new Set(products.map((product) => product.sku));
  const zip = (order: WireOrder): string => order.customer.shipping_address?.zip_code ?? '';
  every(
    'cleared',
    (o) => o.order_state === 'SHIPPING' && o.order_lines.every((line) => known.has(line.offer_sku)),
  );
  every(
    'not-yet-paid',
    (o) => o.order_state === 'WAITING_DEBIT_PAYMENT' && o.customer.billing_address === null,
  );
  every('waiting-acceptance', (o) => o.order_state === 'WAITING_ACCEPTANCE');
  every('late-address', (o) => o.order_state === 'SHIPPING' && o.customer.shipping_address?.street_1 === '');
  every('unknown-sku', (o) => o.order_lines.some((line) => !known.has(line.offer_sku)));
  every('jersey', (o) => zip(o).startsWith('JE'));
  every('guernsey', (o) => zip(o).startsWith('GY'));
  every('foreign-currency', (o) => o.currency_iso_code === 'EUR');
  every('discount', (o) => o.order_lines.every((line) => line.origin_unit_price > line.price_unit));
  every('cancelled-before-import', (o) => o.order_state === 'CANCELED' && o.total_price === 0);
  every(
    'partly-cancelled',
    (o) => o.order_lines[0]!.cancelations.length === 1 && o.order_lines[0]!.quantity > 0,
  );
  every('partly-refunded', (o) => o.order_lines[0]!.refunds.length === 1 && !o.fully_refunded);
  every('with-incident', (o) => o.has_incident);
  every('uuid-line-ids', (o) => o.order_lines.every((line) => /^[0-9a-f-]{36}$/.test(line.order_line_id)));
  every('number-line-ids', (o) => o.order_lines.every((line) => /^\d+$/.test(line.order_line_id)));
  every('three-decimals', (o) => !Number.isInteger(Number((o.order_lines[0]!.price_unit * 100).toFixed(3))));
  every('unicode-name', (o) => /[^\x20-\x7e]/.test(o.customer.firstname + o.customer.lastname));
  every('long-address', (o) => o.customer.shipping_address!.street_1.length > 250);
  every('indivisible-net', (o) => o.total_price === 30 && o.order_lines[0]!.quantity === 3);
  every('no-country-code', (o) => o.customer.shipping_address?.country_iso_code === undefined);
});

void test('VAT by unit, by line and by order differ, and the wrong VAT is none of them', () => {
  const { orders } = backlog(200);
  const methodsOf = (order: WireOrder): string[] => {
    const bySku = new Map(products.map((product) => [product.sku, product]));
    const lines = order.order_lines.map((line) => ({
      unit: Math.round(line.price_unit * 100),
      quantity: line.quantity,
      rate: vatRates[bySku.get(line.offer_sku)!.taxCategory],
    }));
    const given = order.order_lines.map((line) => Math.round((line.taxes[0]?.amount ?? 0) * 100));
    return (['unit', 'line', 'order'] as const).filter(
      (method) => JSON.stringify(vatIn(lines, method)) === JSON.stringify(given),
    );
  };
  for (const order of orders.get('vat-by-unit') ?? []) assert.deepEqual(methodsOf(order), ['unit']);
  for (const order of orders.get('vat-by-line') ?? []) assert.deepEqual(methodsOf(order), ['line', 'order']);
  for (const order of orders.get('vat-by-order') ?? []) assert.deepEqual(methodsOf(order), ['order']);
  for (const order of orders.get('wrong-vat') ?? []) assert.deepEqual(methodsOf(order), []);
});

void test('VAT spread over lines by the order method always adds up to the order', () => {
  const line = fc.record({
    unit: fc.integer({ min: 0, max: 100_000 }),
    quantity: fc.integer({ min: 1, max: 20 }),
    rate: fc.constant(20),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      const gross = lines.reduce((sum, { unit, quantity }) => sum + unit * quantity, 0);
      const [whole] = vatIn([{ unit: gross, quantity: 1, rate: 20 }], 'line');
      assert.equal(
        vatIn(lines, 'order').reduce((sum, vat) => sum + vat, 0),
        whole,
      );
    }),
    { seed: 20_261_102 },
  );
});

void test('orders come at the chosen rate and clear by themselves while the clock moves', async () => {
  const { sandbox, clock } = tryMirakl();
  const life = new SellerLife({ sandbox });
  life.live(4, { cleared: 1 });
  await clock.advance(100 * 60_000);
  const { length } = sandbox.orders;
  assert.ok(length > 320 && length < 480, String(length));
  const created = sandbox.orders.map((order) => Date.parse(order.created_date));
  assert.ok(created.every((at, position) => position === 0 || at >= created[position - 1]!));
  const cleared = sandbox.orders.filter((order) => order.order_state === 'SHIPPING').length;
  assert.ok(cleared > length * 0.95 && cleared < length);
});

void test('the scenarios of a show happen now: a new order, a late address, a cancelled unit', async () => {
  const { sandbox, clock } = tryMirakl();
  const life = new SellerLife({ sandbox });
  const { orderId } = life.newOrder();
  assert.equal(sandbox.order(orderId)?.order_state, 'STAGING');
  life.cancelLine(orderId);
  assert.equal(sandbox.order(orderId)?.order_lines[0]?.cancelations.length, 1);
  const late = life.lateAddress().orderId;
  await clock.advance(130_000);
  assert.equal(sandbox.order(late)?.order_state, 'SHIPPING');
  assert.equal(sandbox.order(late)?.customer.shipping_address?.street_1, '');
  await clock.advance(180_000);
  assert.match(sandbox.order(late)?.customer.shipping_address?.street_1 ?? '', /\w/);
});
