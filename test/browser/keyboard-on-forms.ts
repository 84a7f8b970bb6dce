/** What stories by keyboard share: the way to the Marketplace tab, and how each of them has to end. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { focused, tabTo } from './keyboard.ts';
import type { Visit } from './visit.ts';

/** For what the relay has to do first. */
export const long = { timeout: 120_000 };

/** After what was asked for came to its end: the focus is inside the control still, and nothing complained. */
export async function endsWell(visit: Visit, control: Locator): Promise<void> {
  await control.getByRole('progressbar').first().waitFor({ state: 'hidden' });
  assert.ok(
    await control.evaluate((element) => element.contains(document.activeElement)),
    `the focus stays in the control, and is not at ${String(await focused(visit.page))}`,
  );
  assert.deepEqual(visit.complaints, []);
}

export async function toMarketplaceTab({ page }: Visit): Promise<void> {
  await page.getByText('Order information').waitFor();
  await tabTo(page, page.getByRole('tab', { name: 'Summary' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
}
