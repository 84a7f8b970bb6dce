import assert from 'node:assert/strict';
import { it } from 'node:test';
import { serve } from '../http.ts';
import { deadlock, throttled } from './faults.ts';
import { ask, askBatch, id, sampleSandbox } from './test-support.ts';

it('a scripted answer stands in for the work, as often as scripted and not before its time', async () => {
  const { sandbox } = sampleSandbox();
  sandbox.script({ fault: deadlock, after: 1, times: 1 });
  const statuses = [];
  for (const n of [1, 2, 3])
    statuses.push((await ask(sandbox, 'POST mpb_samples', { mpb_sampleid: id(n) })).status);
  assert.deepEqual(statuses, [204, 500, 204]);
  assert.deepEqual(sandbox.rows('mpb_sample').length, 2);
});

it('a scripted 429 carries Retry-After, and a script matches what it says', async () => {
  const { sandbox } = sampleSandbox();
  sandbox.script({ fault: throttled(17), match: ({ method }) => method === 'GET' });
  assert.equal((await ask(sandbox, 'POST mpb_samples', {})).status, 204);
  const limited = await ask(sandbox, 'GET mpb_samples');
  assert.deepEqual(
    [limited.status, limited.headers['Retry-After'], limited.error.code],
    [429, '17', '0x80072322'],
  );
});

it('a fault of one operation stands in its part of the batch and undoes its change set alone', async () => {
  const { sandbox } = sampleSandbox();
  sandbox.script({
    fault: deadlock,
    operation: ({ method, path }) => method === 'POST' && path === 'mpb_parts',
  });
  const good = { request: 'POST mpb_samples', body: {} };
  const answer = await askBatch(sandbox, [[good, { request: 'POST mpb_parts', body: {} }], good]);
  assert.deepEqual(answer.statuses, [500, 204]);
  assert.match(answer.text, /Sql Number: 1205/);
  assert.equal(sandbox.rows('mpb_sample').length, 1);
});

it('a lost answer is a commit that the client never hears of; a drop is none', async () => {
  const { sandbox } = sampleSandbox();
  const served = await serve(sandbox);
  const post = (): Promise<Response> =>
    fetch(`${served.origin}/api/data/v9.2/mpb_samples`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"mpb_name":"x"}',
    });
  sandbox.script({ fault: { kind: 'drop' } });
  await assert.rejects(post());
  assert.equal(sandbox.rows('mpb_sample').length, 0);
  sandbox.script({ fault: { kind: 'lost-answer' } });
  await assert.rejects(post());
  assert.equal(sandbox.rows('mpb_sample').length, 1);
  sandbox.script({ fault: { kind: 'cut' }, match: ({ method }) => method === 'GET' });
  await assert.rejects(async () => (await fetch(`${served.origin}/api/data/v9.2/mpb_samples`)).text());
  await served.close();
});

it('a slow answer takes sandbox time', async () => {
  const { sandbox, clock } = sampleSandbox();
  sandbox.script({ fault: { kind: 'slow', milliseconds: 5000 } });
  let answered = false;
  const answer = ask(sandbox, 'GET mpb_samples').then(() => (answered = true));
  await clock.advance(4999);
  assert.equal(answered, false);
  await clock.advance(1);
  await answer;
});
