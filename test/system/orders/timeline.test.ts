/** What the form of an order shows of its life in both systems: the column that the relay keeps for it. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Story } from './story.ts';

interface Step {
  kind: string;
  side: string;
  at: string | null;
  happened: boolean;
  detail: string | null;
  url: string | null;
}

const timeline = (story: Story, id: string) => JSON.parse(String(story.root(id).mpb_milestones)) as Step[];
const kinds = (steps: readonly Step[]) => steps.map(({ kind }) => kind);

it('an imported order shows when it was placed and paid there, imported here, and told its number', async () => {
  const story = new Story();
  const id = story.ordered();
  await story.relayWorks();
  const steps = timeline(story, id);
  assert.deepEqual(kinds(steps), ['placed', 'accepted', 'paid', 'imported', 'written-back']);
  const [imported, writtenBack] = steps.slice(3);
  const { ordernumber: number } = story.salesOrder(id).row;
  assert.deepEqual([imported?.side, imported?.detail, writtenBack?.detail], ['dynamics', number, number]);
  assert.equal(writtenBack?.at, story.root(id).mpb_writtenbackon);
  assert.ok(Date.parse(imported?.at ?? '') <= Date.parse(writtenBack?.at ?? ''));
  await story.end();
});

it('an order that is held up shows what the marketplace says, and the import when it comes', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  assert.deepEqual(kinds(timeline(story, id)), ['placed', 'accepted', 'paid']);
  story.mapSku('OLD-DRILL');
  await story.relayWorks();
  assert.deepEqual(kinds(timeline(story, id)).slice(3), ['imported', 'written-back']);
  await story.end();
});

it('a parcel, a refund and an incident are added as they happen, and what the relay did stays', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ quantity: 2 }] });
  await story.relayWorks();
  const before = timeline(story, id);
  story.mirakl.events.moveTo(id, 'SHIPPED');
  story.mirakl.updateOrder(id, (order) => {
    order.shipping_company = 'DPD UK';
    order.shipping_tracking = 'T-1';
    order.shipping_tracking_url = 'https://track.test/T-1';
  });
  await story.relayWorks();
  const dispatched = timeline(story, id).find(({ kind }) => kind === 'dispatched');
  assert.deepEqual([dispatched?.detail, dispatched?.url], ['DPD UK, T-1', 'https://track.test/T-1']);
  assert.ok(dispatched?.at);
  const line = story.mirakl.order(id)!.order_lines[0]!.order_line_id;
  story.mirakl.events.refund(id, line, { quantity: 1 });
  await story.relayWorks();
  const after = timeline(story, id);
  assert.match(after.find(({ kind }) => kind === 'refunded')?.detail ?? '', /^Line 1: £24\.00/);
  const ours = (steps: readonly Step[]) => steps.filter(({ side }) => side === 'dynamics');
  assert.deepEqual(ours(after), ours(before));
  assert.equal(story.place(id), 'done');
  await story.end();
});
