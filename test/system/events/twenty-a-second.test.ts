/** What people's wishes cost when twenty come every second, by the pretend Dynamics' own count of operations. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { askForOrder } from '../actions/asking.ts';
import { Story } from '../orders/story.ts';
import { actionRequested, eventsOf } from './told.ts';

const seconds = 20;
const perSecond = 20;
const apart = 1_000 / perSecond;
/** Of the allowance of Dataverse, per wish. */
const mostOperations = 4;

it('twenty wishes a second take at most four operations each, and each is answered soon after it is heard of', async (t) => {
  const story = new Story();
  const ids = Array.from({ length: 100 }, () => story.ordered({ lines: [{ product: 'OLD-DRILL' }] }));
  await story.relayWorks();
  const { clock } = story.harness;
  const before = story.dynamics.log.counts.operations;
  const waits: number[] = [];
  const handled: Promise<unknown>[] = [];
  for (let index = 0; index < seconds * perSecond; index++) {
    const began = clock.now();
    const action = askForOrder(story, 'operations', 'retry', ids[index % ids.length]!);
    const over = eventsOf(story.copy).handle(actionRequested(action));
    handled.push(over.then(() => waits.push(clock.now() - began)));
    await clock.advance(apart);
    for (let turn = 0; turn < 60; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
  await story.harness.driven(Promise.all(handled));
  const operations = (story.dynamics.log.counts.operations - before) / handled.length;
  const longest = Math.max(...waits);
  t.diagnostic(`${operations.toFixed(2)} operations per wish, answered after ${longest} ms at most`);
  const waiting = story.dynamics.rows('mpb_action').filter((row) => row.mpb_outcome == null);
  assert.equal(waiting.length, 0, 'every wish is answered');
  assert.ok(operations <= mostOperations, `${operations} operations per wish`);
  assert.ok(longest <= 300, `${longest} ms without any time for the work itself`);
  await story.end();
});
