/** Pictures that have a beginning begin at the right where people read from the right. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { looks } from './every-state.ts';
import { openRoom, type Room } from './show-room.ts';
import { openStage, play, statesOf } from './states.ts';
import { watchedPage } from './watched-page.ts';

describe('pictures for people who read from the right', () => {
  let room: Room;
  let browser: Browser;
  let page: Page;
  before(async () => {
    [room, browser] = await Promise.all([openRoom(), launchChromium()]);
    ({ page } = await watchedPage(browser));
    await openStage(page, room.origin);
  });
  after(async () => {
    await browser.close();
    await room.close();
  });

  for (const [control, name, bar] of [
    ['StockBadge', 'onItsWay', 'svg[viewBox="0 0 1000 22"] rect'],
    ['FeeBreakdown', 'expected', '[role="img"] div:last-of-type > svg rect'],
  ] as const) {
    it(`${control} begins its bars at the right`, async () => {
      const state = (await statesOf(control))[name];
      assert.ok(state);
      for (const [look, side] of [
        [looks.light, 'left'],
        [{ ...looks.light, rtl: true }, 'right'],
      ] as const) {
        await play(page, control, state, look);
        const gaps = await page
          .locator(bar)
          .first()
          .evaluate((rect) => {
            const [part, whole] = [
              rect.getBoundingClientRect(),
              rect.closest('svg')?.getBoundingClientRect(),
            ];
            return { left: part.left - (whole?.left ?? 0), right: (whole?.right ?? 0) - part.right };
          });
        assert.ok(gaps[side] < 3, `${gaps[side]} pixels from the ${side}`);
        assert.ok(Math.max(gaps.left, gaps.right) > 10, 'the bar is shorter than its row');
      }
    });
  }
});
