import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Offer } from './client.ts';
import { UnreadableCsv } from './csv-rows.ts';
import { readOffers } from './offers-file.ts';

async function* piecesOf(texts: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    await Promise.resolve();
    yield Buffer.from(text);
  }
}

async function read(...texts: string[]) {
  const pages = [];
  for await (const page of readOffers(piecesOf(texts))) pages.push(page);
  return {
    offers: pages.flatMap((page) => page.offers),
    unreadable: pages.reduce((sum, page) => sum + page.unreadable, 0),
    pages: pages.length,
  };
}

describe('a file of an offers export', () => {
  it('gives the SKU, the quantity and whether it can be sold, by the names of the columns', async () => {
    const { offers, unreadable } = await read(
      'product-sku;offer-id;quantity;active;deleted;shop-sku\nP;2130;40;true;false;A\nP;2131;0;false;false;"B;1"\n',
    );
    assert.deepEqual(offers, [
      { sku: 'A', offerId: '2130', quantity: 40, title: null, active: true, deleted: false },
      { sku: 'B;1', offerId: '2131', quantity: 0, title: null, active: false, deleted: false },
    ] satisfies Offer[]);
    assert.equal(unreadable, 0);
  });

  it('reads names with underscores, and does without the columns that are not needed', async () => {
    const { offers } = await read('Shop_SKU,Quantity\nA,4\n');
    assert.deepEqual(offers, [
      { sku: 'A', offerId: null, quantity: 4, title: null, active: true, deleted: false },
    ]);
  });

  it('has no quantity for an offer that is gone', async () => {
    const { offers } = await read('offer-id;shop-sku;quantity;active;deleted\n2130;A;;false;true\n');
    assert.deepEqual(offers, [
      { sku: 'A', offerId: '2130', quantity: 0, title: null, active: false, deleted: true },
    ]);
  });

  it('counts the lines that are no offer', async () => {
    const { offers, unreadable } = await read(
      'shop-sku;quantity;active;deleted\nA;1;true;false\n;2;true;false\nC;;true;false\nD;-1;true;false\n' +
        'E;1.5;true;false\nF;many;true;false\nG\nH;9;true;false\n',
    );
    assert.deepEqual(
      offers.map((offer) => offer.sku),
      ['A', 'H'],
    );
    assert.equal(unreadable, 6);
  });

  it('is handed out in pages, whole and in order, wherever the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2500 }),
        fc.integer({ min: 200, max: 9000 }),
        async (count, size) => {
          const skus = Array.from({ length: count }, (_, at) => `SKU-${at}`);
          const text = `shop-sku;quantity\n${skus.map((sku, at) => `${sku};${at}\n`).join('')}`;
          const texts = text.match(new RegExp(`[^]{1,${size}}`, 'g'))!;
          const { offers, pages } = await read(...texts);
          assert.deepEqual(
            offers.map(({ sku, quantity }) => [sku, quantity]),
            skus.map((sku, at) => [sku, at]),
          );
          assert.equal(pages, Math.ceil(count / 1000));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('asks for no more of a file than the page that is wanted', async () => {
    let given = 0;
    const texts = function* () {
      yield 'shop-sku;quantity\n';
      for (;;) {
        given += 1;
        yield 'A;1\n'.repeat(500);
      }
    };
    for await (const page of readOffers(piecesOf(texts()))) {
      assert.equal(page.offers.length, 1000);
      break;
    }
    assert.equal(given, 2);
  });

  it('is no empty body and no page for people: they would make every offer look gone', async () => {
    for (const text of [
      '',
      '<html><body>maintenance</body></html>',
      '{"message":"no"}',
      'offer-id;quantity\n1;2\n',
    ]) {
      await assert.rejects(read(text), UnreadableCsv, text);
    }
    assert.deepEqual((await read('shop-sku;quantity\n')).offers, []);
  });
});
