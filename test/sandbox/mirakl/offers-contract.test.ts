/** The sandbox's answers about offers and stock against Mirakl's own OpenAPI document, where that is at hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvColumns, jsonFields } from './offer-columns.ts';
import { example, fieldsOf, mistakes, mistakesAgainst, skip } from './openapi-document.ts';
import { json, sendStock, tryMirakl } from './try-mirakl.ts';

void test('OF21 and OF22 show offers, active and inactive, as declared', { skip }, async () => {
  const { sandbox, get } = tryMirakl({ offers: { catalogue: { quantity: (_, index) => index % 2 } } });
  assert.deepEqual(mistakes('OF21', 200, json(await get('/api/offers?max=100'))), []);
  for (const { offerId } of sandbox.offers.slice(0, 2))
    assert.deepEqual(mistakes('OF22', 200, json(await get(`/api/offers/${offerId}`))), []);
});

void test('STO01 and STO02 answer as declared, whatever becomes of the import', { skip }, async () => {
  const tried = tryMirakl();
  tried.sandbox.addOffer({ sku: 'A', quantity: 1 });
  const started = json(await sendStock(tried, ['A;1', 'X;1'])) as { import_id: string };
  assert.deepEqual(mistakes('STO01', 201, started), []);
  for (const wait of [0, 60_000]) {
    await tried.clock.advance(wait);
    const url = `/api/offers/stock/imports/${started.import_id}/status`;
    assert.deepEqual(mistakes('STO02', 200, json(await tried.get(url))), []);
  }
});

void test("OF24 takes the document's own example and answers as declared", { skip }, async () => {
  const { sandbox, send, clock } = tryMirakl();
  const answer = await send('POST', '/api/offers', example('OF24-request-0.json'));
  assert.equal(answer.status, 201, answer.body.toString());
  assert.deepEqual(mistakes('OF24', 201, json(answer)), []);
  await clock.advance(60_000);
  assert.equal(sandbox.offer('Offer_SKU_001')?.quantity, 5000);
});

void test('OF52 and OF53 answer as declared, and files have the declared fields', { skip }, async () => {
  const { sandbox, send, get, clock } = tryMirakl({ offers: { catalogue: { quantity: 3 } } });
  sandbox.removeOffer('BBQ-ER-1');
  const body = { export_type: 'application/json', last_request_date: '2026-11-01T00:00:00Z' };
  const started = json(await send('POST', '/api/offers/export/async', body)) as { tracking_id: string };
  assert.deepEqual(mistakes('OF52', 200, started), []);
  const status = `/api/offers/export/async/status/${started.tracking_id}`;
  assert.deepEqual(mistakes('OF53', 200, json(await get(status))), []);
  await clock.advance(20_000);
  const done = json(await get(status)) as { urls: string[] };
  assert.deepEqual(mistakes('OF53', 200, done), []);
  const offers = json(await get(done.urls[0]!.replace('http://mirakl.test', ''))) as object[];
  assert.equal(offers.length, 300);
  for (const offer of offers)
    assert.deepEqual(mistakesAgainst('OF54_Response_200_Ext_FileStructure', offer), []);
});

void test('the columns of exports are those of the document, its requests and its files', { skip }, () => {
  const csv = fieldsOf('OF54_Response_200_TextCsv_Ext_FileStructure');
  for (const name of Object.keys(csvColumns)) assert.ok(csv.includes(name), name);
  assert.deepEqual(
    csv.filter((name) => !(name in csvColumns) && !name.includes('[')).sort(),
    ['discount-retail-price', 'discount-retail-price-end-date', 'discount-retail-price-start-date'].concat([
      'msrp',
      'origin-retail-price',
      'retail-price',
    ]),
  );
  const fields = fieldsOf('OF54_Response_200_Ext_FileStructure');
  assert.deepEqual(
    fields.filter((name) => !(name in jsonFields)),
    [],
  );
  const asked = JSON.parse(example('OF52-request-1.json')) as { include_fields: string[] };
  assert.deepEqual(
    asked.include_fields.filter((name) => !(name in jsonFields)),
    [],
  );
});
