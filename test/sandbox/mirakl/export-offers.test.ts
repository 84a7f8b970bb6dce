import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvRows } from './csv.ts';
import { csvColumns } from './offer-columns.ts';
import type { MiraklOptions } from './settings.ts';
import { json, tryMirakl, type Tried } from './try-mirakl.ts';

const url = '/api/offers/export/async';
const few = ['shop-sku', 'quantity', 'active', 'deleted'];
const small = { offerExport: { leastItemsPerChunk: 1, leastMegabytesPerChunk: 1 } };

function shop(options: Partial<MiraklOptions> = {}): Tried {
  const tried = tryMirakl(options);
  for (const [sku, quantity] of [
    ['A', 3],
    ['B', 0],
    ['C', 7],
  ] as const) {
    tried.sandbox.addOffer({ sku, quantity });
  }
  return tried;
}

async function start({ send }: Tried, body: object): Promise<string> {
  const answer = await send('POST', url, body);
  assert.equal(answer.status, 200, answer.body.toString());
  return (json(answer) as { tracking_id: string }).tracking_id;
}

async function status(
  { get }: Tried,
  id: string,
): Promise<{ status: string; urls?: string[]; error?: object }> {
  return json(await get(`${url}/status/${id}`)) as { status: string; urls?: string[] };
}

/** The texts of all files of an export once it is complete. */
async function files(tried: Tried, id: string): Promise<string[]> {
  await tried.clock.advance(20_000);
  const { urls = [] } = await status(tried, id);
  const texts: string[] = [];
  for (const each of urls) {
    const path = each.replace('http://mirakl.test', '');
    assert.equal((await tried.send('GET', path, undefined, { authorization: '' })).status, 401);
    const answer = await tried.send('GET', path, undefined, { accept: '*/*' });
    assert.equal(answer.status, 200);
    texts.push(answer.body.toString());
  }
  return texts;
}

/** What a one-file CSV export answers with, without its header. */
async function rows(tried: Tried, body: object): Promise<string[][]> {
  const [text] = await files(tried, await start(tried, { include_fields: few, ...body }));
  return csvRows(text!)!.slice(1);
}

void test('an export is pending, then complete, and shows what was there when it was asked for, by offer id', async () => {
  const tried = shop();
  const id = await start(tried, { include_fields: few, include_inactive_offers: true });
  assert.equal((await status(tried, id)).status, 'PENDING');
  tried.sandbox.changeOffer('A', { quantity: 1 });
  tried.sandbox.removeOffer('C');
  tried.sandbox.addOffer({ sku: 'D', quantity: 9 });
  const [text, ...more] = await files(tried, id);
  assert.equal(text, 'shop-sku;quantity;active;deleted\nA;3;true;false\nB;0;false;false\nC;7;true;false\n');
  assert.deepEqual(more, []);
});

void test('a full export leaves inactive offers out unless they are asked for, and deleted ones always', async () => {
  const tried = shop();
  tried.sandbox.addOffer({ sku: 'D', quantity: 9, blockedBy: ['PRODUCT_DISABLED'] });
  tried.sandbox.removeOffer('C');
  assert.deepEqual(await rows(tried, {}), [['A', '3', 'true', 'false']]);
  assert.deepEqual(
    (await rows(tried, { include_inactive_offers: true })).map(([sku]) => sku),
    ['A', 'B', 'D'],
  );
});

void test('a differential export has what changed since, inactive ones too, and of deleted ones little more than the id', async () => {
  const tried = shop();
  await tried.clock.advance(60_000);
  const last_request_date = new Date(tried.clock.now()).toISOString();
  await tried.clock.advance(1000);
  tried.sandbox.changeOffer('C', { quantity: 0 });
  const { offerId } = tried.sandbox.offer('A')!;
  tried.sandbox.removeOffer('A');
  tried.sandbox.addOffer({ sku: 'A', quantity: 4 });
  assert.deepEqual(await rows(tried, { last_request_date }), [
    ['A', '', 'false', 'true'],
    ['C', '0', 'false', 'false'],
    ['A', '4', 'true', 'false'],
  ]);
  const [text] = await files(
    tried,
    await start(tried, { last_request_date, export_type: 'application/json' }),
  );
  const [gone] = JSON.parse(text!) as object[];
  assert.deepEqual(gone, {
    active: false,
    deleted: true,
    offer_id: offerId,
    product_sku: 'A',
    shop_id: 2000,
    shop_sku: 'A',
  });
});

void test('files have as many rows as asked for, and no more than the megabytes hold', async () => {
  const tried = tryMirakl({ settings: small, offers: { generated: { count: 25_000 } } });
  tried.sandbox.addOffer({ sku: 'É";', quantity: 1, description: 'x'.repeat(2000) });
  const byItems = await files(tried, await start(tried, { include_fields: few, items_per_chunk: 10_000 }));
  assert.deepEqual(
    byItems.map((text) => csvRows(text)!.length - 1),
    [10_000, 10_000, 5001],
  );
  assert.ok(byItems.every((text) => text.startsWith('shop-sku;quantity')));
  const seen = new Set(
    byItems.flatMap((text) =>
      csvRows(text)!
        .slice(1)
        .map(([sku]) => sku),
    ),
  );
  assert.equal(seen.size, 25_001);
  for (const export_type of ['text/csv', 'application/json']) {
    const bySize = await files(tried, await start(tried, { export_type, megabytes_per_chunk: 1 }));
    assert.ok(bySize.length > 5);
    assert.ok(bySize.every((text) => Buffer.byteLength(text) <= 1024 * 1024));
  }
});

void test('an export without offers is one file without rows', async () => {
  const tried = tryMirakl();
  assert.deepEqual(await files(tried, await start(tried, { include_fields: few })), [`${few.join(';')}\n`]);
  assert.deepEqual(await files(tried, await start(tried, { export_type: 'application/json' })), ['[]']);
});

void test('columns can be chosen and renamed; names of the other format, and other limits, are refused', async () => {
  const tried = shop();
  const rename_fields = { 'shop-sku': 'SKU', quantity: 'pieces' };
  const [text] = await files(
    tried,
    await start(tried, { include_fields: ['shop-sku', 'quantity'], rename_fields }),
  );
  assert.equal(text?.split('\n')[0], 'SKU;pieces');
  const [whole] = await files(tried, await start(tried, {}));
  assert.equal(whole?.split('\n')[0], Object.keys(csvColumns).join(';'));
  for (const body of [
    { include_fields: ['shop_sku'] },
    { include_fields: 'shop-sku' },
    { include_fields: ['shop-sku'], export_type: 'application/json' },
    { export_type: 'json' },
    { export_type: 'application/json', rename_fields },
    { items_per_chunk: 9999 },
    { items_per_chunk: 1_000_001 },
    { megabytes_per_chunk: 9 },
    { last_request_date: 'yesterday' },
    { last_request_date: '2026-11-01T00:00:00Z', include_inactive_offers: true },
    { include_inactive_offers: 'true' },
  ])
    assert.equal((await tried.send('POST', url, body)).status, 400, JSON.stringify(body));
});

void test('the same request under way is the same export; a failed one says so; unknown ones and files are not there', async () => {
  const tried = shop();
  tried.sandbox.script({ operation: 'OF52', times: 1, after: 2, fault: 'export-fails' });
  const id = await start(tried, { include_fields: few });
  assert.equal(await start(tried, { include_fields: few }), id);
  const failing = await start(tried, {});
  assert.notEqual(failing, id);
  const file = `${url}/file/${id}?file=of52-export%offers/0.csv`;
  assert.equal((await tried.get(file)).status, 404);
  await tried.clock.advance(20_000);
  assert.equal((await tried.get(file)).status, 200);
  assert.equal((await tried.get(file.replace('/0.csv', '/1.csv'))).status, 404);
  assert.equal((await tried.get(file.replace('.csv', '.json'))).status, 404);
  const failed = await status(tried, failing);
  assert.deepEqual([failed.status, failed.error], ['FAILED', { code: '1', detail: 'Internal error' }]);
  assert.equal((await tried.get(file.replace(id, failing))).status, 404);
  assert.equal((await tried.get(`${url}/status/nobody`)).status, 404);
  assert.notEqual(await start(tried, { include_fields: few }), id);
  await tried.clock.advance(25 * 60 * 60_000);
  await start(tried, {});
  assert.equal((await tried.get(file)).status, 404, 'files are kept for a day');
});

void test('a full export once a day, a differential one once a minute, each status every ten seconds', async () => {
  const tried = shop({ frequencyLimits: 'on' });
  const since = { last_request_date: '2026-11-01T00:00:00Z' };
  const wait = async (body: object): Promise<string | undefined> =>
    (await tried.send('POST', url, body)).headers['retry-after'];
  const id = await start(tried, {});
  const other = await start(tried, since);
  await tried.clock.advance(20_000);
  assert.deepEqual([await wait({}), await wait(since)], [String(24 * 3600 - 20), '40']);
  const ask = async (one: string): Promise<number> => (await tried.get(`${url}/status/${one}`)).status;
  assert.deepEqual([await ask(id), await ask(id), await ask(other)], [200, 429, 200]);
  await tried.clock.advance(10_000);
  assert.equal(await ask(id), 200);
  const now = async (query: string): Promise<number> =>
    (await tried.send('GET', `/api/offers/export${query}`, undefined, { accept: 'text/csv' })).status;
  assert.deepEqual([await now(''), await now('')], [200, 429]);
  const differential = '?last_request_date=2026-11-01T00:00:00Z';
  assert.deepEqual([await now(differential), await now(differential)], [200, 429]);
});

void test('whoever lost the answer of a full export asks again: at once by switch, else a day later', async () => {
  for (const repetitions of ['count', 'free'] as const) {
    const tried = shop({ frequencyLimits: 'on', settings: { offerExport: { repetitions } } });
    tried.sandbox.script({ operation: 'OF52', times: 1, fault: 'answer-lost' });
    assert.equal((await tried.send('POST', url, {})).wire, 'drop');
    await tried.clock.advance(5000);
    const again = await tried.send('POST', url, {});
    assert.equal(again.status, repetitions === 'free' ? 200 : 429);
    await tried.clock.advance(15_000);
    const other = await tried.send('POST', url, {});
    assert.equal(other.status, 429, 'the first is complete, so that this is a new one');
  }
});

void test('OF51 answers at once, with the same rows and rules', async () => {
  const { send } = shop();
  const ask = async (query: string): Promise<string | number> => {
    const answer = await send('GET', `/api/offers/export?${query}`, undefined, { accept: 'text/csv' });
    return answer.status === 200 ? answer.body.toString() : answer.status;
  };
  assert.equal(await ask('include_fields=shop-sku,quantity'), 'shop-sku;quantity\nA;3\nC;7\n');
  assert.equal(await ask('include_fields=shop-sku&include_inactive_offers=true'), 'shop-sku\nA\nB\nC\n');
  assert.equal(await ask('last_request_date=2026-11-01T00:00:00Z&include_inactive_offers=true'), 400);
  assert.equal(await ask('include_fields=shop_sku'), 400);
});
