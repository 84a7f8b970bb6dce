import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ManualClock } from '../../clock.ts';
import type { SandboxResponse } from '../../http.ts';
import { DataverseSandbox } from '../dataverse.ts';
import { systemCaller } from '../engine.ts';
import { standardModel } from '../standard/model.ts';
import { seedEnvironment } from '../standard/seed.ts';
import { limitRules, type LimitOptions } from './limit-rules.ts';
import { SlidingWindow } from './sliding-window.ts';

function environment(options: Omit<LimitOptions, 'clock'>) {
  const clock = new ManualClock();
  const limits = limitRules({ clock, ...options });
  const sandbox = new DataverseSandbox({ clock, model: standardModel(), rules: [limits] });
  seedEnvironment(sandbox.engine);
  const send = (
    method = 'GET',
    path = 'accounts?$top=1',
    headers: Record<string, string> = {},
    body = '',
  ): Promise<SandboxResponse> =>
    sandbox.handle({
      method,
      url: `/api/data/v9.2/${path}`,
      headers: { host: 'sandbox', ...headers },
      body: Buffer.from(body),
    });
  return { clock, limits, sandbox, send };
}

const error = (response: SandboxResponse): { code: string; message: string } =>
  (JSON.parse(response.body.toString()) as { error: { code: string; message: string } }).error;

test('the request that exceeds the window is refused with the time until there is room', async () => {
  const { clock, send } = environment({ protection: { requests: 2 } });
  await send();
  await clock.advance(100_000);
  const second = await send();
  assert.equal(second.headers['x-ms-ratelimit-burst-remaining-xrm-requests'], '0');
  assert.equal(second.headers['x-ms-ratelimit-time-remaining-xrm-requests'], '1,200.00');
  const refused = await send();
  assert.equal(refused.status, 429);
  assert.equal(refused.headers['retry-after'], '200');
  assert.deepEqual(error(refused), {
    code: '0x80072322',
    message: 'Number of requests exceeded the limit of 2 over time window of 300 seconds.',
  });
  await clock.advance(200_000);
  assert.equal((await send()).status, 200);
});

test('Retry-After grows while a client keeps pushing, and never beyond the window', async () => {
  const { send } = environment({ protection: { requests: 1, window: 10_000 } });
  await send();
  const answers: number[] = [];
  for (let push = 0; push < 5; push++) answers.push(Number((await send()).headers['retry-after']));
  assert.deepEqual(answers, [10, 10, 10, 10, 10]);
  const { send: other, clock } = environment({ protection: { requests: 1, window: 60_000 } });
  await other();
  await clock.advance(50_000);
  const growing: number[] = [];
  for (let push = 0; push < 3; push++) growing.push(Number((await other()).headers['retry-after']));
  assert.deepEqual(growing, [10, 11, 12]);
});

test('execution time is a budget of its own, spent without real waiting', async () => {
  const { send } = environment({ protection: { executionTime: 30 }, latency: 'typical' });
  assert.equal((await send()).status, 200);
  assert.equal((await send()).status, 200);
  const refused = await send();
  assert.equal(error(refused).code, '0x80072321');
  assert.match(
    error(refused).message,
    /^Combined execution time of incoming requests exceeded limit of 30 {2}milliseconds over time window of 300 seconds\./,
  );
});

test('too many at the same moment are refused at once, and a slot is free again when an answer has left', async () => {
  const { clock, send } = environment({ protection: { concurrent: 1 }, latency: 'typical', wait: true });
  const first = send();
  const second = await send();
  assert.equal(second.status, 429);
  assert.deepEqual(error(second), {
    code: '0x80072326',
    message: 'Number of concurrent requests exceeded the limit of 1.',
  });
  await clock.advance(1_000);
  assert.equal((await first).status, 200);
  const third = send();
  await clock.advance(1_000);
  assert.equal((await third).status, 200);
});

test('each inner request of a batch counts, for the window and for the day', async () => {
  const { limits, send } = environment({ protection: { requests: 3 } });
  const part =
    '--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nGET /api/data/v9.2/accounts?$top=1 HTTP/1.1\r\nAccept: application/json\r\n\r\n\r\n';
  const headers = { 'content-type': 'multipart/mixed; boundary=b', prefer: 'odata.continue-on-error' };
  const response = await send('POST', '$batch', headers, `${part.repeat(4)}--b--\r\n`);
  const text = response.body.toString();
  assert.equal(text.match(/HTTP\/1\.1 200 OK/g)?.length, 3);
  assert.match(text, /0x80072322/);
  assert.equal(limits.operationsToday(systemCaller.userId), 3);
});

test('each web server counts by itself, and requests go round', async () => {
  const { send } = environment({ protection: { requests: 1, servers: 2 } });
  const statuses: number[] = [];
  for (let request = 0; request < 4; request++) statuses.push((await send()).status);
  assert.deepEqual(statuses, [200, 200, 429, 429]);
});

test('switched off, nothing is refused and the day is still counted', async () => {
  const { clock, limits, send } = environment({ protection: 'off' });
  for (let request = 0; request < 10; request++) assert.equal((await send()).status, 200);
  assert.equal(limits.operationsToday(systemCaller.userId), 10);
  await clock.advance(86_400_000);
  assert.equal(limits.operationsToday(systemCaller.userId), 0);
});

test('a sliding window always agrees with adding up the entries that are young enough', () => {
  const steps = fc.array(fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 9 })), { maxLength: 200 });
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 100 }),
      (list, length, limit) => {
        const window = new SlidingWindow(length);
        const entries: { at: number; amount: number }[] = [];
        const young = (now: number): number =>
          entries.filter(({ at }) => at + length > now).reduce((sum, { amount }) => sum + amount, 0);
        let now = 0;
        for (const [pause, amount] of list) {
          now += pause;
          window.add(now, amount);
          entries.push({ at: now, amount });
          assert.equal(window.sum(now), young(now));
        }
        const wait = window.waitUntilBelow(now, limit);
        assert.ok(young(now + wait) < limit);
        assert.ok(wait === 0 || young(now + wait - 1) >= limit);
      },
    ),
  );
});

test('a window stays right over far more entries than it holds at once', () => {
  const window = new SlidingWindow(100);
  for (let now = 1; now <= 10_000; now++) {
    window.add(now, 1);
    assert.equal(window.sum(now), Math.min(now, 100));
  }
});
