/** The states of the controls, which each control lists as data beside its source, played on the stage of the show room. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { roleIds } from '@marketplace-bridge/solution';
import type { Page } from 'playwright-core';
import type { StateFixture, StateFixtures } from '../../pcf-controls/shared/state-fixture.ts';
import type { StageWish } from '../rehearsal/host/client/stage-wish.ts';

export const controls = [
  'OrderStatus',
  'FeeBreakdown',
  'ExceptionActions',
  'ExceptionList',
  'StockBadge',
] as const;
export type ControlName = (typeof controls)[number];

const home = join(import.meta.dirname, '..', '..', 'pcf-controls');

export async function statesOf(control: ControlName): Promise<StateFixtures> {
  const file = join(home, control, 'states.ts');
  if (!existsSync(file)) return {};
  const { states } = (await import(pathToFileURL(file).href)) as { states: StateFixtures };
  return states;
}

export type Look = Pick<StageWish, 'theme' | 'locale' | 'rtl'>;

/** Puts a control up in a state, and does what the person of the state does then. */
export async function play(page: Page, control: ControlName, state: StateFixture, look: Look): Promise<void> {
  const { now, roles = ['Marketplace Operations'], then = [], ...rest } = state;
  await page.clock.setSystemTime(new Date(now));
  const wish = {
    control: `mpb_MarketplaceBridge.${control}`,
    ...look,
    roleIds: roles.map((role) => roleIds[role]),
    state: rest,
  };
  // As text, because a page takes only what can be copied.
  await page.evaluate((text) => {
    window.stage?.show(JSON.parse(text) as StageWish);
  }, JSON.stringify(wish));
  await page.locator(`[data-control="${wish.control}"] .control-theme > *`).first().waitFor();
  await settle(page);
  for (const gesture of then) {
    if ('wait' in gesture) await page.clock.runFor(gesture.wait);
    else if ('press' in gesture)
      await page
        .getByRole(gesture.role ?? 'button', { name: gesture.press })
        .first()
        .click();
    else await page.getByLabel(gesture.into).first().fill(gesture.type);
    await settle(page);
  }
}

/** Timers of the page are moved on, and what fades or slides is brought to its end; what goes on for ever goes on. */
export async function settle(page: Page): Promise<void> {
  await page.clock.runFor(600);
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      const end = animation.effect?.getComputedTiming().endTime;
      if (typeof end === 'number' && Number.isFinite(end)) animation.finish();
    }
  });
}

export async function openStage(page: Page, origin: string): Promise<void> {
  await page.clock.install();
  await page.goto(`${origin}/app/stage`);
  await page.waitForFunction(() => 'stage' in window);
}
