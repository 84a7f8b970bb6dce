import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, fakeChance, FakeClock, FakeHttp } from '../fake-ports.ts';
import type { Scene } from '../fake-ports.ts';
import { HttpFailure } from '../http-port.ts';
import { client, ok, origin } from './given.test.ts';
import { miraklClient } from './http-client.ts';

const cut = new HttpFailure('cut', true);

async function offersOf(pages: AsyncIterable<{ readonly offers: readonly { readonly sku: string }[] }>) {
  const skus: string[] = [];
  for await (const page of pages) skus.push(...page.offers.map((offer) => offer.sku));
  return skus;
}

describe('sending stock', () => {
  it('uploads a file with its length, and knows the import by what the answer calls it', async () => {
    for (const importId of ['71071874519', 71071874519]) {
      const { mirakl, http } = client(answer(201, { import_id: importId }));
      assert.deepEqual(await mirakl.sendStock([{ sku: 'A', quantity: 4 }]), { importId: '71071874519' });
      const request = http.requests[0]!;
      assert.equal(`${request.method} ${request.url}`, `POST ${origin}/api/offers/stock/imports?shop_id=7`);
      assert.equal(request.headers.authorization, 'secret-key');
      assert.match(request.headers['content-type']!, /^multipart\/form-data; boundary=\S+$/);
      assert.ok(typeof request.body === 'function');
      const pieces: Uint8Array[] = [];
      for await (const piece of request.body()) pieces.push(piece);
      const body = Buffer.concat(pieces);
      assert.equal(request.headers['content-length'], String(body.length));
      assert.ok(body.includes('"A";"4";"";"update"\n'));
      assert.equal(mirakl.calls(), 1);
    }
  });

  it('is an unknown outcome when the answer is lost, and is not sent again', async () => {
    for (const scene of [new HttpFailure('unreachable', true), cut, answer(500), answer(503), answer(408)]) {
      const { mirakl, http } = client(scene);
      await assert.rejects(mirakl.sendStock([{ sku: 'A', quantity: 4 }]), {
        code: 'mirakl.outcome-unknown',
        retry: 'unknown-outcome',
      });
      assert.equal(http.requests.length, 1);
    }
  });

  it('did not happen when nothing left, when it was limited or refused', async () => {
    const table: [Scene, object][] = [
      [new HttpFailure('unreachable', false), { code: 'mirakl.unreachable', retry: 'later' }],
      [answer(429, '', { 'retry-after': '60' }), { code: 'mirakl.limited', retryAfterMs: 60_000 }],
      [answer(400, { message: 'No column quantity' }), { code: 'mirakl.refused', message: /No column/ }],
    ];
    for (const [scene, error] of table) {
      const { mirakl, http } = client(scene);
      await assert.rejects(mirakl.sendStock([{ sku: 'A', quantity: 4 }]), error);
      assert.equal(http.requests.length, 1);
    }
  });

  it('finds the import in the address of its state when the body does not name it', async () => {
    const location = `${origin}/api/offers/stock/imports/a%2Fb/status`;
    const lines = [{ sku: 'A', quantity: 4 }];
    assert.deepEqual(await client(answer(201, '', { location })).mirakl.sendStock(lines), {
      importId: 'a/b',
    });
    // The file was taken: that nobody knows its name does not mean that nothing happened.
    await assert.rejects(client(answer(201, '{}')).mirakl.sendStock(lines), {
      code: 'mirakl.outcome-unknown',
      retry: 'unknown-outcome',
    });
  });

  it('may take a minute', async () => {
    const clock = new FakeClock();
    const ports = { http: new FakeHttp('silence'), clock, chance: fakeChance() };
    const call = miraklClient({ origin, apiKey: 'k' }, ports).sendStock([{ sku: 'A', quantity: 4 }]);
    const rejected = assert.rejects(call, { code: 'mirakl.outcome-unknown' });
    await clock.advance(60_000);
    await rejected;
    assert.equal(clock.monotonic(), 60_000);
  });
});

describe('what became of a stock file', () => {
  it('is told with what is known of it', async () => {
    const { mirakl, http } = client(
      ok({ status: 'COMPLETE', lines_in_success: 3, lines_in_error: 1, has_error_report: true }),
      ok({ status: 'WAITING' }),
      ok({ status: 'COMPLETE', lines_in_success: '3', lines_in_error: 2, has_error_report: null }),
    );
    assert.deepEqual(await mirakl.stockImport('a/b'), {
      state: 'COMPLETE',
      linesInSuccess: 3,
      linesInError: 1,
      hasErrorReport: true,
    });
    assert.equal(http.requests[0]!.url, `${origin}/api/offers/stock/imports/a%2Fb/status?shop_id=7`);
    assert.deepEqual(await mirakl.stockImport('1'), {
      state: 'WAITING',
      linesInSuccess: null,
      linesInError: null,
      hasErrorReport: false,
    });
    assert.deepEqual(await mirakl.stockImport('1'), {
      state: 'COMPLETE',
      linesInSuccess: null,
      linesInError: 2,
      hasErrorReport: true,
    });
    await assert.rejects(client(answer(404)).mirakl.stockImport('1'), { code: 'mirakl.not-found' });
    await assert.rejects(client(ok({})).mirakl.stockImport('1'), { code: 'mirakl.unreadable' });
  });

  it('lists the lines that were refused, as the report comes', async () => {
    const { mirakl, http } = client({
      status: 200,
      pieces: ['error-line;error-mess', 'age;offer-sku\n2;no;', 'A\n3;never;B\n'],
    });
    assert.deepEqual(await mirakl.stockRefusals('1'), [
      { line: 2, sku: 'A', reason: 'no' },
      { line: 3, sku: 'B', reason: 'never' },
    ]);
    assert.match(http.requests[0]!.url, /\/imports\/1\/error_report\?/);
    assert.match(http.requests[0]!.headers.accept!, /^text\/csv/);
  });

  it('is not known from a report that cannot be read or breaks', async () => {
    await assert.rejects(client(ok('<html>maintenance</html>')).mirakl.stockRefusals('1'), {
      code: 'mirakl.unreadable',
      retry: 'later',
    });
    const broken: Scene = { status: 200, pieces: ['line;reason\n1;no', cut] };
    await assert.rejects(client(broken).mirakl.stockRefusals('1'), {
      code: 'mirakl.unreachable',
      retry: 'later',
    });
  });
});

describe('one offer', () => {
  const offer = (sku: string) => ({
    shop_sku: sku,
    offer_id: 2130,
    quantity: 4,
    product_title: 'Drill',
    active: false,
  });

  it('is found by its SKU', async () => {
    const { mirakl, http } = client(ok({ offers: [offer('A b')], total_count: 1 }));
    assert.deepEqual(await mirakl.offer('A b'), {
      sku: 'A b',
      offerId: '2130',
      quantity: 4,
      title: 'Drill',
      active: false,
      deleted: false,
    });
    assert.equal(new URL(http.requests[0]!.url).searchParams.get('sku'), 'A b');
  });

  it('is not there when the list is empty, or has only the same SKU written otherwise', async () => {
    assert.equal(await client(ok({ offers: [], total_count: 0 })).mirakl.offer('A'), null);
    assert.equal(await client(ok({ offers: [offer('a')], total_count: 1 })).mirakl.offer('A'), null);
  });

  it('is not declared gone by an answer that heeds no filter or cannot be read', async () => {
    for (const body of [
      { offers: [offer('B'), offer('C')], total_count: 900 },
      { offers: [{ shop_sku: 'A', quantity: null }] },
      {},
    ]) {
      await assert.rejects(client(ok(body)).mirakl.offer('A'), { code: 'mirakl.unreadable' });
    }
    assert.equal((await client(ok({ offers: [offer('B'), offer('A')] })).mirakl.offer('A'))?.sku, 'A');
  });
});

describe('an export of offers', () => {
  it('asks for all offers, or for what changed, in the words of OF52', async () => {
    const { mirakl, http } = client(ok({ tracking_id: 't' }));
    const asked = () => JSON.parse(String(http.requests.at(-1)!.body)) as object;
    const always = {
      export_type: 'text/csv',
      include_fields: ['offer-id', 'shop-sku', 'quantity', 'active', 'deleted'],
      items_per_chunk: 20_000,
    };
    assert.deepEqual(await mirakl.exportOffers({ since: null }), { trackingId: 't' });
    assert.deepEqual(asked(), { ...always, include_inactive_offers: true });
    await mirakl.exportOffers({ since: '2026-11-24T00:00:00Z' });
    assert.deepEqual(asked(), { ...always, last_request_date: '2026-11-24T00:00:00Z' });
    assert.equal(http.requests[0]!.url, `${origin}/api/offers/export/async?shop_id=7`);
  });

  it('says how far it is', async () => {
    const { mirakl, http } = client(
      ok({ status: 'PENDING', last_updated: '2026-11-24T00:00:00Z' }),
      ok({ status: 'COMPLETED', urls: ['https://files.example/0.csv'] }),
    );
    assert.deepEqual(await mirakl.offersExport('t 1'), {
      state: 'PENDING',
      urls: [],
      updatedOn: '2026-11-24T00:00:00Z',
    });
    assert.match(http.requests[0]!.url, /\/async\/status\/t%201\?/);
    assert.deepEqual(await mirakl.offersExport('t'), {
      state: 'COMPLETED',
      urls: ['https://files.example/0.csv'],
      updatedOn: null,
    });
  });

  it('is read file by file, with the key for no other host than Mirakl and never in clear text', async () => {
    const { mirakl, http } = client(ok('shop-sku;quantity\nA;1\nB;2\n'));
    assert.deepEqual(await offersOf(mirakl.offersChunk('https://files.example/0.csv')), ['A', 'B']);
    assert.equal(http.requests[0]!.headers.authorization, undefined);
    assert.equal(http.requests[0]!.url, 'https://files.example/0.csv');
    // Links of the specification's own examples say http.
    await offersOf(mirakl.offersChunk('http://marketplace.example/file?file=of52%offers/0.csv'));
    assert.equal(http.requests[1]!.url, 'https://marketplace.example/file?file=of52%offers/0.csv&shop_id=7');
    assert.equal(http.requests[1]!.headers.authorization, 'secret-key');
    await assert.rejects(offersOf(mirakl.offersChunk('http://files.example/0.csv')), {
      code: 'mirakl.foreign-host',
    });
    assert.equal(http.requests.length, 2);
  });

  it('is begun again when it fails before its first byte, and not after', async () => {
    const again = client(new HttpFailure('unreachable', true), answer(503), ok('shop-sku;quantity\nA;1\n'));
    assert.deepEqual(await offersOf(again.mirakl.offersChunk('https://files.example/0')), ['A']);
    const page = `shop-sku;quantity\n${'A;1\n'.repeat(1000)}`;
    const broken = client({ status: 200, pieces: [page, cut] });
    const seen: number[] = [];
    const reading = async () => {
      for await (const { offers } of broken.mirakl.offersChunk('https://files.example/0')) {
        seen.push(offers.length);
      }
    };
    await assert.rejects(reading, { code: 'mirakl.unreachable', retry: 'later' });
    assert.deepEqual(seen, [1000]);
    assert.equal(broken.http.requests.length, 1);
  });

  it('says why a file cannot be had', async () => {
    const refused: Scene = { status: 410, pieces: ['{"message":', '"expired"}'] };
    await assert.rejects(offersOf(client(refused).mirakl.offersChunk('https://files.example/0')), {
      code: 'mirakl.not-found',
      message: /status 410, expired$/,
    });
    // What goes on and on is not read to its end.
    const endless: Scene = { status: 404, pieces: ['x'.repeat(70_000), cut] };
    await assert.rejects(offersOf(client(endless).mirakl.offersChunk('https://files.example/0')), {
      code: 'mirakl.not-found',
    });
    await assert.rejects(offersOf(client(ok('')).mirakl.offersChunk('https://files.example/0')), {
      code: 'mirakl.unreadable',
    });
  });

  it('may take ten minutes for a file', async () => {
    const clock = new FakeClock();
    const ports = { http: new FakeHttp('silence'), clock, chance: fakeChance() };
    const mirakl = miraklClient({ origin, apiKey: 'k' }, ports);
    const rejected = assert.rejects(offersOf(mirakl.offersChunk('https://files.example/0')), {
      code: 'mirakl.timeout',
      retry: 'later',
    });
    await clock.advance(600_000);
    await rejected;
    assert.equal(ports.http.requests.length, 1);
  });
});
