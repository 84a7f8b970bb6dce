/** Whatever dies, comes twice or crosses: what a person asked for happens once, and is answered. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { driven, gone } from '../../simulation/drive.ts';
import { MortalPort } from '../../simulation/mortal-port.ts';
import type { Copy } from '../harness.ts';
import { minute, Story } from '../orders/story.ts';
import { ask, askForOrder, assertOutcome, history } from './asking.ts';

interface Scene {
  readonly story: Story;
  readonly id: string;
  readonly action: string;
}

async function withDifference(): Promise<{ story: Story; id: string }> {
  const story = new Story();
  const id = story.ordered({ lines: [{ quantity: 3 }, { product: 1, unit: 999 }] });
  await story.relayWorks();
  story.assertDone(id);
  const line = story.mirakl.order(id)?.order_lines[0];
  story.mirakl.events.cancelLine(id, String(line?.order_line_id));
  await story.relayWorks();
  return { story, id };
}

async function toApply(): Promise<Scene> {
  const { story, id } = await withDifference();
  const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
  return { story, id, action };
}

async function toAccept(): Promise<Scene> {
  const { story, id } = await withDifference();
  const exception = story.exception(id, 'cancelled-after-import');
  return {
    story,
    id,
    action: ask(story, { sales: 'acceptDifference' }, exception, { reason: 'it has left' }),
  };
}

async function toRetry(): Promise<Scene> {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'UNKNOWN-1' }] });
  await story.relayWorks();
  const product = String(story.productRow(3).productid);
  story.dynamics.patchAs({}, 'product', product, { productnumber: 'UNKNOWN-1' });
  return { story, id, action: askForOrder(story, 'operations', 'retry', id) };
}

/** A relay is started that dies when so many requests were answered; answers whether it came to that in time. */
async function workUntilDeath({ story, id, action }: Scene, diesAfter: number): Promise<boolean> {
  const { clock } = story.harness;
  const port = new MortalPort(diesAfter);
  const through = (network: Parameters<MortalPort['through']>[0]) => port.through(network);
  const copy = await driven(clock, story.harness.startCopy({ through }), () => port.dead);
  const finished = () =>
    story.dynamics.get('mpb_action', action)?.mpb_outcome != null && story.place(id) === 'done';
  const end = clock.now() + 3 * minute;
  while (copy !== gone && clock.now() < end && !finished()) {
    const wait = await driven(clock, copy.tick(), () => port.dead);
    if (wait === gone) break;
    await clock.advance(Math.max(1, wait));
  }
  return port.dead;
}

const asked = (story: Story, id: string) => history(story, id).filter((event) => event.mpb_kind === 'action');

const scenes = {
  apply: {
    set: toApply,
    check: ({ story, id, action }: Scene) => {
      assertOutcome(story, action, 'done', /1 line taken off$/);
      assert.equal(story.salesOrder(id).row.totalamount, 9.99);
      assert.equal(asked(story, id).length, 1);
    },
  },
  accept: {
    set: toAccept,
    check: ({ story, id, action }: Scene) => {
      assertOutcome(story, action, 'done', /it has left$/);
      assert.equal(story.salesOrder(id).row.totalamount, 81.99);
      assert.equal(asked(story, id).length, 1);
    },
  },
  retry: {
    set: toRetry,
    check: ({ story, action }: Scene) => {
      assertOutcome(story, action, 'done', /^Imported as ORD-/);
    },
  },
} as const;

for (const [name, { set, check }] of Object.entries(scenes)) {
  it(`a relay that dies at any request of ${name} leaves nothing half, and the next one finishes`, async () => {
    let deaths = 0;
    for (let diesAfter = 0; ; diesAfter += 1) {
      const scene = await set();
      const died = await workUntilDeath(scene, diesAfter);
      await scene.story.startRelay();
      await scene.story.relayWorks(4);
      check(scene);
      scene.story.assertDone(scene.id);
      await scene.story.end();
      if (!died) break;
      deaths += 1;
    }

    assert.ok(deaths >= 10, `${deaths} deaths`);
  });
}

it('two copies that hear of the same action at the same time carry it out once', async () => {
  const scene = await toApply();
  const { story, id, action } = scene;
  const event = {
    kind: 'action-requested' as const,
    actionId: action,
    origin: { userId: 'u', organizationId: 'o', correlationId: 'c' },
  };
  const other = await story.harness.startCopy({ name: 'relay-2', seed: 2 });
  const hear = async ({ app }: Copy) => app.events()?.handle(event);
  await story.harness.driven(Promise.all([story.copy, other, story.copy, other].map(hear)));
  assertOutcome(story, action, 'done', /1 line taken off$/);
  await story.relayWorks(3);
  scenes.apply.check(scene);
  story.assertDone(id);
  await story.end();
});

it('every button of a list pressed at once, some of them twice: each is answered', async () => {
  const story = new Story();
  const ids = Array.from({ length: 12 }, (_, index) =>
    story.ordered({ lines: [{ product: index % 3 === 0 ? 'UNKNOWN-1' : index % 4 }] }),
  );
  await story.relayWorks();
  const actions = [...ids, ...ids.slice(0, 4)].map((id) => askForOrder(story, 'operations', 'retry', id));
  await story.relayWorks(1);
  for (const action of actions) assertOutcome(story, action, 'done', /^(Imported as|Still held up)/);
  await story.end();
});
