import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { violationsOn } from './axe.ts';
import { launchChromium } from './chromium.ts';
import {
  askForItAgain,
  badgeShows,
  buffer,
  isPublished,
  listingOf,
  numbersOnBadge,
  onHand,
  openListing,
  openProduct,
} from './loop-of-stock.ts';
import { picture } from './screenshots.ts';
import { openRoom, type Room } from './show-room.ts';
import { Visit } from './visit.ts';
import { until } from './watched-page.ts';

const atFirst = 10;

describe('stock, from Dynamics to the marketplace and back to the screen', () => {
  let room: Room;
  let browser: Browser;
  const skuAt = (index: number) => room.world.stock?.products[index]?.sku ?? '';
  before(async () => {
    [room, browser] = await Promise.all([
      openRoom({
        relay: true,
        way: 'bus',
        stock: {
          products: 6,
          onHand: () => atFirst,
          policy: { mpb_bufferrule: 927_130_000, mpb_buffervalue: buffer },
        },
      }),
      launchChromium(),
    ]);
    for (let index = 0; index < 6; index += 1) await isPublished(room, skuAt(index), atFirst - buffer);
  });
  after(async () => {
    await browser.close();
    await room.close();
  });

  it('what is sold elsewhere falls on the marketplace, and the badge on the listing shows it with its time', async () => {
    const sku = skuAt(0);
    const visit = await Visit.start(room, browser);
    await openListing(room, visit, sku);
    await badgeShows(visit, 'Up to date');
    assert.deepEqual(await numbersOnBadge(visit), { Published: '8', 'Ought to be': '8', Available: '10' });
    const before = listingOf(room, sku)?.mpb_publishedon;
    await visit.makeHappen('Sell 3 elsewhere');
    await isPublished(room, sku, 5);
    await badgeShows(visit, /Why: 7 on hand/);
    assert.deepEqual(await numbersOnBadge(visit), { Published: '5', 'Ought to be': '5', Available: '7' });
    assert.notEqual(listingOf(room, sku)?.mpb_publishedon, before);
    await badgeShows(visit, /Confirmed by the marketplace/);
    await picture(visit.page, 'loop-stock-sold-elsewhere');
    assert.deepEqual(await violationsOn(visit.page), []);
    assert.deepEqual(visit.complaints, []);
  });

  it('the product shows its listings, and asks Dataverse once for them', async () => {
    const sku = skuAt(0);
    const visit = await Visit.start(room, browser);
    const start = room.room.asPerson.calls.length;
    await openProduct(room, visit, sku);
    await visit.control('StockBadge').getByRole('heading', { name: sku }).waitFor();
    const calls = room.room.asPerson.calls.slice(start).filter(({ from }) => from.includes('StockBadge'));
    assert.equal(calls.length, 1);
    await picture(visit.page, 'loop-stock-product');
    assert.deepEqual(await violationsOn(visit.page), []);
    await visit
      .control('StockBadge')
      .getByRole('button', { name: `Listing, ${sku}` })
      .click();
    await visit.page.getByRole('heading', { level: 1, name: new RegExp(sku) }).waitFor();
    assert.deepEqual(visit.complaints, []);
  });

  it('a refused SKU shows the words of the marketplace, and asking for it again clears it', async () => {
    const sku = skuAt(1);
    const visit = await Visit.start(room, browser);
    await openListing(room, visit, sku);
    await visit.makeHappen('B&Q refuses the SKU');
    await until(
      () => String(listingOf(room, sku)?.mpb_answer).includes('locked'),
      'the refusal on the listing',
    );
    await badgeShows(visit, 'Refused by the marketplace');
    await badgeShows(visit, /This offer is locked by the marketplace/);
    await picture(visit.page, 'loop-stock-refused');
    assert.deepEqual(await violationsOn(visit.page), []);
    await visit.makeHappen('B&Q takes the SKU again');
    await askForItAgain(room, visit, sku);
    await isPublished(room, sku, onHand(room, sku) - buffer);
    await openListing(room, visit, sku);
    await badgeShows(visit, 'Up to date');
    assert.deepEqual(visit.complaints, []);
  });

  it('a customer buys there, and the badge says what is kept for the order', async () => {
    const sku = skuAt(2);
    const visit = await Visit.start(room, browser);
    await openListing(room, visit, sku);
    await visit.makeHappen('Customer buys it on B&Q');
    await isPublished(room, sku, 7);
    await badgeShows(visit, /less 1 in open orders/);
    await picture(visit.page, 'loop-stock-bought');
    assert.deepEqual(visit.complaints, []);
  });

  it('the status page tells of the files, the waits and where every listing is', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    await page.goto(room.origin);
    const stock = page.getByRole('region', { name: 'Stock on the marketplace' });
    await stock.getByText('6 listings = 6 done + 0 waiting + 0 exception.').waitFor();
    await stock.getByText(/median \d+ s, longest \d+ s/).waitFor();
    await stock.getByText(/of 6 offers agreed/).waitFor();
    await picture(page, 'loop-stock-status-page');
    assert.deepEqual(await violationsOn(page), []);
    assert.deepEqual(visit.complaints, []);
  });

  it('the lists and forms of stock open from the navigation, and nothing complains', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    await visit.open('operations', '#/list/mpb_listing');
    for (const [name, table] of [
      ['Listings', 'mpb_listing'],
      ['Stock files', 'mpb_stockfile'],
      ['Censuses', 'mpb_census'],
      ['Products', 'product'],
    ] as const) {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      const row = page.getByRole('main').getByRole('table').getByRole('row').nth(1);
      await row.waitFor();
      await picture(page, `stock-list-${table}`);
      await row.getByRole('link').or(row.getByRole('button')).first().click();
      await page.getByRole('tab').first().waitFor();
      await picture(page, `stock-form-${table}`);
      assert.deepEqual(await violationsOn(page), [], name);
    }
    assert.deepEqual(visit.complaints, []);
  });
});
