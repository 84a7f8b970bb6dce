import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Queue } from './queue.ts';
import type { QueueRules } from './queue.ts';

const rules = { lockDurationMs: 1000, maxDeliveryCount: 3 } satisfies Partial<QueueRules>;
const queueOf = (more: Partial<QueueRules> = {}) => new Queue<string>('q', { ...rules, ...more });

describe('a queue', () => {
  it('hands messages out in the order in which they came, under locks', () => {
    const queue = queueOf();
    for (const body of ['a', 'b']) queue.enqueue({ body }, 0);
    const first = queue.take('r', 10);
    assert.equal(first?.message.content.body, 'a');
    assert.equal(first.until, 1010);
    assert.equal(queue.take('r', 10)?.message.content.body, 'b');
    assert.equal(queue.take('r', 10), null);
    assert.deepEqual(queue.counts, { active: 0, locked: 2, deadLettered: 0 });
  });

  it('gives an abandoned message out again before later ones, counted and with its changed properties', () => {
    const queue = queueOf();
    for (const body of ['a', 'b', 'c']) queue.enqueue({ body, application_properties: { kept: 1 } }, 0);
    const first = queue.take('r', 0)!;
    const second = queue.take('r', 0)!;
    assert.ok(queue.settle(second.token, { kind: 'release' }, 1));
    assert.ok(queue.settle(first.token, { kind: 'abandon', properties: { tried: 1 } }, 1));
    const again = queue.take('r', 1)!;
    assert.equal(again.message.content.body, 'a');
    assert.equal(again.message.deliveryCount, 1);
    assert.deepEqual(again.message.content.application_properties, { kept: 1, tried: 1 });
    const released = queue.take('r', 1)!;
    assert.deepEqual([released.message.content.body, released.message.deliveryCount], ['b', 0]);
  });

  it('takes an expired lock back, counted, and refuses whoever settles or renews late', () => {
    const queue = queueOf();
    queue.enqueue({ body: 'a' }, 0);
    const { token } = queue.take('r', 0)!;
    assert.equal(queue.expire(999), false);
    assert.equal(queue.settle(token, { kind: 'complete' }, 1000), false);
    assert.equal(queue.renew(token, 1000), null);
    assert.equal(queue.expire(1000), true);
    assert.equal(queue.take('r', 1000)?.message.deliveryCount, 1);
  });

  it('keeps a renewed lock and still takes back an older one that was not', () => {
    const queue = queueOf();
    for (const body of ['a', 'b']) queue.enqueue({ body }, 0);
    const a = queue.take('r', 0)!;
    const b = queue.take('r', 0)!;
    assert.equal(queue.renew(a.token, 800), 1800);
    queue.expire(1000);
    assert.deepEqual(queue.counts, { active: 1, locked: 1, deadLettered: 0 });
    assert.equal(queue.settle(b.token, { kind: 'complete' }, 1000), false);
    assert.equal(queue.settle(a.token, { kind: 'complete' }, 1799), true);
  });

  it('puts aside what came back too often, and what it is told to, with the reason', () => {
    const queue = queueOf();
    queue.enqueue({ body: 'often' }, 0);
    for (let n = 0; n < 3; n += 1) queue.settle(queue.take('r', 0)!.token, { kind: 'abandon' }, 0);
    queue.enqueue({ body: 'bad' }, 0);
    const outcome = { kind: 'dead-letter', reason: 'not-json', description: 'No JSON.' } as const;
    queue.settle(queue.take('r', 0)!.token, outcome, 0);
    const dead = queue.deadLetters!.peek(0, 10).map(({ content }) => content);
    assert.deepEqual(
      dead.map((message) => message.application_properties),
      [
        {
          DeadLetterReason: 'MaxDeliveryCountExceeded',
          DeadLetterErrorDescription: 'Message could not be consumed after 3 delivery attempts.',
        },
        { DeadLetterReason: 'not-json', DeadLetterErrorDescription: 'No JSON.' },
      ],
    );
    assert.deepEqual(dead[0]?.message_annotations, { 'x-opt-deadletter-source': 'q' });
  });

  it('drops a second message of one id within the window, and takes it again after that', () => {
    const queue = queueOf({ duplicateWindowMs: 100 });
    assert.equal(queue.enqueue({ message_id: 'x' }, 0), true);
    assert.equal(queue.enqueue({ message_id: 'x' }, 99), false);
    assert.equal(queue.enqueue({ message_id: 'y' }, 99), true);
    assert.equal(queue.enqueue({ message_id: 'x' }, 100), true);
    assert.equal(queue.enqueue({}, 100), true);
    assert.equal(queue.enqueue({}, 100), true);
  });

  it('holds the locks of a lost link, or lets them go, as it is told', () => {
    for (const [onLinkLoss, active] of [
      ['hold', 0],
      ['release', 1],
    ] as const) {
      const queue = queueOf({ onLinkLoss });
      queue.enqueue({ body: 'mine' }, 0);
      queue.enqueue({ body: 'theirs' }, 0);
      queue.take('me', 0);
      queue.take('they', 0);
      queue.holderGone('me');
      assert.equal(queue.counts.active, active);
      assert.equal(queue.counts.locked, 2 - active);
    }
  });

  it('shows waiting and locked messages alike, from a sequence number on', () => {
    const queue = queueOf();
    for (const body of ['a', 'b', 'c']) queue.enqueue({ body }, 0);
    queue.take('r', 0);
    const shown = (from: number, count: number) => queue.peek(from, count).map(({ content }) => content.body);
    assert.deepEqual(shown(0, 2), ['a', 'b']);
    assert.deepEqual(shown(2, 9), ['b', 'c']);
    assert.deepEqual(shown(4, 9), []);
  });

  it('loses and doubles nothing, whatever is done to it', () => {
    const step = fc.oneof(
      fc.constantFrom('enqueue' as const, 'take' as const, 'expire' as const, 'link-lost' as const),
      fc.record({
        do: fc.constantFrom('complete' as const, 'abandon' as const, 'release' as const, 'renew' as const),
        which: fc.nat(20),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 200 }),
        fc.constantFrom('hold' as const, 'release' as const),
        (steps, onLinkLoss) => {
          const queue = queueOf({ onLinkLoss });
          const tokens: string[] = [];
          let now = 0;
          let enqueued = 0;
          let completed = 0;
          for (const one of steps) {
            now += 90;
            if (one === 'enqueue') queue.enqueue({ body: (enqueued += 1) }, now);
            else if (one === 'take') tokens.push(queue.take('r', now)?.token ?? 'none');
            else if (one === 'expire') queue.expire(now);
            else if (one === 'link-lost') queue.holderGone('r');
            else {
              const token = tokens[one.which % Math.max(1, tokens.length)] ?? 'none';
              if (one.do === 'renew') queue.renew(token, now);
              else if (queue.settle(token, { kind: one.do }, now) && one.do === 'complete') completed += 1;
            }
          }
          const { active, locked, deadLettered } = queue.counts;
          assert.equal(active + locked + deadLettered + completed, enqueued);
          const everywhere = [...queue.peek(0, Infinity), ...queue.deadLetters!.peek(0, Infinity)];
          assert.equal(new Set(everywhere.map(({ content }) => content.body)).size, everywhere.length);
        },
      ),
    );
  });
});
