import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { SellerLife } from './seller-life.ts';
import type { MiraklOptions } from './settings.ts';
import { json, orderIn, sendStock, tryMirakl, type Tried } from './try-mirakl.ts';

/** What `orderIn` orders three of. */
const sku = 'BBQ-ER-1';

function shop(settings: MiraklOptions['settings'] = {}, quantity = 10): Tried {
  return tryMirakl({ offers: { catalogue: { quantity } }, settings });
}

void test('an order takes its units from the offer when it is placed, and never leaves less than nothing', () => {
  const { sandbox } = shop();
  sandbox.addOrder(orderIn('STAGING', 'T1'));
  assert.equal(sandbox.offer(sku)?.quantity, 7);
  assert.equal(sandbox.order('T1-A')?.order_lines[0]?.offer_id, sandbox.offer(sku)?.offerId);
  for (const id of ['T2', 'T3', 'T4']) sandbox.addOrder(orderIn('STAGING', id));
  assert.equal(sandbox.offer(sku)?.quantity, 0);
});

void test('by switch, and for orders from files and from before, the quantity stays', () => {
  const off = shop({ salesReduceOffers: false });
  off.sandbox.addOrder(orderIn('STAGING'));
  assert.equal(off.sandbox.offer(sku)?.quantity, 10);
  const { sandbox } = shop();
  sandbox.addOrderText(JSON.stringify(orderIn('SHIPPING', 'T1')));
  sandbox.addOrder(orderIn('SHIPPING', 'T2'), { reducesOffers: false });
  new SellerLife({ sandbox }).generateBacklog(50);
  assert.ok(sandbox.offers.every(({ quantity }) => quantity === 10));
});

void test('cancelled and refused units go back into the offer only where the switch says so', async () => {
  for (const cancellationRestocks of [false, true]) {
    const { sandbox, send } = shop({ cancellationRestocks, orderAcceptance: 'NOT_AUTOMATIC' });
    const order = orderIn('WAITING_ACCEPTANCE', 'T1');
    const lineId = order.order_lines[0]!.order_line_id;
    sandbox.addOrder(order);
    sandbox.addOrder(orderIn('WAITING_DEBIT', 'T2'));
    sandbox.addOrder(orderIn('WAITING_DEBIT', 'T3'), { reducesOffers: false });
    sandbox.events.cancelLine('T2-A', 'T2-A-1', { quantity: 2 });
    sandbox.events.cancelLine('T3-A', 'T3-A-1');
    assert.equal(sandbox.offer(sku)?.quantity, cancellationRestocks ? 6 : 4);
    await send('PUT', '/api/orders/T1-A/accept', { order_lines: [{ id: lineId, accepted: false }] });
    assert.equal(sandbox.offer(sku)?.quantity, cancellationRestocks ? 9 : 4);
  }
});

void test('a customer buys what is on offer and no more, at the price of the offer', () => {
  const { sandbox } = tryMirakl({ offers: { generated: { count: 10 } } });
  sandbox.addOffer({ sku: 'A', quantity: 2, title: 'Anvil', priceMinor: 4500 });
  sandbox.addOffer({ sku: 'B', quantity: 2, blockedBy: ['SHOP_NOT_OPEN'] });
  const life = new SellerLife({ sandbox });
  assert.equal(life.buy('A', 3), undefined);
  assert.equal(life.buy('B', 1), undefined);
  assert.equal(life.buy('C', 1), undefined);
  const born = life.buy('A', 2);
  const order = sandbox.order(born!.orderId)!;
  const [line] = order.order_lines;
  assert.deepEqual(
    [order.order_state, line?.product_title, line?.quantity, line?.price],
    ['STAGING', 'Anvil', 2, 90],
  );
  assert.equal(line?.offer_id, sandbox.offer('A')?.offerId);
  assert.equal(life.buy('A', 1), undefined);
  assert.ok(life.buy('SKU-0000010', 10));
  assert.equal(sandbox.offer('SKU-0000010')?.active, false);
  assert.deepEqual(
    life.born.map(({ orderId }) => orderId),
    sandbox.orders.map((each) => each.order_id),
  );
});

void test('customers who come by themselves buy until nothing is left; each unit leaves once', async () => {
  const { sandbox, clock } = shop({}, 2);
  const life = new SellerLife({ sandbox });
  life.live(10, { cleared: 1 });
  await clock.advance(6 * 60 * 60_000);
  const sold = new Map<string, number>();
  for (const { offer_sku, quantity } of sandbox.orders.flatMap((order) => order.order_lines)) {
    sold.set(offer_sku, (sold.get(offer_sku) ?? 0) + quantity);
  }
  for (const offer of sandbox.offers) assert.equal(offer.quantity + (sold.get(offer.sku) ?? 0), 2, offer.sku);
  const left = sandbox.offers.reduce((sum, { quantity }) => sum + quantity, 0);
  assert.ok(left < 60, `${left} of 600 units are left after 3,600 customers`);
});

void test('an order that is placed takes what is on offer, and takes anyway where nothing is', () => {
  const { sandbox } = shop({}, 0);
  const products = catalogue().filter((product) => product.sku.startsWith('HMR-ER-'));
  const there = ['HMR-ER-1', 'HMR-ER-2', 'HMR-ER-4'];
  for (const each of there) sandbox.changeOffer(each, { quantity: 1000 });
  const life = new SellerLife({ sandbox, products });
  const bought = (orderId: string): string[] =>
    sandbox.order(orderId)!.order_lines.map((line) => line.offer_sku);
  for (let at = 0; at < 20; at += 1) {
    assert.ok(bought(life.place().orderId).every((each) => there.includes(each)));
  }
  for (const each of there) sandbox.changeOffer(each, { quantity: 0 });
  assert.ok(bought(life.place().orderId).length > 0);
  assert.ok(sandbox.offers.every(({ quantity }) => quantity === 0));
});

void test('sales and stock lines happen in the order of their moments, also when nobody looks in between', async () => {
  const often = shop({ stockImport: { baseMs: 5000, perLineMs: 100 } }, 50);
  const seldom = shop({ stockImport: { baseMs: 5000, perLineMs: 100 } }, 50);
  for (const tried of [often, seldom]) {
    new SellerLife({ sandbox: tried.sandbox }).live(60, { cleared: 1 });
    await sendStock(
      tried,
      tried.sandbox.offers.map((offer) => `${offer.sku};20`),
    );
    const step = tried === often ? 1000 : 120_000;
    for (let passed = 0; passed < 120_000; passed += step) {
      await tried.clock.advance(step);
      tried.sandbox.now();
    }
  }
  const state = ({ sandbox }: Tried): unknown =>
    sandbox.offers.map(({ quantity, updatedAt }) => [quantity, updatedAt]);
  assert.deepEqual(state(often), state(seldom));
  assert.ok(seldom.sandbox.orders.length > 80);
});

void test('a sale is an update of the offer', async () => {
  const { sandbox, get, clock } = shop();
  await clock.advance(60_000);
  sandbox.addOrder(orderIn('STAGING'));
  const url = '/api/offers/export?last_request_date=2026-11-02T09:00:01Z&include_fields=shop-sku,quantity';
  const answer = await get(`${url}&shop_id=2000`);
  assert.equal(answer.status, 406);
  const csv = await sandbox.handle({
    method: 'GET',
    url,
    headers: { authorization: '0f9e8d7c-test-key' },
    body: Buffer.from(''),
  });
  assert.equal(csv.body.toString(), `shop-sku;quantity\n${sku};7\n`);
  const listed = json(await get(`/api/offers?sku=${sku}`)) as { offers: { quantity: number }[] };
  assert.equal(listed.offers[0]?.quantity, 7);
});
