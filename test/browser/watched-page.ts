/** A page whose console is listened to: an error or a warning on it fails the test that asks. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export interface Watched {
  readonly page: Page;
  /** Errors and warnings of the console, errors of scripts, and answers that the page did not expect. */
  readonly complaints: string[];
}

const severe = new Set(['error', 'warning']);

export async function watchedPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (severe.has(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  return { page, complaints };
}

/** Waits, generously and never by a fixed time, until something holds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const patience = performance.now() + 120_000;
  while (!(await holds())) {
    if (performance.now() > patience) throw new Error(`In two minutes this did not come: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
