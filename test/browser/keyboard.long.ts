/** The other actions without a mouse, against the real relay: accept, dismiss, look again, a tax rule. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { focused, press, tabTo } from './keyboard.ts';
import { endsWell, long, toMarketplaceTab } from './keyboard-on-forms.ts';
import { lineIsCancelled, orderIsImported } from './loop-of-cancelled-line.ts';
import { unknownSkuArrives } from './loop-of-unknown-sku.ts';
import { openRoom, type Room } from './show-room.ts';
import { Visit } from './visit.ts';
import { until } from './watched-page.ts';

const done = 927_130_000;

describe('every action by keyboard alone', () => {
  let room: Room;
  let browser: Browser;
  before(async () => {
    [room, browser] = await Promise.all([openRoom({ relay: true, way: 'bus' }), launchChromium()]);
  });
  after(async () => {
    await browser.close();
    await room.close();
  });

  it('sales accept a difference with a reason, and without one are told to write it', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    const order = await orderIsImported(room);
    await lineIsCancelled(room, visit, order);
    await visit.open('sales', `#/form/salesorder/${order.salesOrderId}`);
    await toMarketplaceTab(visit);
    const control = visit.control('ExceptionActions');
    await press(page, control.getByRole('button', { name: 'Accept the difference' }));
    await press(page, control.getByRole('button', { name: 'Accept it' }));
    await control.getByText('Write a few words about why.').waitFor();
    await tabTo(page, control.getByRole('textbox', { name: 'Reason' }), 'Shift+Tab');
    await page.keyboard.type('Agreed with the customer.');
    await press(page, control.getByRole('button', { name: 'Accept it' }));
    await control.getByText('Done').first().waitFor(long);
    assert.equal(asked('Agreed with the customer.')?.mpb_outcome, done);
    await endsWell(visit, control);
    await unfold(visit, /^Requests/, 'Agreed with the customer.');
  });

  it('sales dismiss a note with a reason', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    const order = await orderIsImported(room);
    const wire = room.world.mirakl.order(order.orderId);
    const line = String(wire?.order_lines[0]?.order_line_id);
    room.world.mirakl.events.openIncident(order.orderId, line);
    await until(() => openOf(order.orderId) !== undefined, 'a note about the incident');
    await visit.open('sales', `#/form/salesorder/${order.salesOrderId}`);
    await toMarketplaceTab(visit);
    const control = visit.control('ExceptionActions');
    await press(page, control.getByRole('button', { name: 'Dismiss' }));
    await page.keyboard.type('Answered by telephone.');
    await press(page, control.getByRole('button', { name: 'Dismiss it' }));
    await control.getByText('Done').first().waitFor(long);
    assert.equal(asked('Answered by telephone.')?.mpb_outcome, done);
    await endsWell(visit, control);
    await unfold(visit, /^Closed exceptions/, 'The customer opened an incident');
  });

  it('operations have an order looked at again, read the answer and put it away', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    const [first = ''] = await unknownSkuArrives(room, visit);
    await visit.open('operations', `#/form/mpb_order/${first}`);
    const control = visit.control('ExceptionActions');
    await press(page, control.getByRole('button', { name: 'Look again' }), 'Space');
    const away = control.getByRole('button', { name: 'OK', exact: true });
    await away.waitFor(long);
    await press(page, away);
    await away.waitFor({ state: 'hidden' });
    await endsWell(visit, control);
    for (const name of ['OrderStatus', 'FeeBreakdown', 'ExceptionActions'] as const) {
      const again = visit.control(name).getByRole('button', { name: 'Read again' });
      await press(page, again, 'Space');
      assert.equal(await focused(page), 'Read again');
    }
  });

  it('finance add the tax rule that an order to Jersey waits for', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    const { dataverse, life } = room.world;
    for (const row of dataverse.rows('mpb_taxrule').slice())
      if (row.mpb_territory === 'XC')
        dataverse.patchAs({}, 'mpb_taxrule', String(row.mpb_taxruleid), { statecode: 1, statuscode: 2 });
    const { orderId } = life.place('jersey');
    await until(() => openOf(orderId)?.mpb_code === 'no-tax-rule', 'an exception for the missing rule');
    await visit.open('approver', `#/form/mpb_order/${String(openOf(orderId)?.mpb_orderid)}`);
    const control = visit.control('ExceptionActions');
    await press(page, control.getByRole('button', { name: 'Add a tax rule' }).first());
    await tabTo(page, control.getByRole('combobox', { name: 'Treatment' }));
    await page.keyboard.type('Export');
    await press(page, control.getByRole('button', { name: 'Save the tax rule' }));
    await control
      .getByText(/^\d+ of \d+ cleared/)
      .first()
      .waitFor(long);
    assert.ok(dataverse.rows('mpb_taxrule').some((row) => row.mpb_territory === 'XC' && row.statecode === 0));
    await endsWell(visit, control);
  });

  async function unfold(visit: Visit, title: RegExp, inside: string): Promise<void> {
    const control = visit.control('ExceptionActions');
    await press(visit.page, control.getByRole('button', { name: title }));
    await control.getByText(inside).last().waitFor();
    assert.match((await focused(visit.page)) ?? '', title);
  }

  function asked(reason: string) {
    return room.world.dataverse.find('mpb_action', (row) => row.mpb_reason === reason);
  }

  function openOf(orderId: string) {
    return room.world.dataverse.find(
      'mpb_exception',
      (row) => row.statecode === 0 && row.mpb_recordkey === orderId,
    );
  }
});
