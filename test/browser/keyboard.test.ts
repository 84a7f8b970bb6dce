/** A person's work without a mouse, against the real relay: both loops, the list, and the drawer of the show room. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { focused, press, tabTo } from './keyboard.ts';
import { endsWell, long, toMarketplaceTab } from './keyboard-on-forms.ts';
import { lineIsCancelled, orderIsImported } from './loop-of-cancelled-line.ts';
import { heldUp, unknownSkuArrives } from './loop-of-unknown-sku.ts';
import { openRoom, type Room } from './show-room.ts';
import { Visit } from './visit.ts';
import { until } from './watched-page.ts';

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
    await press(page, page.getByRole('link', { name: String(order?.mpb_name) }));
    const control = visit.control('ExceptionActions');
    await press(page, control.getByRole('button', { name: 'Map this SKU' }));
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
    await press(page, control.getByRole('button', { name: 'Save the mapping' }));
    await control.getByText(`${heldUp} of ${heldUp} cleared`).first().waitFor(long);
    await endsWell(visit, control);
  });

  it('sales apply a difference on the Sales Order', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    const order = await orderIsImported(room);
    await lineIsCancelled(room, visit, order);
    await visit.open('sales', `#/form/salesorder/${order.salesOrderId}`);
    await toMarketplaceTab(visit);
    const control = visit.control('ExceptionActions');
    await press(page, control.getByRole('button', { name: 'Apply the difference' }));
    await press(page, control.getByRole('button', { name: 'Apply it' }));
    await control.getByText('Done').first().waitFor(long);
    assert.equal(
      Number(room.world.dataverse.get('salesorder', order.salesOrderId)?.totalamount),
      Number(room.world.mirakl.order(order.orderId)?.total_price),
    );
    await endsWell(visit, control);
  });

  it('operations select exceptions in the list, have all looked at again, and open one', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    await unknownSkuArrives(room, visit);
    await visit.open('operations', '#/list/mpb_exception');
    const list = visit.control('ExceptionList');
    const boxes = list.getByRole('checkbox', { name: /^Select: No product/ });
    await boxes.first().waitFor();
    const before = actions();
    for (const at of [0, 1]) await press(page, boxes.nth(at), 'Space');
    await tabTo(page, list.getByRole('button', { name: 'Look again' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await list.getByText('2 requested').first().waitFor();
    await until(() => actions() === before + 2, 'two requests that are answered');
    await press(page, list.getByRole('button', { name: 'OK', exact: true }));
    assert.notEqual(await focused(page), null);
    await press(page, list.getByRole('button', { name: /^No product for the SKU/ }).first());
    await page.getByRole('heading', { level: 1, name: /^No product for the SKU/ }).waitFor();
    assert.deepEqual(visit.complaints, []);
  });

  it('the drawer and its menus open and close, and the focus comes back', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    await page.goto(`${room.origin}/app?person=sales#/list/salesorder`);
    const drawer = page.getByRole('complementary', { name: 'Make something happen' });
    await press(page, page.getByRole('button', { name: 'Make something happen' }));
    await drawer.waitFor();
    await tabTo(page, drawer.getByRole('button', { name: 'Play: New order' }));
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    assert.equal(await focused(page), 'Make something happen');
    for (const name of [/^Settings/, /^Signed in as/]) {
      const menu = page.getByRole('button', { name });
      await press(page, menu);
      await page.getByRole('menu').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Escape');
      await page.getByRole('menu').first().waitFor({ state: 'hidden' });
      assert.ok(await menu.evaluate((element) => element === document.activeElement), String(name));
    }
    assert.deepEqual(visit.complaints, []);
  });

  /** How many requests have an answer. */
  function actions(): number {
    return room.world.dataverse.rows('mpb_action').filter((row) => row.mpb_outcome != null).length;
  }
});
