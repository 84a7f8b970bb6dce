/** The short form of `npm run bench -- stock`; time is the market's, so that the figures are the same on any machine. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marketDay } from './market-day.ts';

void test('what changes in Dynamics is on the marketplace in the next file, and after quiet both sides agree', async () => {
  const { waits, wrong, files, lines, sales } = await marketDay({
    products: 60,
    hours: 0.5,
    salesPerMinute: 20,
    onMarketplace: 0.2,
    policy: {},
    seed: 3,
  });
  assert.ok(sales.elsewhere > 300 && sales.marketplace > 50, JSON.stringify(sales));
  assert.ok(files >= 28 && files <= 30, `${files} files in half an hour`);
  assert.ok(lines < sales.elsewhere + 3 * sales.marketplace, `${lines} lines`);
  assert.equal(waits.counts.waiting, 0);
  assert.ok(waits.quantile(0.5) <= 33, `median ${waits.quantile(0.5)} s`);
  assert.ok(waits.quantile(0.99) <= 1.5 * 59.4, `p99 ${waits.quantile(0.99)} s`);
  assert.deepEqual(wrong, []);
});
