/** Actions as nobody's control makes them: rows that people may create, filled with whatever they like. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { actionRequested, told } from '../events/told.ts';
import { Story } from '../orders/story.ts';
import { actionKinds, ask, assertOutcome, create } from './asking.ts';

async function withDifference(story: Story): Promise<string> {
  const id = story.ordered({ lines: [{ quantity: 3 }] });
  await story.relayWorks();
  const line = story.mirakl.order(id)?.order_lines[0];
  story.mirakl.events.cancelLine(id, String(line?.order_line_id), { quantity: 1 });
  await story.relayWorks();
  return id;
}

interface Body {
  order_state: string;
  readonly order_lines: { readonly order_line_id: string; order_line_state: string }[];
}

/** A copy has stored a new reading in which these lines are cancelled, and has not looked at it yet. */
function storedUnseen(
  story: Story,
  id: string,
  cancelled: (line: Body['order_lines'][number]) => boolean,
): void {
  const root = story.root(id);
  const body = JSON.parse(String(root.mpb_observation)) as Body;
  for (const line of body.order_lines) if (cancelled(line)) line.order_line_state = 'CANCELED';
  if (body.order_lines.every(cancelled)) body.order_state = 'CANCELED';
  story.dynamics.patchAs({}, 'mpb_order', String(root.mpb_orderid), {
    mpb_observation: JSON.stringify(body),
    // What the Sales Order reflects is kept as it was.
    mpb_baseline: root.mpb_baseline ?? root.mpb_observation,
  });
}

function anotherMarketplace(story: Story): string {
  return story.dynamics.insert('mpb_marketplace', {
    mpb_name: 'Another',
    mpb_miraklhost: 'another.example',
  });
}

it('requests that are about another marketplace do not keep the requests of this one from the sweep', async () => {
  const story = new Story();
  const id = await withDifference(story);
  const other = anotherMarketplace(story);
  const order = story.dynamics.insert('mpb_order', {
    mpb_name: 'elsewhere',
    mpb_orderkey: 'elsewhere',
    mpb_marketplaceid: other,
  });
  for (let count = 0; count < 60; count += 1) {
    create(story, 'operations', {
      mpb_kind: actionKinds.retry,
      mpb_orderid: order,
      ...(count % 2 === 0 ? {} : { mpb_marketplaceid: story.world.marketplaceId }),
    });
  }
  await story.harness.clock.advance(1_000);
  const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
  await story.relayWorks(2);
  assertOutcome(story, action, 'done', /1 line changed/);
  // No `end`: the other marketplace's order has no relay.
});

it('what a person asked for whose account is disabled since is not done', async () => {
  const story = new Story();
  const id = await withDifference(story);
  const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
  story.dynamics.patchAs({}, 'systemuser', story.world.environment.users.sales, { isdisabled: true });
  await story.relayWorks(1);
  assertOutcome(story, action, 'refused', /^Your role does not allow/);
  assert.equal(story.place(id), 'exception');
  await story.end();
});

it('what came from the marketplace since the person looked is not applied unseen', async () => {
  const story = new Story();
  const id = await withDifference(story);
  const exception = story.exception(id, 'cancelled-after-import');
  storedUnseen(story, id, () => true);
  const action = ask(story, { sales: 'applyDifference' }, exception);
  await told(story, story.copy, actionRequested(action));
  assertOutcome(story, action, 'refused', /changed on the marketplace since you looked/);
  assert.equal(story.salesOrder(id).row.statecode, 0);
});

it('another line that was cancelled since is not taken off with the one that was seen', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ quantity: 2 }, { product: 1 }, { product: 2 }] });
  await story.relayWorks();
  const [first, second] = story.mirakl.order(id)?.order_lines ?? [];
  story.mirakl.events.cancelLine(id, String(first?.order_line_id));
  await story.relayWorks();
  const exception = story.exception(id, 'cancelled-after-import');
  storedUnseen(story, id, (line) => line.order_line_id === second?.order_line_id);
  const action = ask(story, { sales: 'applyDifference' }, exception);
  await told(story, story.copy, actionRequested(action));
  assertOutcome(story, action, 'refused', /changed on the marketplace since you looked/);
  assert.equal(story.salesOrder(id).lines.length, 3);
});
