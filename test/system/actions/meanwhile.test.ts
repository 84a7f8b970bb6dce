/** What people do in Dynamics between the relay's reading and its writing. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { HttpPort } from '@marketplace-bridge/relay';
import type { CustomPlugin } from '../../sandbox/dataverse/sales/plugin-rules.ts';
import { Story } from '../orders/story.ts';
import { ask, assertOutcome, create } from './asking.ts';
import { bodyText, portOf } from '../ports.ts';

interface Scene {
  readonly story: Story;
  readonly id: string;
  readonly action: string;
}

/** A relay that is about to take a line off, and what somebody does just before. */
async function justBefore(
  happens: (scene: Omit<Scene, 'action'>) => void,
  options: ConstructorParameters<typeof Story>[0] = {},
): Promise<Scene> {
  const story = new Story(options);
  const id = story.ordered({ lines: [{ quantity: 2 }, { product: 1, unit: 999 }] });
  await story.relayWorks();
  const line = story.mirakl.order(id)?.order_lines[0];
  story.mirakl.events.cancelLine(id, String(line?.order_line_id));
  await story.relayWorks();
  const action = ask(story, { sales: 'applyDifference' }, story.exception(id, 'cancelled-after-import'));
  let happened = false;
  const through = (port: HttpPort): HttpPort =>
    portOf((request, signal) => {
      const writes = /DELETE \S+salesorderdetails/.test(bodyText(request));
      if (writes && !happened) {
        happened = true;
        happens({ story, id });
      }
      return port.send(request, signal);
    });
  await story.startRelay({ through });
  await story.relayWorks(2);
  assert.ok(happened, 'the relay never wrote');
  return { story, id, action };
}

it('a Sales Order fulfilled in that moment is not changed, nothing is half, and the person reads it', async () => {
  const { story, id, action } = await justBefore((scene) => {
    const { row } = scene.story.salesOrder(scene.id);
    scene.story.dynamics.patchAs({}, 'salesorder', String(row.salesorderid), {
      statecode: 3,
      statuscode: 100_001,
    });
  });
  assertOutcome(story, action, 'refused', /is fulfilled and is not changed any more/);
  assert.equal(story.salesOrder(id).lines.length, 2);
  assert.equal(story.place(id), 'exception');
  await story.end();
});

it('what a plug-in of the customer refuses is undone as a whole, and its words reach the person', async () => {
  const keepsLines: CustomPlugin = {
    table: 'salesorderdetail',
    on: ['delete'],
    refuses: () => 'Lines are never deleted here.',
  };
  const { story, id, action } = await justBefore(() => undefined, {
    dynamics: { sales: { customPlugins: [keepsLines] } },
  });
  assertOutcome(
    story,
    action,
    'failed',
    /^Dynamics refused it, and nothing was changed\. It says: "Lines are never deleted here\."$/,
  );
  assert.equal(story.salesOrder(id).lines.length, 2);
  assert.equal(story.place(id), 'exception');
  await story.end();
});

it('a line that a person changes in that moment is read again before it is touched', async () => {
  const { story, id, action } = await justBefore((scene) => {
    const [line] = scene.story.salesOrder(scene.id).lines;
    scene.story.dynamics.patchAs({}, 'salesorderdetail', String(line?.salesorderdetailid), {
      description: 'keep for the fair',
    });
  });
  assertOutcome(story, action, 'done', /1 line taken off$/);
  story.assertDone(id);
  assert.equal(story.salesOrder(id).row.totalamount, 9.99);
  await story.end();
});

it('a change that arrives from the marketplace in that moment is decided on anew', async () => {
  const { story, id, action } = await justBefore((scene) => {
    scene.story.dynamics.patchAs({}, 'mpb_order', String(scene.story.root(scene.id).mpb_orderid), {
      mpb_attempts: 7,
    });
  });
  assertOutcome(story, action, 'done', /1 line taken off$/);
  story.assertDone(id);
  await story.end();
});

it('a note that is about no order is put away by whom it is for', async () => {
  const story = new Story();
  await story.relayWorks();
  const exception = story.dynamics.insert('mpb_exception', {
    mpb_name: 'A message was not understood',
    mpb_exceptionkey: 'note',
    mpb_code: 'export-evidence',
    mpb_cause: 'One message of an unknown step.',
    mpb_severity: 927_130_001,
    mpb_responsible: 927_130_003,
    mpb_marketplaceid: story.world.marketplaceId,
  });
  const row = story.dynamics.get('mpb_exception', exception);
  assert.ok(row);
  const bySales = ask(story, { sales: 'dismiss' }, row, { reason: 'old step' });
  const byAdmin = ask(story, { admin: 'dismiss' }, row, { reason: 'old step' });
  const retry = create(story, 'admin', { mpb_kind: 927_130_000, mpb_exceptionid: exception });
  await story.relayWorks(1);
  assertOutcome(story, bySales, 'refused', /Marketplace Admin/);
  assertOutcome(story, byAdmin, 'done', /^Dismissed by Adele Keyes: old step$/);
  assertOutcome(story, retry, 'refused', /no marketplace order/);
  assert.equal(story.dynamics.get('mpb_exception', exception)?.statuscode, 927_130_001);
});
