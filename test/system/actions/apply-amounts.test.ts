/** What is applied comes to what the marketplace charges, whatever the organisation's way of pricing. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Story } from '../orders/story.ts';
import { ask, assertOutcome } from './asking.ts';

const organizations = [
  { discountMethod: 'per unit' },
  { pricingDecimalPrecision: 3 },
  { pricingDecimalPrecision: 3, discountMethod: 'per unit' },
] as const;

for (const organization of organizations) {
  it(`two rates, delivery on each, units and lines cancelled one after the other: ${JSON.stringify(organization)}`, async () => {
    const story = new Story({ dynamics: { organization } });
    const id = story.ordered({
      lines: [
        { quantity: 7, unit: 1000, shipping: 500 },
        { category: 'zero', quantity: 3, unit: 333, shipping: 199 },
        { product: 1, quantity: 2, unit: 999 },
      ],
    });
    await story.relayWorks();
    story.assertDone(id);
    const lines = story.mirakl.order(id)?.order_lines ?? [];
    const steps: readonly [number, number | undefined][] = [
      [0, 1],
      [0, 3],
      [1, undefined],
      [2, 1],
    ];
    for (const [position, quantity] of steps) {
      story.mirakl.events.cancelLine(
        id,
        String(lines[position]?.order_line_id),
        quantity === undefined ? {} : { quantity },
      );
      await story.relayWorks();
      const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
      await story.relayWorks(1);
      assertOutcome(story, action, 'done', /line/);
      story.assertDone(id);
      const order = story.mirakl.order(id);
      assert.ok(order);
      assert.equal(story.salesOrder(id).row.totalamount, order.total_price);
    }
    await story.end();
  });
}

it('a delivery line stays known when the tax code of its rule is another one since', async () => {
  const story = new Story();
  const taxCodes = (code: string) => {
    for (const rule of story.dynamics.rows('mpb_taxrule').slice())
      story.dynamics.patchAs({}, 'mpb_taxrule', String(rule.mpb_taxruleid), { mpb_taxcode: code });
  };
  taxCodes('OLD');
  const id = story.ordered({ lines: [{ quantity: 3, shipping: 600 }] });
  await story.relayWorks();
  story.assertDone(id);
  taxCodes('NEW');
  const line = story.mirakl.order(id)?.order_lines[0];
  story.mirakl.events.cancelLine(id, String(line?.order_line_id), { quantity: 1 });
  await story.relayWorks();
  const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
  await story.relayWorks(1);
  assertOutcome(story, action, 'done', /line/);
  story.assertDone(id);
  await story.end();
});
