import assert from 'node:assert/strict';
import { it } from 'node:test';
import { throttled } from '../../sandbox/dataverse/faults.ts';
import type { SandboxRequest } from '../../sandbox/http.ts';
import { minute, Story } from './story.ts';

const isBatch = (part: string) => (request: SandboxRequest) =>
  request.url.includes('$batch') && request.body.toString().includes(part);

for (const { what, kind } of [
  { what: 'is lost', kind: 'lost-answer' },
  { what: 'ends in its middle', kind: 'cut' },
  { what: 'never comes because nothing was done', kind: 'drop' },
] as const) {
  it(`when the answer to an import ${what}, each order is imported exactly once`, async () => {
    const story = new Story();
    const ids = [story.ordered(), story.ordered({ lines: [{ quantity: 2, shipping: 495 }] })];
    story.dynamics.script({ match: isBatch('POST /api/data/v9.2/salesorders'), fault: { kind } });
    await story.relayWorks();
    for (const id of ids) story.assertDone(id);
    await story.end();
  });

  it(`when the answer to keeping the orders ${what}, each is imported exactly once`, async () => {
    const story = new Story();
    const ids = [story.ordered(), story.ordered()];
    story.dynamics.script({ match: isBatch('POST /api/data/v9.2/mpb_orders'), fault: { kind } });
    await story.relayWorks(4);
    for (const id of ids) story.assertDone(id);
    await story.end();
  });
}

for (const fault of ['answer-lost', 'cut', 'drop', 'slow'] as const) {
  it(`an order number whose write-back meets "${fault}" reaches the marketplace all the same`, async () => {
    const story = new Story();
    const id = story.ordered();
    story.mirakl.script({ operation: 'OR04', times: 1, fault });
    await story.relayWorks(5);
    story.assertDone(id);
    await story.end();
  });
}

it('a refused import because Dynamics is busy waits for Retry-After and is made once', async () => {
  const story = new Story();
  const ids = Array.from({ length: 30 }, () => story.ordered());
  story.dynamics.script({
    match: isBatch('POST /api/data/v9.2/salesorders'),
    fault: throttled(40),
    times: 3,
  });
  await story.relayWorks(8);
  for (const id of ids) story.assertDone(id);
  const refusedAt = story.dynamics.log.entries
    .filter((request) => request.status === 429)
    .map((request) => request.at);
  const attempts = story.dynamics.log.entries
    .filter((request) => request.url.includes('$batch'))
    .map((request) => request.at);
  for (const at of refusedAt) {
    const next = attempts.find((other) => other > at);
    assert.ok(next === undefined || next - at >= 40_000, `asked again after ${(next ?? 0) - at} ms`);
  }
  await story.end();
});

it('a deadlock in one order of a batch is tried again by itself and holds up no other', async () => {
  const story = new Story();
  const ids = Array.from({ length: 5 }, () => story.ordered());
  story.dynamics.script({
    operation: ({ method, path }) => method === 'POST' && path.startsWith('salesorders'),
    fault: {
      kind: 'answer',
      status: 500,
      code: '0x80044150',
      message: 'Generic SQL error. Sql Number: 1205',
    },
    after: 2,
  });
  await story.relayWorks(5);
  for (const id of ids) story.assertDone(id);
  assert.equal(story.dynamics.rows('mpb_exception').length, 0, 'nobody is bothered');
  await story.end();
});

it('a token that expires during the work is renewed and nobody notices', async () => {
  const story = new Story();
  const first = story.ordered();
  await story.relayWorks();
  await story.harness.clock.advance(65 * minute);
  const second = story.ordered();
  await story.relayWorks(4);
  for (const id of [first, second]) story.assertDone(id);
  await story.end();
});

it('a 429 of the order list is obeyed to the second and loses nothing', async () => {
  const story = new Story();
  const first = story.ordered();
  await story.relayWorks();
  story.mirakl.script({ operation: 'OR11', times: 2, fault: { status: 429, retryAfter: 150 } });
  const second = story.ordered();
  await story.relayWorks(12);
  for (const id of [first, second]) story.assertDone(id);
  const calls = story.mirakl.log.filter((call) => call.operation === 'OR11');
  for (const [index, call] of calls.entries()) {
    const next = calls[index + 1];
    if (call.status === 429 && next)
      assert.ok(next.at - call.at >= 150_000, `asked again after ${next.at - call.at} ms`);
  }
  assert.equal(calls.filter((call) => call.status === 429).length, 2);
  await story.end();
});

it('a marketplace that fails for an hour stops nothing in Dynamics: what people fix is still looked at', async () => {
  const story = new Story();
  const held = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  story.mirakl.script({ operation: 'OR11', times: 1_000, fault: { status: 503 } });
  await story.relayWorks(10);
  story.mapSku('OLD-DRILL');
  await story.relayWorks(2);
  story.assertDone(held);
  const during = story.ordered();
  await story.relayWorks(48);
  story.mirakl.clearScripts();
  await story.relayWorks(5);
  story.assertDone(during);
  await story.end();
});

it('a Dynamics that is away for an hour loses nothing', async () => {
  const story = new Story();
  const before = story.ordered();
  await story.relayWorks();
  story.dynamics.script({ fault: { kind: 'drop' }, times: 100_000 });
  const during = story.ordered();
  await story.relayWorks(60);
  story.dynamics.clearFaults();
  const after = story.ordered();
  await story.relayWorks(5);
  for (const id of [before, during, after]) story.assertDone(id);
  await story.end();
});

it('a mapping is not missed when Dynamics fails right after it was noticed', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  story.dynamics.script({
    match: (request) => request.url.includes('mpb_exceptions?'),
    fault: { kind: 'answer', status: 503, code: '0x80072321', message: 'Out of service.' },
    times: 3,
  });
  story.mapSku('OLD-DRILL');
  await story.relayWorks(4);
  story.assertDone(id);
  await story.end();
});

it('change tracking that forgot our place is read anew, and what was saved meanwhile is found', async () => {
  const story = new Story();
  const id = story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
  await story.relayWorks();
  story.mapSku('OLD-DRILL');
  story.dynamics.expireDeltaTokens();
  await story.relayWorks();
  story.assertDone(id);
  await story.end();
});
