import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Story } from '../orders/story.ts';
import { ask, askForOrder, assertOutcome } from './asking.ts';

const people = 40;
/** Of the allowance: record, exception, answer and history of one action. */
const mostOperations = 4;
/** Reads of forty actions, shared by them. */
const share = 0.5;

async function heard(story: Story, actions: readonly string[]): Promise<{ requests: number; each: number }> {
  const { log } = story.dynamics;
  const before = log.entries.length;
  const hear = async (actionId: string) =>
    story.copy.app.events()?.handle({
      kind: 'action-requested',
      actionId,
      origin: { userId: 'u', organizationId: 'o', correlationId: 'c' },
    });
  await story.harness.driven(Promise.all(actions.map(hear)));
  const entries = log.entries.slice(before);
  const operations = entries.reduce((sum, entry) => sum + entry.operations.length, 0);
  return { requests: entries.length, each: operations / actions.length };
}

async function withDifferences(): Promise<{ story: Story; ids: string[] }> {
  const story = new Story();
  const ids = Array.from({ length: people }, () => story.ordered({ lines: [{ quantity: 3 }] }));
  await story.relayWorks();
  for (const id of ids) {
    const line = story.mirakl.order(id)?.order_lines[0];
    story.mirakl.events.cancelLine(id, String(line?.order_line_id), { quantity: 1 });
  }
  await story.relayWorks();
  return { story, ids };
}

it('forty accepted differences that are heard of together cost four writes each and a share of the reads', async (t) => {
  const { story, ids } = await withDifferences();
  const actions = ids.map((id) =>
    ask(story, { sales: 'acceptDifference' }, story.exception(id, 'cancelled-after-import'), {
      reason: 'ok',
    }),
  );
  const cost = await heard(story, actions);
  t.diagnostic(`${cost.requests} requests, ${cost.each.toFixed(2)} operations each`);
  for (const action of actions) assertOutcome(story, action, 'done', /^Accepted/);
  assert.ok(cost.each <= mostOperations + share, `${cost.each} operations each`);
  await story.end();
});

it('forty retries cost less, and forty refusals next to nothing', async (t) => {
  const { story, ids } = await withDifferences();
  const retries = await heard(
    story,
    ids.map((id) => askForOrder(story, 'operations', 'retry', id)),
  );
  const refused = await heard(
    story,
    ids.map((id) =>
      ask(story, { operations: 'applyDifference' }, story.exception(id, 'cancelled-after-import')),
    ),
  );
  t.diagnostic(`retry ${retries.each.toFixed(2)}, refusal ${refused.each.toFixed(2)} operations each`);
  assert.ok(retries.each <= mostOperations, `${retries.each} operations a retry`);
  assert.ok(refused.each <= 1 + share, `${refused.each} operations a refusal`);
  await story.end();
});

it('forty applied differences cost what they change', async (t) => {
  const { story, ids } = await withDifferences();
  const actions = ids.map((id) =>
    ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import')),
  );
  const cost = await heard(story, actions);
  t.diagnostic(`${cost.requests} requests, ${cost.each.toFixed(2)} operations each`);
  for (const action of actions) assertOutcome(story, action, 'done', /1 line changed$/);
  // The line, its link and the proof of the totals come on top.
  assert.ok(cost.each <= mostOperations + 5, `${cost.each} operations each`);
  await story.end();
});
