/** What people and plug-ins do to a Sales Order after its import, and what the relay makes of it. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { choice } from '@marketplace-bridge/solution';
import { Story } from './story.ts';

const { sales } = choice.responsible.values;

it('an order that was deleted in Dynamics is never made again silently', async () => {
  const story = new Story();
  const id = await story.imported();
  const { row } = story.salesOrder(id);
  story.dynamics.remove('salesorder', String(row.salesorderid));
  story.mirakl.events.moveTo(id, 'SHIPPED');
  await story.relayWorks();
  assert.equal(story.salesOrdersOf(id).length, 0);
  const exception = story.exception(id, 'deleted-in-dynamics');
  assert.match(String(exception.mpb_cause), /has been deleted in Dynamics\. It is not made again\./);
  assert.equal(exception.mpb_responsible, sales);
  await story.relayWorks(60);
  assert.equal(story.salesOrdersOf(id).length, 0);
  await story.end();
  // A person confirms that there shall be none.
  story.dynamics.patchAs({}, 'mpb_exception', String(exception.mpb_exceptionid), {
    statecode: 1,
    statuscode: 927_130_000,
  });
  await story.relayWorks(60);
  assert.equal(story.place(id), 'done');
  assert.equal(story.salesOrdersOf(id).length, 0);
});

it('a Sales Order that its marketplace order points at cannot be deleted by a person at all', async () => {
  const story = new Story();
  const id = await story.imported();
  const { row } = story.salesOrder(id);
  assert.throws(() => {
    story.dynamics.removeAs({}, 'salesorder', String(row.salesorderid));
  }, /restrict|referenced|associated/i);
  story.assertDone(id);
  await story.end();
});

it('totals that a person accepted as they are do not hold the order up again', async () => {
  const story = new Story();
  const id = story.ordered();
  story.mirakl.script({ operation: 'OR04', times: 9, fault: { status: 503 } });
  await story.relayWorks(0.5);
  const line = String(story.salesOrder(id).lines[0]?.salesorderdetailid);
  story.dynamics.patchAs({}, 'salesorderdetail', line, { manualdiscountamount: 1 });
  await story.relayWorks(5);
  const exception = story.exception(id, 'totals-differ-in-dynamics');
  const at = new Date(story.mirakl.now()).toISOString();
  story.dynamics.patchAs({}, 'mpb_exception', String(exception.mpb_exceptionid), {
    statecode: 1,
    statuscode: 927_130_000,
  });
  story.dynamics.patchAs({}, 'mpb_order', String(story.root(id).mpb_orderid), { mpb_dueon: at });
  story.mirakl.clearScripts();
  await story.relayWorks(5);
  story.assertDone(id);
  assert.equal(story.open(id).length, 0);
  await story.end();
});

it('totals that a customer plug-in bends after import are found and told to Finance', async () => {
  const story = new Story();
  const id = story.ordered();
  story.mirakl.script({ operation: 'OR04', times: 9, fault: { status: 503 } });
  await story.relayWorks(0.5);
  const { row, lines } = story.salesOrder(id);
  assert.equal(story.place(id), 'waiting');
  story.dynamics.patchAs({}, 'salesorderdetail', String(lines[0]?.salesorderdetailid), {
    manualdiscountamount: 1,
  });
  await story.relayWorks(5);
  const exception = story.open(id).find((one) => one.mpb_code === 'totals-differ-in-dynamics');
  assert.ok(exception, JSON.stringify(story.harness.order(id)));
  assert.match(String(exception.mpb_cause), /£23\.00/);
  story.dynamics.patchAs({}, 'salesorderdetail', String(lines[0]?.salesorderdetailid), {
    manualdiscountamount: 0,
  });
  story.mirakl.clearScripts();
  await story.relayWorks(60);
  story.assertDone(id);
  assert.equal(story.dynamics.get('salesorder', String(row.salesorderid))?.totalamount, 24);
  await story.end();
});
