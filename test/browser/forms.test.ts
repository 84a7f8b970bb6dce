/** The forms of the zip in the show room: what a control asks Dataverse for when a form opens, and that nothing complains. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { violationsOn } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { orderIsImported, type Imported } from './loop-of-cancelled-line.ts';
import { picture } from './screenshots.ts';
import { openRoom, type Room } from './show-room.ts';
import { Visit } from './visit.ts';

const fieldControls = ['OrderStatus', 'FeeBreakdown', 'ExceptionActions'] as const;

describe('the forms of the show room', () => {
  let room: Room;
  let browser: Browser;
  let order: Imported;
  before(async () => {
    [room, browser] = await Promise.all([openRoom({ relay: true }), launchChromium()]);
    order = await orderIsImported(room);
  });
  after(async () => {
    await browser.close();
    await room.close();
  });

  /** Calls of each control between two moments. */
  function callsSince(start: number): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { from } of room.room.asPerson.calls.slice(start))
      if (from !== 'form') counts[from] = (counts[from] ?? 0) + 1;
    return counts;
  }

  async function everyControlHasRead(visit: Visit): Promise<void> {
    for (const name of fieldControls) {
      await visit.control(name).getByRole('heading').first().waitFor();
      await visit.control(name).getByRole('status', { name: 'Loading' }).waitFor({ state: 'hidden' });
    }
  }

  for (const { person, what, hash, tab } of [
    {
      person: 'sales',
      what: 'the Sales Order',
      hash: () => `#/form/salesorder/${order.salesOrderId}`,
      tab: 'Marketplace',
    },
    {
      person: 'operations',
      what: 'the marketplace order',
      hash: () => {
        const row = room.world.dataverse.find('mpb_order', (each) => each.mpb_name === order.orderId);
        return `#/form/mpb_order/${String(row?.mpb_orderid)}`;
      },
      tab: undefined,
    },
  ] as const) {
    it(`each control asks Dataverse once when ${what} opens, and nothing complains`, async () => {
      const visit = await Visit.start(room, browser);
      const start = room.room.asPerson.calls.length;
      await visit.open(person, hash(), tab);
      await everyControlHasRead(visit);
      await picture(visit.page, `form-${person}`);
      assert.deepEqual(
        callsSince(start),
        Object.fromEntries(fieldControls.map((name) => [`mpb_MarketplaceBridge.${name}`, 1])),
      );
      assert.deepEqual(await violationsOn(visit.page), []);
      assert.deepEqual(visit.complaints, []);
    });
  }

  it('a tab that nobody opens costs nothing', async () => {
    const visit = await Visit.start(room, browser);
    const start = room.room.asPerson.calls.length;
    await visit.open('sales', `#/form/salesorder/${order.salesOrderId}`);
    await visit.page.getByText('Order information').waitFor();
    assert.deepEqual(callsSince(start), {});
  });

  it('people see what their role lets them see and change', async () => {
    const visit = await Visit.start(room, browser);
    await visit.open('sales', `#/form/salesorder/${order.salesOrderId}`);
    await visit.page.getByRole('button', { name: 'Fulfil order' }).waitFor();
    await visit.open('operations', `#/form/salesorder/${order.salesOrderId}`);
    await visit.page.getByText('Order information').waitFor();
    assert.equal(await visit.page.getByRole('button', { name: 'Fulfil order' }).count(), 0);
    await visit.open('approver', '#/list/mpb_taxrule');
    await visit.page.getByRole('button', { name: 'New', exact: true }).waitFor();
    await visit.open('operations', '#/list/mpb_taxrule');
    await visit.page.getByRole('table').waitFor();
    assert.equal(await visit.page.getByRole('button', { name: 'New', exact: true }).count(), 0);
  });

  it('a set-up row is made, changed and deleted on its form', async () => {
    const visit = await Visit.start(room, browser);
    const { page } = visit;
    await visit.open('approver', '#/form/mpb_taxrule/new');
    for (const [label, value] of [
      ['Product tax category', 'books'],
      ['Territory', 'UK'],
      ['Rate', '0'],
      ['Valid from', '2026-01-01'],
    ] as const)
      await page.getByRole('main').getByLabel(label, { exact: true }).fill(value);
    const name = page.getByRole('main').getByLabel('Name', { exact: true });
    if ((await name.count()) > 0) await name.fill('books UK');
    await page.getByRole('main').getByLabel('Treatment').selectOption({ label: 'Zero-rated' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Delete' }).waitFor();
    const made = () => room.world.dataverse.find('mpb_taxrule', (row) => row.mpb_taxcategory === 'books');
    assert.equal(made()?.mpb_rate, 0);
    await page.getByRole('main').getByLabel('Product tax category').fill('printed matter');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(' - Unsaved').waitFor({ state: 'hidden' });
    assert.equal(made(), undefined);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('table').waitFor();
    assert.equal(
      room.world.dataverse.find('mpb_taxrule', (row) => row.mpb_taxcategory === 'printed matter'),
      undefined,
    );
    assert.deepEqual(visit.complaints, []);
  });
});
