import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, tryMirakl, type Tried } from './try-mirakl.ts';

const whole = {
  shop_sku: 'A',
  price: '12.34',
  state_code: '11',
  update_delete: 'update',
  quantity: '5',
  description: 'Sharp',
  leadtime_to_ship: 3,
  min_order_quantity: 2,
};

function post({ send }: Tried, ...offers: unknown[]): ReturnType<Tried['send']> {
  return send('POST', '/api/offers', { offers });
}

void test('an offer is written after a while; what is not sent is reset, and its quantity is nothing', async () => {
  const tried = tryMirakl();
  tried.sandbox.addOffer({ sku: 'A', quantity: 9, title: 'Saw', priceMinor: 100 });
  const answer = await post(tried, whole);
  assert.deepEqual([answer.status, json(answer)], [201, { import_id: 2001 }]);
  assert.equal(answer.headers.location, 'http://mirakl.test/api/offers/imports/2001');
  assert.equal(tried.sandbox.offer('A')?.quantity, 9);
  await tried.clock.advance(60_000);
  const { quantity, priceMinor, title, description, leadtimeToShip, minOrderQuantity } =
    tried.sandbox.offer('A')!;
  assert.deepEqual(
    [quantity, priceMinor, title, description, leadtimeToShip, minOrderQuantity],
    [5, 1234, 'Saw', 'Sharp', 3, 2],
  );
  await post(tried, { shop_sku: 'A', price: 12.34, state_code: '11', update_delete: 'update' });
  await tried.clock.advance(60_000);
  const reset = tried.sandbox.offer('A')!;
  assert.deepEqual(
    [reset.quantity, reset.title, reset.description, reset.leadtimeToShip, reset.minOrderQuantity],
    [0, 'Saw', '', 1, 1],
  );
});

void test('offers are created where the product is named, and deleted', async () => {
  const tried = tryMirakl({ offers: { generated: { count: 1 } } });
  tried.sandbox.addOffer({ sku: 'A', quantity: 9 });
  await post(
    tried,
    { ...whole, update_delete: 'delete' },
    { ...whole, shop_sku: 'B', product_id: '9400016774345', product_id_type: 'EAN' },
    { ...whole, shop_sku: 'C' },
    { ...whole, shop_sku: 'D', update_delete: 'delete' },
    { ...whole, shop_sku: 'SKU-0000001', update_delete: '' },
  );
  await tried.clock.advance(60_000);
  assert.deepEqual(
    tried.sandbox.offers.map(({ sku, quantity, priceMinor }) => [sku, quantity, priceMinor]),
    [
      ['B', 5, 1234],
      ['SKU-0000001', 5, 1234],
    ],
  );
});

void test('the same request while the first is under way is the same import', async () => {
  const tried = tryMirakl();
  const id = async (...offers: unknown[]): Promise<unknown> => json(await post(tried, ...offers));
  assert.deepEqual(
    [await id(whole), await id(whole), await id({ ...whole, quantity: 6 })],
    [{ import_id: 2001 }, { import_id: 2001 }, { import_id: 2002 }],
  );
  await tried.clock.advance(60_000);
  assert.deepEqual(await id(whole), { import_id: 2003 });
});

void test('a missing wrapper, a missing field and a wrong type are refused; nothing is written', async () => {
  const tried = tryMirakl({ frequencyLimits: 'off' });
  tried.sandbox.addOffer({ sku: 'A', quantity: 9 });
  for (const name of ['shop_sku', 'price', 'state_code', 'update_delete'])
    assert.equal((await post(tried, whole, { ...whole, [name]: undefined })).status, 400, name);
  for (const wrong of [
    { price: 'cheap' },
    { price: -1 },
    { quantity: 1.5 },
    { quantity: 2 ** 31 },
    { shop_sku: 5 },
    { update_delete: 'add' },
    { description: {} },
  ])
    assert.equal((await post(tried, { ...whole, ...wrong })).status, 400, JSON.stringify(wrong));
  for (const body of [whole, { offers: [] }, { offers: [7] }, [whole]])
    assert.equal((await tried.send('POST', '/api/offers', body)).status, 400);
  await tried.clock.advance(60_000);
  assert.equal(tried.sandbox.offer('A')?.quantity, 9);
});

void test('offers may be written once a minute', async () => {
  const tried = tryMirakl({ frequencyLimits: 'on' });
  assert.deepEqual([(await post(tried, whole)).status, (await post(tried, whole)).status], [201, 429]);
});
