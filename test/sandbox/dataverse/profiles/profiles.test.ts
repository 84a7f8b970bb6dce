import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemCaller } from '../engine.ts';
import type { Work } from '../hooks.ts';
import { asyncDelay } from './async-delay.ts';
import { executionTime } from './latency.ts';

const work = (kind: Work['kind'], rows: number, table?: string): Work => ({
  kind,
  rows,
  caller: systemCaller,
  ...(table === undefined ? {} : { table }),
});

test('slow: an order with two lines takes about a second for each of its three priced rows', () => {
  const time = executionTime('slow', work('create', 3, 'salesorder'));
  assert.ok(time >= 3_000 && time <= 3_200, String(time));
});

test('an unpriced row costs milliseconds, a priced one more, and off costs nothing', () => {
  assert.ok(executionTime('typical', work('create', 1, 'account')) < 50);
  assert.ok(executionTime('typical', work('create', 1, 'salesorder')) > 100);
  assert.equal(executionTime('off', work('create', 9, 'salesorder')), 0);
});

test('reading orders starts no pricing', () => {
  assert.equal(
    executionTime('slow', work('retrieve', 1, 'salesorder')),
    executionTime('slow', work('retrieve', 1, 'account')),
  );
});

test('the asynchronous service has a median of three seconds and a long tail, the same for the same seed', () => {
  const sample = asyncDelay('slow', 7);
  const delays = Array.from({ length: 20_000 }, sample).sort((a, b) => a - b);
  const at = (share: number): number => delays[Math.floor(delays.length * share)] ?? 0;
  assert.ok(Math.abs(at(0.5) - 3_000) < 150, `median ${at(0.5)}`);
  assert.ok(at(0.99) > 45_000 && at(0.99) < 75_000, `p99 ${at(0.99)}`);
  const three = (): number[] => Array.from({ length: 3 }, asyncDelay('slow', 7));
  assert.deepEqual(three(), three());
  assert.equal(asyncDelay('immediate')(), 0);
});
