/**
 * A real tenant on a busy day: the asynchronous service takes seconds (median 3 s, one in a hundred a minute), and for a
 * while there is no relay at all. Whoever asked for something sees that it stands, however long that takes, finds it
 * again when the form is opened later, and reads the answer when it comes.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { violationsOn } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { long } from './keyboard-on-forms.ts';
import { chooseProduct, heldUp, unknownSkuArrives } from './loop-of-unknown-sku.ts';
import { picture } from './screenshots.ts';
import { openRoom, type Room } from './show-room.ts';
import { Visit } from './visit.ts';

/** After a minute: why it takes so long, and that nothing is lost. */
const explained = /^This takes longer than usual.*the request stands/;

describe('under the slow profile', () => {
  let room: Room;
  let browser: Browser;
  let orders: string[];
  before(async () => {
    [room, browser] = await Promise.all([
      openRoom({ relay: true, way: 'bus', profile: 'slow' }),
      launchChromium(),
    ]);
    orders = await unknownSkuArrives(room, await Visit.start(room, browser));
  });
  after(async () => {
    await browser.close();
    await room.close();
  });

  it('a request without an answer stays clear, is found again, and is answered in the end', async () => {
    await room.stopRelay();
    const visit = await Visit.start(room, browser);
    await visit.open('operations', formOf(orders[1]));
    const control = visit.control('ExceptionActions');
    await control.getByRole('button', { name: 'Look again' }).click();
    await control.getByText('Look again: requested, waiting for the relay').first().waitFor();
    await looksIntended(visit, 'slow-asked', /^This may take a minute\.|^This takes longer/);
    await control.getByText(/^Waiting for [2-9] minutes$/).waitFor(long);
    await looksIntended(visit, 'slow-after-a-minute', explained);

    await visit.open('operations', formOf(orders[1]));
    await control.getByText('Look again: requested, waiting for the relay').first().waitFor();
    await looksIntended(visit, 'slow-opened-again', explained);
    await control.getByText(/^Waiting for 1\d minutes$/).waitFor(long);
    await looksIntended(visit, 'slow-after-ten-minutes', explained);

    room.startRelay();
    await control.getByRole('button', { name: 'OK', exact: true }).waitFor(long);
    assert.deepEqual(visit.complaints, []);
  });

  it('a mapping that nobody has acted upon stays clear, and all are cleared in the end', async () => {
    await room.stopRelay();
    const visit = await Visit.start(room, browser);
    await visit.open('operations', formOf(orders[0]));
    const control = visit.control('ExceptionActions');
    await chooseProduct(room, visit);
    await control.getByRole('button', { name: 'Save the mapping' }).click();
    await control.getByText(/^Waiting for [2-9] minutes$/).waitFor(long);
    await looksIntended(visit, 'slow-mapping', explained);
    room.startRelay();
    await control.getByText(`${heldUp} of ${heldUp} cleared`).first().waitFor(long);
    assert.deepEqual(visit.complaints, []);
  });

  it('the status page shows what waits and complains of nothing', async () => {
    const visit = await Visit.start(room, browser);
    await visit.page.goto(room.origin);
    await visit.page.getByRole('heading', { level: 1 }).first().waitFor();
    const order = String(room.world.dataverse.rows('mpb_order')[0]?.mpb_name);
    await visit.page.getByText(order).first().waitFor({ state: 'attached' });
    await picture(visit.page, 'slow-status-page');
    assert.deepEqual(await violationsOn(visit.page), []);
    assert.deepEqual(visit.complaints, []);
  });

  const formOf = (order: string | undefined) => `#/form/mpb_order/${order ?? ''}`;

  /** What a person sees while they wait: words, how long it has been, no error; the other controls are as always. */
  async function looksIntended(visit: Visit, name: string, words: RegExp): Promise<void> {
    const control = visit.control('ExceptionActions');
    await control.getByText(words).first().waitFor();
    assert.equal(await control.getByRole('timer').count(), 1);
    for (const other of ['OrderStatus', 'FeeBreakdown'] as const) {
      await visit.control(other).getByRole('heading').first().waitFor();
      assert.equal(await visit.control(other).getByRole('status', { name: 'Loading' }).count(), 0);
      assert.equal(await visit.control(other).getByText('could not be read').count(), 0);
    }
    await picture(visit.page, name);
    assert.deepEqual(await violationsOn(visit.page), []);
    assert.deepEqual(visit.complaints, []);
  }
});
