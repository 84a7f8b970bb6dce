/** Each thing that a control lets a person do, by keyboard alone, on the stage: it happens, and the focus has a place. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import type { StateFixture } from '../../pcf-controls/shared/state-fixture.ts';
import { launchChromium } from './chromium.ts';
import { focused, press, tabTo, wayThrough } from './keyboard.ts';
import { openRoom, type Room } from './show-room.ts';
import { controls, openStage, play, settle, statesOf, type ControlName } from './states.ts';
import { watchedPage, type Watched } from './watched-page.ts';

const look = { theme: 'light', locale: 'en-GB' } as const;

describe('by keyboard alone, on the stage', () => {
  let room: Room;
  let browser: Browser;
  let stage: Watched;
  before(async () => {
    [room, browser] = await Promise.all([openRoom(), launchChromium()]);
    stage = await watchedPage(browser, { viewport: { width: 900, height: 700 } });
    await openStage(stage.page, room.origin);
  });
  beforeEach(() => {
    stage.complaints.length = 0;
  });
  after(async () => {
    await browser.close();
    await room.close();
  });

  /** Puts a state up before anybody did anything in it. */
  async function show(control: ControlName, name: string, more: Partial<StateFixture> = {}): Promise<void> {
    const state = (await statesOf(control))[name];
    assert.ok(state, `${control} has a state "${name}"`);
    await play(stage.page, control, { ...state, then: [], ...more }, look);
  }

  const named = (name: string | RegExp, role: Parameters<Locator['getByRole']>[0] = 'button'): Locator =>
    stage.page.getByRole(role, { name, exact: true }).first();

  /** Presses it by keys and lets happen what follows; the focus must be somewhere then. */
  async function act(goal: Locator, key: 'Enter' | 'Space' = 'Enter', wait = 600): Promise<string> {
    await press(stage.page, goal, key);
    await stage.page.clock.runFor(wait);
    await settle(stage.page);
    const place = await focused(stage.page);
    assert.notEqual(place, null, `the focus has a place after ${String(goal)}`);
    return place ?? '';
  }

  const calls = () => stage.page.evaluate(() => [...(window.stage?.calls ?? [])]);

  async function made(table: string): Promise<number> {
    return (await calls()).filter((call) => call.kind === 'create' && call.table === table).length;
  }

  for (const [control, state, way] of [
    [
      'OrderStatus',
      'partlyDispatched',
      ['Read again', 'Open marketplace order', 'Open Sales Order', 'Follow the parcel'],
    ],
    ['FeeBreakdown', 'settledWithDifference', ['Read again']],
    [
      'ExceptionActions',
      'several, late and with a note',
      [
        'Read again',
        'Apply the difference',
        'Accept the difference',
        'Map this SKU',
        'Look again',
        'Dismiss',
      ],
    ],
    [
      'ExceptionActions',
      'history',
      ['Read again', 'Map this SKU', 'Look again', 'Requests (2)', 'Closed exceptions (1)'],
    ],
    [
      'ExceptionList',
      'more pages',
      [
        'Read again',
        'Look again',
        'Select all that are shown',
        ...['What is wrong', 'Owner', 'Deadline', 'Open for', 'Money at risk'],
        ...[0, 1, 2, 3].flatMap((id) => ['Select: No product', `No product for the SKU: DRILL-${id}`]),
        'Show more exceptions',
      ],
    ],
  ] as const) {
    it(`${control}, ${state}: the way leads from top to bottom and out`, async () => {
      await show(control, state);
      const stops = await wayThrough(stage.page);
      assert.equal(stops.length, way.length, stops.join(' > '));
      way.forEach((start, at) => {
        assert.ok(stops[at]?.startsWith(start), `stop ${at + 1} is ${stops[at] ?? ''}, not ${start}`);
      });
    });
  }

  for (const control of controls) {
    it(`${control}: no state holds the focus fast, and the way back is the way there`, async () => {
      for (const name of Object.keys(await statesOf(control))) {
        await show(control, name);
        const settled = () => stage.page.clock.runFor(50);
        const there = await wayThrough(stage.page, 'Tab', settled);
        await settled();
        const back = await wayThrough(stage.page, 'Shift+Tab', settled);
        assert.deepEqual(back, there.reverse(), name);
      }
      assert.deepEqual(stage.complaints, []);
    });
  }

  it('what a fix opens takes the focus, Escape closes it, and the focus is back on the button', async () => {
    for (const { state, button, first } of [
      { state: 'ordinary', button: 'Map this SKU', first: 'Search a product' },
      { state: 'accepting without a reason', button: 'Accept the difference', first: 'Reason' },
      {
        state: 'applying, before it is confirmed',
        button: 'Apply the difference',
        first: 'Apply the difference',
      },
      {
        state: 'a tax rule, filled in as far as it is known',
        button: 'Add a tax rule',
        first: 'Product tax category',
      },
    ]) {
      await show('ExceptionActions', state);
      await act(named(button));
      await stage.page.getByRole('form', { name: button === 'Map this SKU' ? /DRILL/ : button }).waitFor();
      const place = await focused(stage.page);
      assert.ok(place?.startsWith(first), `${button} puts the focus on ${String(place)}`);
      await stage.page.keyboard.press('Escape');
      await settle(stage.page);
      if (await stage.page.getByRole('form').count()) {
        // A list that was open took the first one.
        await stage.page.keyboard.press('Escape');
        await settle(stage.page);
      }
      assert.equal(await stage.page.getByRole('form').count(), 0, `${button} is closed`);
      assert.equal(await focused(stage.page), button);
    }
    assert.deepEqual(stage.complaints, []);
  });

  it('Cancel closes as Escape does', async () => {
    await show('ExceptionActions', 'accepting without a reason');
    await act(named('Accept the difference'));
    assert.equal(await act(named('Cancel')), 'Accept the difference');
    assert.equal(await stage.page.getByRole('form').count(), 0);
  });

  it('a request is put away with OK, and the focus stays in the control', async () => {
    await show('ExceptionActions', 'done, and the exception is gone');
    await act(named('Look again'), 'Space', 3_000);
    await stage.page.getByText('Imported as SO-01042.').first().waitFor();
    await act(named('OK'));
    assert.equal(await named('OK').count(), 0);
    assert.equal(await made('mpb_action'), 1);
    assert.deepEqual(stage.complaints, []);
  });

  it('a refusal is put away with OK, and the focus stays in the control', async () => {
    await show('ExceptionActions', 'refused by the relay');
    await act(named('Apply the difference'));
    await act(named('Apply it'), 'Enter', 3_000);
    await stage.page.getByText('The Sales Order is fulfilled already').first().waitFor();
    await act(named('OK'));
    assert.deepEqual(stage.complaints, []);
  });

  it('history and long texts unfold and fold with Enter and Space', async () => {
    await show('ExceptionActions', 'history');
    for (const [title, inside] of [
      ['Requests (2)', 'Reason: Agreed with the customer by telephone.'],
      ['Closed exceptions (1)', 'Cleared: the check passes now'],
    ] as const) {
      assert.equal(await act(named(title)), title);
      await stage.page.getByText(inside).waitFor();
      assert.equal(await act(named(title), 'Space'), title);
      await stage.page.getByText(inside).waitFor({ state: 'hidden' });
    }
    await show('ExceptionActions', 'with very long content');
    await act(named('Show more'));
    await act(named('Show less'));
    await act(named('Show all 14'));
    assert.equal(await stage.page.getByRole('row').count(), 14);
    assert.deepEqual(stage.complaints, []);
  });

  for (const [control, state] of [
    ['OrderStatus', 'toDispatch'],
    ['FeeBreakdown', 'expected'],
    ['ExceptionActions', 'ordinary'],
  ] as const) {
    it(`${control}: Read again reads once more and keeps the focus`, async () => {
      await show(control, state);
      const before = (await calls()).length;
      assert.equal(await act(named('Read again')), 'Read again');
      assert.equal((await calls()).length, before + 1);
    });
  }

  for (const control of ['OrderStatus', 'FeeBreakdown'] as const) {
    it(`${control}: Try again, when it helps, does not leave the focus nowhere`, async () => {
      const states = await statesOf(control);
      const [good] = [Object.values(states)[0]?.reads?.mpb_order].flat();
      const [bad] = [states.error?.reads?.mpb_order].flat();
      assert.ok(good !== undefined && bad !== undefined);
      await show(control, 'error', { reads: { mpb_order: [bad, good] } });
      await act(named('Try again'));
      assert.equal(await named('Try again').count(), 0);
    });
  }

  it('links of OrderStatus open records, and the parcel on the page of its carrier', async () => {
    await show('OrderStatus', 'partlyDispatched');
    for (const [name, hash] of [
      [/^Open marketplace order/, '#/form/mpb_order/'],
      [/^Open Sales Order/, '#/form/salesorder/'],
    ] as const) {
      await act(named(name));
      assert.ok(stage.page.url().includes(hash), stage.page.url());
    }
    const link = named(/^Follow the parcel/, 'link');
    await tabTo(stage.page, link);
    assert.match((await link.getAttribute('href')) ?? '', /^https:/);
  });

  it('the list is sorted by its heads, and the focus stays on the head', async () => {
    await show('ExceptionList', 'ordinary');
    for (const head of ['What is wrong', 'Owner', 'Open for', 'Money at risk']) {
      await act(named(head));
      const sorted = stage.page.getByRole('columnheader', { name: new RegExp(`^${head}`) });
      assert.equal(await sorted.getAttribute('aria-sort'), 'ascending', head);
      assert.ok((await focused(stage.page))?.startsWith(head));
      await stage.page.keyboard.press('Enter');
      await settle(stage.page);
      assert.equal(await sorted.getAttribute('aria-sort'), 'descending', head);
    }
    assert.deepEqual(stage.complaints, []);
  });

  it('exceptions are selected with Space and looked at again together, and the answer is put away', async () => {
    await show('ExceptionList', 'ordinary', { creates: { mpb_action: { id: 'a' } } });
    for (const id of [1, 2]) {
      const box = named(`Select: No product for the SKU: DRILL-${id}`, 'checkbox');
      await act(box, 'Space');
      assert.equal(await box.isChecked(), true);
    }
    await tabTo(stage.page, named('Look again'), 'Shift+Tab');
    assert.equal(await act(named('Look again')), 'Look again');
    await stage.page.getByText('2 requested').first().waitFor();
    assert.equal(await made('mpb_action'), 2);
    await act(named('OK'));
    assert.equal(await stage.page.getByText('This may take a minute.').count(), 0);
    await act(named('Select all that are shown', 'checkbox'), 'Space');
    await stage.page.getByText('4 selected.').waitFor();
    assert.deepEqual(stage.complaints, []);
  });

  it('an exception is opened from the list, and the next page is read', async () => {
    await show('ExceptionList', 'more pages');
    await act(named('Show more exceptions'));
    assert.equal((await calls()).at(-1)?.options, '?$skiptoken=2');
    await show('ExceptionList', 'ordinary');
    await act(named('No product for the SKU: DRILL-1'));
    assert.match(stage.page.url(), /#\/form\/mpb_exception\/0/);
    assert.equal(await act(named('Read again')), 'Read again');
    assert.deepEqual(stage.complaints, []);
  });
});
