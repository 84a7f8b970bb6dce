import assert from 'node:assert/strict';
import { it } from 'node:test';
import { minute, Story } from './story.ts';
import { portOf } from '../ports.ts';

/**
 * A backlog that came over days, so that the overlap of two walks holds few of its orders. One in ten was ever paid:
 * the others are as much to read and less to write.
 */
function backlog(story: Story, count: number): { all: string[]; paid: string[] } {
  const now = story.mirakl.now();
  const all = Array.from({ length: count }, (_, index) =>
    story.ordered({
      state: index % 10 === 0 ? 'SHIPPING' : 'REFUSED',
      but: (order) => {
        order.last_updated_date = new Date(now - (index + 1) * 10 * minute).toISOString();
      },
    }),
  );
  return { all, paid: all.filter((_, index) => index % 10 === 0) };
}

function callsOf(story: Story, operation: string) {
  return story.mirakl.log.filter((call) => call.operation === operation);
}

function assertAllOnce(story: Story, { all, paid }: ReturnType<typeof backlog>): void {
  const namesOf = (table: string, column: string) =>
    story.dynamics
      .rows(table)
      .map((row) => String(row[column]))
      .sort();
  assert.deepEqual(namesOf('mpb_order', 'mpb_name'), [...all].sort());
  assert.deepEqual(namesOf('salesorder', 'mpb_marketplaceorderid'), [...paid].sort());
}

it('five pages where every page counts as a call: Retry-After is obeyed, nothing is lost, the lease is kept', async () => {
  const story = new Story({ mirakl: { or11Counting: 'call' } });
  const orders = backlog(story, 420);
  await story.relayWorks(20);
  assertAllOnce(story, orders);
  const calls = callsOf(story, 'OR11');
  const served = calls.filter((call) => call.status === 200);
  for (const [index, call] of served.entries()) {
    const before = served[index - 1];
    if (before) assert.ok(call.at - before.at >= minute, `a page ${call.at - before.at} ms after the last`);
  }
  for (const [index, call] of calls.entries()) {
    const next = calls[index + 1];
    if (call.status === 429 && next) assert.ok(next.at > call.at + 1_000, 'never asked again at once');
  }
  assert.equal(callsOf(story, 'OR13').length, 0);
  await story.end();
});

it('where the pages of a walk are one use, no 429 is ever provoked', async () => {
  const story = new Story();
  const orders = backlog(story, 420);
  await story.relayWorks(10);
  assertAllOnce(story, orders);
  assert.deepEqual(story.mirakl.counts(429), {});
  await story.end();
});

it('a backlog of more than ten pages is read as an export, with its progress on the checkpoint row', async () => {
  const story = new Story();
  const orders = backlog(story, 1_020);
  const progress = new Set<string>();
  await story.startRelay({
    through: (port) =>
      portOf(async (request, signal) => {
        const row = story.dynamics.find('mpb_checkpoint', (one) => one.mpb_flow === 'orders');
        if (typeof row?.mpb_progress === 'string') progress.add(row.mpb_progress);
        return port.send(request, signal);
      }),
  });
  await story.relayWorks(6);
  assertAllOnce(story, orders);
  assert.equal(callsOf(story, 'OR13').length, 1);
  assert.equal(callsOf(story, 'OR15').length, 2, 'a thousand orders in a file');
  assert.ok(callsOf(story, 'OR14').length >= 2);
  const readAt = callsOf(story, 'OR15').at(-1)?.at ?? 0;
  const lists = callsOf(story, 'OR11').filter((call) => call.at < readAt);
  assert.deepEqual(
    lists.map((call) => new URL(call.url, 'http://mirakl.test').searchParams.get('offset')),
    ['0'],
    'the list is asked for its length only',
  );
  const read = [...progress].map((text) => JSON.parse(text) as { total: number; read: number });
  assert.deepEqual(
    read.map((one) => one.total),
    read.map(() => 1_020),
  );
  assert.ok(
    read.some((one) => one.read === 1_000),
    'people see how far it is',
  );
  const row = story.dynamics.find('mpb_checkpoint', (one) => one.mpb_flow === 'orders');
  assert.equal(row?.mpb_progress ?? null, null, 'and nothing is left of it at the end');
  await story.end();
});

it('an export that a dead relay left behind is taken up by the next one, without asking for another', async () => {
  const story = new Story();
  const orders = backlog(story, 1_020);
  let files = 0;
  await story.startRelay({
    through: (port) =>
      portOf(async (request, signal) => {
        // The process is gone when it asks for the second file.
        if (/async-export\/(?!status)/.test(request.url) && request.method === 'GET') files += 1;
        if (files > 1) return new Promise(() => undefined);
        return port.send(request, signal);
      }),
  });
  const dying = story.copy.tick();
  void dying;
  for (let step = 0; step < 4_000 && files < 2; step += 1) await story.harness.clock.advance(250);
  assert.equal(files, 2);
  const before = story.dynamics.rows('mpb_order').length;
  assert.ok(before >= 1_000 && before < 1_020);
  await story.startRelay({ seed: 2 });
  await story.relayWorks(6);
  assertAllOnce(story, orders);
  assert.equal(callsOf(story, 'OR13').length, 1);
  await story.end();
});

it('an export that fails is asked for again', async () => {
  const story = new Story();
  story.mirakl.script({ operation: 'OR13', times: 1, fault: 'export-fails' });
  const orders = backlog(story, 1_050);
  await story.relayWorks(14);
  assertAllOnce(story, orders);
  assert.equal(callsOf(story, 'OR13').filter((call) => call.status < 300).length, 2);
  await story.end();
});
