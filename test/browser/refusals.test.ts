/** What a role may not do: its buttons say so, Dataverse refuses it, and what gets through the relay refuses, for all to see. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { lineIsCancelled, orderIsImported, type Imported } from './loop-of-cancelled-line.ts';
import { unknownSkuArrives } from './loop-of-unknown-sku.ts';
import { picture } from './screenshots.ts';
import { openRoom, type Room } from './show-room.ts';
import { Visit } from './visit.ts';
import { until } from './watched-page.ts';

const applyDifference = 927_130_004;
const refused = 927_130_001;

describe('a role without the right', () => {
  let room: Room;
  let browser: Browser;
  before(async () => {
    [room, browser] = await Promise.all([openRoom({ relay: true, way: 'bus' }), launchChromium()]);
  });
  after(async () => {
    await browser.close();
    await room.close();
  });

  it('a mapping is not for sales: the button says whose it is, and Dataverse refuses what goes past it', async () => {
    const visit = await Visit.start(room, browser);
    const orders = await unknownSkuArrives(room, visit);
    await visit.open('sales', `#/form/mpb_order/${orders[0] ?? ''}`);
    const button = visit.control('ExceptionActions').getByRole('button', { name: 'Map this SKU' });
    await button.waitFor();
    assert.equal(await button.isDisabled(), true);
    await visit.control('ExceptionActions').getByText('Marketplace Operations').first().waitFor();
    await picture(visit.page, 'refused-mapping');
    const past = await create('sales', 'mpb_skumappings', { mpb_name: 'Past the button', mpb_sku: 'ANY' });
    assert.equal(past, 403);
    assert.equal(room.world.dataverse.rows('mpb_skumapping').length, 0);
    assert.deepEqual(visit.complaints, []);
  });

  it('an applied difference that operations ask for is refused by the relay, and the history says so', async () => {
    const visit = await Visit.start(room, browser);
    const order = await orderIsImported(room);
    await lineIsCancelled(room, visit, order);
    const exception = exceptionOf(order);
    const row = room.world.dataverse.find('mpb_order', (each) => each.mpb_name === order.orderId);
    const created = await create('operations', 'mpb_actions', {
      mpb_name: 'Apply the difference',
      mpb_kind: applyDifference,
      'mpb_orderid@odata.bind': `/mpb_orders(${String(row?.mpb_orderid)})`,
      'mpb_exceptionid@odata.bind': `/mpb_exceptions(${String(exception?.mpb_exceptionid)})`,
      mpb_parameters: JSON.stringify({ seen: exception?.mpb_cause }),
    });
    assert.equal(created, 204);
    const action = () => room.world.dataverse.find('mpb_action', (each) => each.mpb_kind === applyDifference);
    await until(() => action()?.mpb_outcome === refused, 'a refusal of the relay');
    assert.match(String(action()?.mpb_outcometext), /\w/);
    await visit.open('operations', `#/form/salesorder/${order.salesOrderId}`, 'Marketplace');
    const control = visit.control('ExceptionActions');
    await control.getByRole('button', { name: /^Requests/ }).click();
    await control.getByText('Refused').first().waitFor();
    await picture(visit.page, 'refused-apply');
    assert.equal(exceptionOf(order)?.statecode, 0, 'the exception stays open');
    assert.deepEqual(visit.complaints, []);
  });

  function exceptionOf(order: Imported) {
    return room.world.dataverse.find('mpb_exception', (row) => row.mpb_recordkey === order.orderId);
  }

  /** What somebody could send past every button. */
  async function create(person: string, set: string, body: object): Promise<number> {
    const answer = await fetch(`${room.origin}/as/${person}/api/data/v9.2/${set}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) await answer.text();
    return answer.status;
  }
});
