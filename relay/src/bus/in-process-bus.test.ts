import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decoded } from '@marketplace-bridge/plugins-bridge';
import { FakeClock, settle } from '../fake-ports.ts';
import { inProcessBus } from './in-process-bus.ts';
import type { InProcessOptions } from './in-process-bus.ts';

const origin = { userId: 'u', organizationId: 'o', correlationId: 'c' };

function decode(body: Uint8Array): Decoded {
  const actionId = new TextDecoder().decode(body);
  if (actionId === '') return { kind: 'refused', refusal: { reason: 'not-json', text: 'x' } };
  return { kind: 'event', event: { kind: 'action-requested', actionId, origin } };
}

function busWith(
  work: (id: string) => Promise<void> = () => Promise.resolve(),
  options: InProcessOptions = {},
) {
  const clock = new FakeClock();
  const handled: string[] = [];
  const refused: string[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const bus = inProcessBus(
    {
      decode,
      clock,
      log,
      handler: {
        async handle(event) {
          const id = event.kind === 'action-requested' ? event.actionId : event.kind;
          await work(id);
          handled.push(id);
        },
        refuse({ reason }) {
          refused.push(reason);
          return Promise.resolve();
        },
      },
    },
    options,
  );
  const post = (text: string) => bus.post(new TextEncoder().encode(text));
  return { bus, post, clock, handled, refused };
}

/** A promise for each caller, kept until it is let go. */
function gate() {
  const held: (() => void)[] = [];
  return {
    hold: () => new Promise<void>((resolve) => held.push(resolve)),
    letGo: () => {
      for (const go of held.splice(0)) go();
    },
    waiting: () => held.length,
  };
}

describe('the bus inside the process', () => {
  it('takes at once and works later', async () => {
    const { bus, post, handled } = busWith();
    bus.start();
    assert.equal(post('a'), true);
    assert.deepEqual(handled, []);
    await settle();
    await settle();
    assert.deepEqual(handled, ['a']);
    assert.equal(bus.status().handled, 1);
  });

  it('keeps what is posted before the start until then', async () => {
    const { bus, post, handled } = busWith();
    post('early');
    await settle();
    assert.deepEqual(handled, []);
    bus.start();
    await settle();
    assert.deepEqual(handled, ['early']);
  });

  it('takes no more than it has room for', () => {
    const { post } = busWith(undefined, { capacity: 2 });
    assert.deepEqual([post('a'), post('b'), post('c')], [true, true, false]);
  });

  it('takes no more bytes than it has room for, however few the bodies are, and has room again once they are gone', async () => {
    const { bus, post, handled } = busWith(undefined, { capacityBytes: 10 });
    assert.deepEqual([post('12345678'), post('abc'), post('ab')], [true, false, true]);
    bus.start();
    await settle();
    await settle();
    assert.deepEqual(handled, ['12345678', 'ab']);
    assert.equal(post('1234567890'), true);
  });

  it('works at no more than the given number at once', async () => {
    const { hold, letGo, waiting } = gate();
    const { bus, post, handled } = busWith(hold, { concurrency: 3 });
    bus.start();
    for (let n = 0; n < 9; n += 1) post(`m${n}`);
    const peaks: number[] = [];
    while (handled.length < 9) {
      await settle();
      peaks.push(waiting());
      letGo();
      await settle();
    }
    assert.equal(Math.max(...peaks), 3);
  });

  it('tells of what cannot be decoded', async () => {
    const { bus, post, refused } = busWith();
    bus.start();
    post('');
    await settle();
    await settle();
    assert.deepEqual(refused, ['not-json']);
    assert.deepEqual([bus.status().refused, bus.status().deadLettered], [1, 1]);
  });

  it('tries an event again after a pause, and then leaves it to the sweep', async () => {
    const tries: string[] = [];
    const { bus, post, clock, handled } = busWith((id) => {
      tries.push(id);
      return id === 'always' || tries.filter((tried) => tried === id).length === 1
        ? Promise.reject(new Error('a bug'))
        : Promise.resolve();
    });
    bus.start();
    post('once');
    post('always');
    await clock.advance(1);
    assert.equal(tries.length, 2);
    await clock.advance(10_000);
    assert.deepEqual(handled, ['once']);
    assert.equal(tries.filter((id) => id === 'always').length, 3);
    assert.equal(bus.status().inHand, 0);
  });

  it('finishes what it has taken when it stops, and takes nothing more', async () => {
    const { hold, letGo } = gate();
    const { bus, post, handled } = busWith(hold, { concurrency: 1 });
    bus.start();
    post('a');
    post('b');
    const stopped = bus.stop();
    assert.equal(post('c'), false);
    for (let n = 0; n < 4; n += 1) {
      await settle();
      letGo();
    }
    await stopped;
    assert.deepEqual(handled, ['a', 'b']);
  });

  it('stops although a handler never ends', async () => {
    const { bus, post, clock } = busWith(() => new Promise(() => undefined));
    bus.start();
    post('a');
    await settle();
    const stopped = bus.stop();
    await clock.advance(30_000);
    await stopped;
  });
});
