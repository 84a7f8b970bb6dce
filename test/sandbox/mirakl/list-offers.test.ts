import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, tryMirakl, type Tried } from './try-mirakl.ts';

interface Page {
  offers: {
    shop_sku: string;
    offer_id: number;
    quantity: number;
    active: boolean;
    inactivity_reasons?: string[];
  }[];
  total_count: number;
}

function shop(): Tried {
  const tried = tryMirakl();
  const add = (sku: string, priceMinor: number, title: string, quantity = 5): void => {
    tried.sandbox.addOffer({ sku, quantity, priceMinor, title, productSku: `P-${sku}` });
  };
  add('A', 300, 'Saw');
  add('B', 100, 'Drill', 0);
  add('C', 200, 'Hammer');
  add('D', 50, 'Gone');
  tried.sandbox.removeOffer('D');
  return tried;
}

async function page({ get }: Tried, query: string): Promise<Page> {
  return json(await get(`/api/offers${query}`)) as Page;
}

async function skus(tried: Tried, query: string): Promise<string> {
  return (await page(tried, query)).offers.map((offer) => offer.shop_sku).join('');
}

void test('offers come by total price, or as the sort parameter says; inactive ones too, deleted ones not', async () => {
  const tried = shop();
  assert.equal(await skus(tried, ''), 'BCA');
  assert.equal(await skus(tried, '?order=desc'), 'ACB');
  assert.equal(await skus(tried, '?sort=productTitle'), 'BCA');
  assert.equal(await skus(tried, '?sort=productTitle&order=desc&max=2'), 'AC');
  assert.equal(await skus(tried, '?max=2&offset=1'), 'CA');
  assert.equal(await skus(tried, '?order=desc&max=2&offset=2'), 'B');
  tried.sandbox.changeOffer('A', { priceMinor: 10 });
  assert.equal(await skus(tried, ''), 'ABC');
});

void test('one offer is found by its SKU; a SKU that nobody has finds none', async () => {
  const tried = shop();
  const { offers, total_count } = await page(tried, '?sku=B');
  assert.equal(total_count, 1);
  const { shop_sku, quantity, active, inactivity_reasons } = offers[0]!;
  assert.deepEqual([shop_sku, quantity, active, inactivity_reasons], ['B', 0, false, ['ZERO_QUANTITY']]);
  for (const query of ['?sku=D', '?sku=b', '?favorite=true', '?offer_state_codes=1', '?product_id=P-D'])
    assert.deepEqual(await page(tried, query), { offers: [], total_count: 0 }, query);
  assert.equal(await skus(tried, '?product_id=P-C'), 'C');
  assert.equal(await skus(tried, '?offer_state_codes=1,11&sku=C'), 'C');
});

void test('pages are linked, have ten rows unless asked, and a hundred at most', async () => {
  const tried = tryMirakl({ offers: { generated: { count: 250 } } });
  const { offers, total_count } = await page(tried, '');
  assert.deepEqual([offers.length, total_count], [10, 250]);
  assert.equal((await page(tried, '?max=200')).offers.length, 100);
  const seen = new Set<string>();
  let url: string | undefined = '/api/offers?max=100';
  while (url !== undefined) {
    const answer = await tried.get(url);
    for (const offer of (json(answer) as Page).offers) seen.add(offer.shop_sku);
    url = /<http:\/\/mirakl\.test([^>]+)>; rel="next"/.exec(answer.headers.link ?? '')?.[1];
  }
  assert.equal(seen.size, 250);
  assert.equal((await tried.get('/api/offers?max=x')).status, 400);
  assert.equal((await tried.get('/api/offers?sort=quantity')).status, 400);
});

void test('an offer is found by its id until it is gone', async () => {
  const tried = tryMirakl({ offers: { generated: { count: 2 } } });
  tried.sandbox.addOffer({ sku: 'A', quantity: 1 });
  for (const sku of ['A', 'SKU-0000001', 'SKU-0000002']) {
    const { offerId } = tried.sandbox.offer(sku)!;
    const found = json(await tried.get(`/api/offers/${offerId}`)) as { shop_sku: string };
    assert.equal(found.shop_sku, sku);
    tried.sandbox.removeOffer(sku);
    assert.equal((await tried.get(`/api/offers/${offerId}`)).status, 404);
  }
  for (const id of ['1', '2000002', '10000003', 'A', '2000000', '9999999999999'])
    assert.equal((await tried.get(`/api/offers/${id}`)).status, 404, id);
});
