/** What a person without a mouse has: the keys, and where the focus is. Nothing here moves the focus but keys. */
import type { Locator, Page } from 'playwright-core';

/** More than any page here has places to stop at. */
const longestWay = 150;

/** Presses Tab, or Shift+Tab, until this has the focus. */
export async function tabTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await goal.waitFor();
  for (let step = 0; step < longestWay; step += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`In ${longestWay} steps no way led to ${String(goal)}`);
}

/** Goes to it by keys and presses it. */
export async function press(page: Page, goal: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, goal);
  await page.keyboard.press(key);
}

/** The name of what has the focus, as a screen reader would say it or nearly; null when that is the page as a whole. */
export function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const labelled = element as HTMLElement & { readonly labels?: NodeListOf<HTMLLabelElement> | null };
    const name =
      element.getAttribute('aria-label') ?? labelled.labels?.[0]?.textContent ?? element.textContent;
    return name
      .trim()
      .replace(/\s*\*$/, '')
      .replace(/\s+/g, ' ');
  });
}

/**
 * Every stop of the way through the page, from its top until the focus leaves it. A way without an end throws.
 * @param settled lets timers run where the clock of the page stands still: Fluent's sentinels hand the focus on by one
 */
export async function wayThrough(
  page: Page,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
  settled: () => Promise<unknown> = () => Promise.resolve(),
): Promise<string[]> {
  const stops: string[] = [];
  for (let step = 0; step < longestWay; step += 1) {
    await page.keyboard.press(key);
    await settled();
    const stop = await focused(page);
    if (stop === null) return stops;
    stops.push(stop);
  }
  throw new Error(`The focus does not get out again: ${stops.slice(-10).join(' > ')}`);
}
