import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Lane } from './client.ts';
import { Pacer, shareOf } from './pacer.ts';
import type { PacerLimits } from './pacer.ts';

const roomy: PacerLimits = { operations: 1000, executionMs: 1e9, windowMs: 300_000, concurrency: 1000 };

/** A pacer that remembers whose each request is. */
class Bench {
  readonly pacer: Pacer;
  readonly #owners = new Map<number, Lane>();

  constructor(limits: PacerLimits) {
    this.pacer = new Pacer(limits);
  }

  queue(lane: Lane, count: number, operations = 1): void {
    for (let index = 0; index < count; index += 1)
      this.#owners.set(this.pacer.enqueue(lane, operations), lane);
  }

  /** The lanes of those who may start, in order. */
  admit(now: number): Lane[] {
    return this.pacer.admit(now).map((ticket) => this.#owners.get(ticket)!);
  }
}

function tally(admitted: readonly Lane[]): Record<Lane, number> {
  const counts = { intents: 0, events: 0, due: 0, sweep: 0, census: 0 };
  for (const lane of admitted) counts[lane] += 1;
  return counts;
}

describe('the pacer', () => {
  it('divides the published limits among the copies and leaves a twentieth unused', () => {
    assert.deepEqual(shareOf(1), {
      operations: 5700,
      executionMs: 1_140_000,
      windowMs: 300_000,
      concurrency: 49,
    });
    assert.deepEqual(shareOf(3).operations, 1900);
    assert.equal(shareOf(1000).concurrency, 1);
  });

  it('never lets more operations start in any window than its limit', () => {
    const step = fc.record({
      ms: fc.integer({ min: 0, max: 400 }),
      operations: fc.integer({ min: 1, max: 9 }),
    });
    const lane = fc.constantFrom<Lane>('intents', 'events', 'due', 'census');
    fc.assert(
      fc.property(fc.array(fc.tuple(step, lane), { maxLength: 200 }), (steps) => {
        const pacer = new Pacer({ operations: 20, executionMs: 1e9, windowMs: 1000, concurrency: 1e6 });
        const costs = new Map<number, number>();
        const started: { at: number; operations: number }[] = [];
        let now = 0;
        for (const [{ ms, operations }, name] of steps) {
          now += ms;
          costs.set(pacer.enqueue(name, operations), operations);
          for (const ticket of pacer.admit(now)) started.push({ at: now, operations: costs.get(ticket)! });
        }
        for (const { at } of started) {
          const recent = started.filter((it) => it.at > at - 1000 && it.at <= at);
          assert.ok(recent.reduce((sum, it) => sum + it.operations, 0) <= 20);
        }
      }),
    );
  });

  it('lets every request through in the end, also one that is larger than the allowance', () => {
    const bench = new Bench({ operations: 10, executionMs: 1e9, windowMs: 1000, concurrency: 2 });
    for (const lane of ['census', 'due', 'events', 'intents'] as const) bench.queue(lane, 10, 3);
    bench.queue('census', 1, 50);
    let admitted = 0;
    let now = 0;
    while (admitted < 41) {
      const started = bench.admit(now);
      started.forEach(() => {
        bench.pacer.finished(now, 1);
      });
      admitted += started.length;
      const wait = bench.pacer.wait(now);
      now += wait ?? 0;
      assert.ok(now < 60_000, `stuck at ${admitted}`);
    }
    assert.equal(bench.pacer.wait(now), null);
  });

  it('serves urgent lanes first and gives each lane that waits its share', () => {
    const bench = new Bench(roomy);
    for (const lane of ['census', 'due', 'events', 'intents'] as const) bench.queue(lane, 1000);
    const order = bench.admit(0);
    assert.equal(order[0], 'intents');
    const counts = tally(order);
    assert.equal(order.length, 1000);
    assert.ok(counts.intents > 550, JSON.stringify(counts));
    assert.ok(counts.events >= 140 && counts.due >= 70 && counts.census >= 35, JSON.stringify(counts));
  });

  it('starves no large request by a flood of small urgent ones, which may pass it for a while', () => {
    const bench = new Bench({ ...roomy, operations: 100, windowMs: 1000, concurrency: 1e6 });
    let urgent = 0;
    // Two arrive every 10 ms and one may start, so that the window is always full and never empties at once.
    for (let now = 0; ; now += 10) {
      bench.queue('intents', 2);
      if (now === 2000) bench.queue('census', 1, 80);
      const started = bench.admit(now);
      if (started.includes('census')) break;
      if (now >= 2000) urgent += started.length;
      assert.ok(now < 100_000, 'census waits for ever');
    }
    assert.ok(urgent >= 1600, `${urgent} urgent requests went first`);
  });

  it('keeps the end of the window free for urgent work', () => {
    const bench = new Bench(roomy);
    bench.queue('census', 1000);
    assert.equal(bench.admit(0).length, 700);
    bench.queue('due', 1000);
    const next = tally(bench.admit(0));
    assert.deepEqual([next.due, next.census], [239, 11]);
    bench.queue('intents', 5);
    assert.equal(tally(bench.admit(0)).intents, 5);
  });

  it('bounds what is under way, and the hint of the server bounds it further', () => {
    const bench = new Bench({ ...roomy, concurrency: 4 });
    bench.queue('due', 10);
    assert.equal(bench.admit(0).length, 4);
    bench.pacer.finished(1, 1);
    bench.pacer.advised(1, { 'x-ms-dop-hint': '2' });
    assert.equal(bench.admit(1).length, 0);
    bench.pacer.finished(2, 1);
    bench.pacer.finished(2, 1);
    assert.equal(bench.admit(2).length, 1);
  });

  it('holds back when the work of the window has used its execution time', () => {
    const bench = new Bench({ ...roomy, executionMs: 1000 });
    bench.queue('intents', 1);
    bench.admit(0);
    bench.pacer.finished(5000, 1200);
    bench.queue('intents', 1);
    assert.equal(bench.admit(5000).length, 0);
    assert.equal(bench.pacer.wait(5000), 295_000);
    assert.equal(bench.admit(305_000).length, 1);
  });

  it('starts nothing before Retry-After, then goes at half the rate and recovers', () => {
    const bench = new Bench({ ...roomy, concurrency: 1e6 });
    bench.pacer.limited(0, 20_000);
    bench.pacer.limited(10, 20_000); // those that were under way
    bench.queue('intents', 2000);
    assert.equal(bench.admit(20_000).length, 0);
    assert.equal(bench.pacer.wait(20_000), 10);
    assert.equal(bench.admit(20_010).length, 500);
    assert.equal(bench.admit(30_000).length, 100);
    assert.equal(bench.admit(60_000).length, 100);
    assert.equal(bench.admit(1_000_000).length, 1000);
  });

  it('pauses for a moment when a server says that nothing remains, or limits without saying for how long', () => {
    const pacer = new Pacer(roomy);
    pacer.enqueue('intents', 1);
    pacer.advised(0, { 'x-ms-ratelimit-burst-remaining-xrm-requests': '0' });
    assert.equal(pacer.wait(0), 1000);
    pacer.limited(0);
    assert.equal(pacer.wait(0), 5000);
  });

  it('forgets who gives up', () => {
    const pacer = new Pacer({ ...roomy, concurrency: 1 });
    pacer.enqueue('due', 1);
    const second = pacer.enqueue('due', 1);
    pacer.admit(0);
    pacer.withdraw(second);
    pacer.finished(1, 1);
    assert.deepEqual(pacer.admit(1), []);
    assert.equal(pacer.wait(1), null);
  });
});
