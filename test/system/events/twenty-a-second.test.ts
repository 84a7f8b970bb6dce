/** What people's wishes cost when twenty come every second, by the pretend Dynamics' own count of operations. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { askForOrder } from '../actions/asking.ts';
import { Story } from '../orders/story.ts';
import { actionRequested, eventsOf } from './told.ts';

const seconds = 10;
const perSecond = 20;
const apart = 1_000 / perSecond;
/** Of the allowance of Dataverse, per wish. */
const mostOperations = 4;

const cases = [
  { what: 'that find everything as it was', before: () => undefined },
  {
    what: 'that each move the next try of an order that waits for long',
    before: (story: Story, id: string) => {
      story.dynamics.patchAs({}, 'mpb_order', String(story.root(id).mpb_orderid), { mpb_attempts: 7 });
    },
  },
];

for (const { what, before } of cases) {
  it(`twenty wishes a second ${what} take at most four operations each, and are answered soon after they are heard of`, async (t) => {
    const story = new Story();
    const ids = Array.from({ length: 100 }, () => story.ordered({ lines: [{ product: 'OLD-DRILL' }] }));
    await story.relayWorks();
    const { clock } = story.harness;
    const already = story.dynamics.log.counts.operations;
    const waits: number[] = [];
    const handled: Promise<unknown>[] = [];
    for (let index = 0; index < seconds * perSecond; index++) {
      const id = ids[index % ids.length]!;
      const began = clock.now();
      before(story, id);
      const action = askForOrder(story, 'operations', 'retry', id);
      const over = eventsOf(story.copy).handle(actionRequested(action));
      handled.push(over.then(() => waits.push(clock.now() - began)));
      // The clock goes on where the relay has nothing to do but wait for it.
      for (let passed = 0; passed < apart; passed += 10) {
        await clock.advance(10);
        for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
      }
    }
    await story.harness.driven(Promise.all(handled));
    const operations = (story.dynamics.log.counts.operations - already) / handled.length;
    const longest = Math.max(...waits);
    t.diagnostic(`${operations.toFixed(2)} operations per wish, answered after ${longest} ms at most`);
    const waiting = story.dynamics.rows('mpb_action').filter((row) => row.mpb_outcome == null);
    assert.equal(waiting.length, 0, 'every wish is answered');
    assert.ok(operations <= mostOperations, `${operations} operations per wish`);
    assert.ok(longest <= 300, `${longest} ms without any time for the work itself`);
    await story.end();
  });
}
