import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchChromium } from './chromium.ts';

test('the Chromium of the npm package starts and draws', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 200, height: 100 } });
    await page.setContent('<h1>£ 12.00</h1>');
    assert.equal(await page.locator('h1').textContent(), '£ 12.00');
    assert.ok((await page.screenshot()).length > 500);
  } finally {
    await browser.close();
  }
});
