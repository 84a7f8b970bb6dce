/**
 * Whoever goes by keyboard sees where they are: each stop on the way through a control looks different with the focus
 * than without it, in every look.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { looks } from './every-state.ts';
import { focused, wayThrough } from './keyboard.ts';
import { picture } from './screenshots.ts';
import { openRoom, type Room } from './show-room.ts';
import { controls, openStage, play, statesOf, type ControlName } from './states.ts';
import { watchedPage } from './watched-page.ts';

/** One state of each control that has everything that can be pressed in it. */
const fullest: Readonly<Record<ControlName, readonly string[]>> = {
  OrderStatus: ['partlyDispatched'],
  FeeBreakdown: ['settledWithDifference'],
  ExceptionActions: ['history', 'accepting without a reason', 'a tax rule, filled in as far as it is known'],
  ExceptionList: ['more pages'],
  StockBadge: ['manyOfProduct'],
};

for (const look of [looks.light, looks.dark, looks.forcedColours]) {
  describe(`the focus is seen, ${look.name}`, () => {
    let room: Room;
    let browser: Browser;
    let page: Page;
    before(async () => {
      [room, browser] = await Promise.all([openRoom(), launchChromium()]);
      const options = 'browser' in look ? look.browser : {};
      ({ page } = await watchedPage(browser, { viewport: { width: 900, height: 1400 }, ...options }));
      await openStage(page, room.origin);
    });
    after(async () => {
      await browser.close();
      await room.close();
    });

    for (const control of controls) {
      it(`${control}, at each stop`, async () => {
        const states = await statesOf(control);
        for (const name of fullest[control]) {
          const state = states[name];
          assert.ok(state, `${control} has a state "${name}"`);
          await play(page, control, state, look);
          // From the top, whatever the state itself has given the focus to.
          await page.evaluate(() => {
            if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
            window.getSelection()?.removeAllRanges();
          });
          const stops = (await wayThrough(page)).length;
          const without = await page.screenshot();
          for (let stop = 0; stop < stops; stop += 1) {
            await page.keyboard.press('Tab');
            const seen = await page.screenshot();
            const where = `${name}: ${String(await focused(page))}`;
            assert.ok(!seen.equals(without), `${where} looks as if it had no focus`);
            if (stop === Math.min(1, stops - 1)) await picture(page, `focus-${control}-${name}-${look.name}`);
          }
          await page.keyboard.press('Tab');
        }
      });
    }
  });
}
