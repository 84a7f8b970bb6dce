/** The whole of a person's work without a mouse: from the list to the mapping and on to its count of what is cleared. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { lineIsCancelled, orderIsImported } from './loop-of-cancelled-line.ts';
import { heldUp, unknownSkuArrives } from './loop-of-unknown-sku.ts';
import { openRoom, type Room } from './show-room.ts';
import { Visit } from './visit.ts';

/** More than any page here has places to stop at. */
const longestWay = 150;

/** Presses Tab until this has the focus; only looking at the page, never moving the focus itself. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  await goal.waitFor();
  for (let step = 0; step < longestWay; step += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`In ${longestWay} steps no way led to ${String(goal)}`);
}

describe('by keyboard alone', () => {
  let room: Room;
  let browser: Browser;
  before(async () => {
    [room, browser] = await Promise.all([openRoom({ relay: true, way: 'bus' }), launchChromium()]);
  });
  after(async () => {
    await browser.close();
    await room.close();
  });

  it('operations open the order and map its SKU', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    const [first = ''] = await unknownSkuArrives(room, visit);
    const order = room.world.dataverse.get('mpb_order', first);
    await visit.open('operations', '#/list/mpb_order');
    await tabTo(page, page.getByRole('link', { name: String(order?.mpb_name) }));
    await page.keyboard.press('Enter');
    const control = visit.control('ExceptionActions');
    await tabTo(page, control.getByRole('button', { name: 'Map this SKU' }));
    await page.keyboard.press('Enter');
    await tabTo(page, control.getByRole('combobox', { name: 'Product' }));
    const product = room.world.dataverse.rows('product').find((row) => row.mpb_taxcategory === 'standard');
    await page.keyboard.type(String(product?.productnumber));
    await page
      .getByRole('option', { name: String(product?.name) })
      .first()
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await control.getByText(/From now on every order with SKU/).waitFor();
    await tabTo(page, control.getByRole('button', { name: 'Save the mapping' }));
    await page.keyboard.press('Enter');
    await control.getByText(`${heldUp} of ${heldUp} cleared`).first().waitFor({ timeout: 120_000 });
    const lost = await page.evaluate(() => document.activeElement === document.body);
    assert.ok(!lost, 'the focus has a place when the form of the fix is gone');
    assert.deepEqual(visit.complaints, []);
  });

  it('sales apply a difference on the Sales Order', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    const order = await orderIsImported(room);
    await lineIsCancelled(room, visit, order);
    await visit.open('sales', `#/form/salesorder/${order.salesOrderId}`);
    await page.getByText('Order information').waitFor();
    await tabTo(page, page.getByRole('tab', { name: 'Summary' }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const control = visit.control('ExceptionActions');
    await tabTo(page, control.getByRole('button', { name: 'Apply the difference' }));
    await page.keyboard.press('Enter');
    await tabTo(page, control.getByRole('button', { name: 'Apply it' }));
    await page.keyboard.press('Enter');
    await control.getByText('Done').first().waitFor({ timeout: 120_000 });
    assert.equal(
      Number(room.world.dataverse.get('salesorder', order.salesOrderId)?.totalamount),
      Number(room.world.mirakl.order(order.orderId)?.total_price),
    );
    assert.deepEqual(visit.complaints, []);
  });
});
