import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../sandbox/clock.ts';
import { linesOf } from '../../sandbox/mirakl/order-shape.ts';
import { createWorld } from '../world.ts';
import type { StockSourceName } from './stock-columns.ts';
import { StockMovements, type Happened, type StockMovementOptions } from './stock-movements.ts';

const hour = 3_600_000;

function market(source: StockSourceName, options: StockMovementOptions) {
  const clock = new ManualClock('2026-11-02T09:00:00Z');
  const world = createWorld({ clock, stock: { source, products: 40, onHand: () => 30 } });
  world.life.live(2, { cleared: 1 });
  return { clock, world, movements: new StockMovements(world, options) };
}

async function live({ clock, world, movements }: ReturnType<typeof market>, ms: number): Promise<Happened[]> {
  const happened: Happened[] = [];
  for (const end = clock.now() + ms; clock.now() < end;) {
    await clock.advance(Math.max(0, Math.min(movements.nextAt, end) - clock.now()));
    world.mirakl.now();
    happened.push(...movements.upTo(clock.now()));
  }
  return happened;
}

const stockMoves = (happened: readonly Happened[]) => happened.filter((one) => one.what === 'stock');

for (const source of ['productOnHand', 'fieldService', 'stockLevels'] satisfies StockSourceName[]) {
  test(`${source}: what the stock says at the end is what it said before and all that happened`, async () => {
    const setting = market(source, { perMinute: { sale: 6, receipt: 0.5, return: 1, dispatch: 1 } });
    const happened = stockMoves(await live(setting, 4 * hour));
    const { stock } = setting.world;
    for (const { sku } of stock?.products ?? []) {
      const moved = happened.filter((one) => one.sku === sku).reduce((sum, { by }) => sum + by, 0);
      assert.equal(stock?.onHand(sku), 30 + moved, sku);
    }
    assert.ok(happened.some(({ by }) => by >= 10) && happened.some(({ by }) => by < 0));
  });
}

test('an order is dispatched once, and its goods leave once, whichever comes first', async () => {
  const setting = market('stockLevels', { perMinute: { dispatch: 4 }, longestGap: 30 * 60_000 });
  const happened = await live(setting, 6 * hour);
  const dispatched = happened.filter((one) => one.what === 'dispatched').map(({ orderId }) => orderId);
  assert.equal(new Set(dispatched).size, dispatched.length);
  assert.ok(dispatched.length > 500, String(dispatched.length));
  const taken = -stockMoves(happened).reduce((sum, { by }) => sum + by, 0);
  const units = (orderId: string) =>
    linesOf(setting.world.mirakl.order(orderId)!).reduce((sum, { quantity }) => sum + quantity, 0);
  const left = dispatched.reduce((sum, orderId) => sum + units(orderId), 0);
  // What one half of is done is at most the difference.
  assert.ok(
    Math.abs(taken - left) <= setting.movements.halfDelivered * 16,
    `${taken} taken, ${left} dispatched`,
  );
  assert.ok(setting.world.mirakl.orders.filter(({ order_state: state }) => state === 'SHIPPED').length > 0);
});

test('both halves of a delivery may be one moment', async () => {
  const setting = market('stockLevels', { perMinute: { dispatch: 2 }, deliveries: { together: 1 } });
  const happened = await live(setting, 2 * hour);
  assert.equal(setting.movements.halfDelivered, 0);
  const moments = (what: Happened['what']) =>
    new Set(happened.filter((one) => one.what === what).map(({ at }) => at));
  assert.deepEqual(moments('stock'), moments('dispatched'));
});

test('goods of an order that is cancelled after they were picked go back', async () => {
  const setting = market('productOnHand', {
    perMinute: { dispatch: 30 },
    deliveries: { 'goods-first': 1 },
    longestGap: 2 * hour,
  });
  const { clock, world, movements } = setting;
  const happened = await live(setting, hour);
  assert.ok(movements.halfDelivered > 0);
  for (const { order_id: orderId, order_state: state, order_lines: lines } of world.mirakl.orders) {
    if (state !== 'SHIPPING') continue;
    for (const line of lines) world.mirakl.events.cancelLine(orderId, line.order_line_id);
  }
  // Nothing new is taken from now on.
  await clock.advance(2 * hour);
  while (movements.halfDelivered > 0) happened.push(...movements.upTo(movements.nextAt));
  const dispatched = happened.filter((one) => one.what === 'dispatched').map(({ orderId }) => orderId);
  const left = dispatched
    .flatMap((orderId) => linesOf(world.mirakl.order(orderId)!))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const taken = -stockMoves(happened).reduce((sum, { by }) => sum + by, 0);
  assert.equal(taken, left);
});

test('other channels sell no more than is on hand, or than they are told', async () => {
  const setting = market('productOnHand', { perMinute: { sale: 60 }, forSale: () => 1 });
  const sales = stockMoves(await live(setting, hour));
  assert.ok(sales.every(({ by }) => by === -1));
  await live(setting, 3 * hour);
  assert.ok(setting.world.stock?.products.every(({ sku }) => setting.world.stock!.onHand(sku)! >= 0));
});
