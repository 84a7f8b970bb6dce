/** Every state of every control in one look: axe has nothing to say, the console neither, and a picture is taken. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { violationsOn } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { picture } from './screenshots.ts';
import { openRoom, type Room } from './show-room.ts';
import { controls, openStage, play, statesOf, type Look } from './states.ts';
import { watchedPage, type Watched } from './watched-page.ts';

export interface WholeLook extends Look {
  readonly name: string;
  readonly browser?: BrowserContextOptions;
}

export const looks = {
  light: { name: 'light', theme: 'light', locale: 'en-GB' },
  dark: { name: 'dark', theme: 'dark', locale: 'en-GB' },
  forcedColours: {
    name: 'forced-colours',
    theme: 'light',
    locale: 'en-GB',
    browser: { forcedColors: 'active' },
  },
  narrow: {
    name: 'narrow',
    theme: 'light',
    locale: 'de-DE',
    browser: { viewport: { width: 360, height: 780 } },
  },
  /** A small window at 200 %, in a language that is written from right to left. */
  rightToLeft: {
    name: 'right-to-left',
    theme: 'light',
    locale: 'en-GB',
    rtl: true,
    browser: { viewport: { width: 450, height: 350 }, deviceScaleFactor: 2 },
  },
} as const satisfies Record<string, WholeLook>;

export async function everyState(look: WholeLook): Promise<void> {
  const all = await Promise.all(
    controls.map(async (control) => ({ control, states: Object.entries(await statesOf(control)) })),
  );
  describe(`every state of every control, ${look.name}`, () => {
    let room: Room;
    let browser: Browser;
    let stage: Watched;
    before(async () => {
      [room, browser] = await Promise.all([openRoom(), launchChromium()]);
      stage = await watchedPage(browser, { viewport: { width: 900, height: 700 }, ...look.browser });
      await openStage(stage.page, room.origin);
    });
    after(async () => {
      await browser.close();
      await room.close();
    });
    for (const { control, states } of all) {
      it(`${control} lists its states`, () => {
        assert.notEqual(states.length, 0);
      });
      for (const [name, state] of states) {
        it(`${control}: ${name}`, async () => {
          const { page, complaints } = stage;
          complaints.length = 0;
          await play(page, control, state, look);
          await picture(page, `${control}-${name}-${look.name}`);
          assert.deepEqual(await violationsOn(page), []);
          assert.deepEqual(complaints, []);
          const tooWide = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.ok(tooWide <= 0, `${tooWide} pixels wider than the screen`);
        });
      }
    }
  });
}
