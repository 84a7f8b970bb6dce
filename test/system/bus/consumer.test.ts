/** What the consumer of the relay does with the messages of its queue. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QUEUE, until } from './bus-under-test.ts';
import { broker, copy, ids, isEmpty, listening, post, sandbox } from './consumer-bench.ts';

describe('the consumer', () => {
  it('handles each message once and completes it', async () => {
    const { handled, bus } = copy();
    for (const id of ids(200)) post(id);
    await until('all are handled', () => handled.length === 200 && isEmpty());
    assert.deepEqual([...handled].sort(), ids(200).sort());
    const status = bus.status();
    assert.deepEqual(
      { connected: status.connected, handled: status.handled, trouble: status.trouble },
      { connected: true, handled: 200, trouble: null },
    );
    assert.notEqual(status.lastMessageOn, null);
  });

  it('works at no more than the given number at once', async () => {
    let now = 0;
    let peak = 0;
    const work = async (): Promise<void> => {
      peak = Math.max(peak, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
    };
    const { handled } = copy({ concurrency: 7, work });
    for (const id of ids(100)) post(id);
    await until('all are handled', () => handled.length === 100);
    assert.equal(peak, 7);
  });

  it('puts aside with its reason what cannot be decoded, and tells of it once', async () => {
    const { refused, bus } = copy();
    post('bad', { refuse: true });
    await until('it is put aside', () => bus.status().deadLettered === 1);
    assert.deepEqual(sandbox.deadLetters(QUEUE), [
      { messageId: 'bad', reason: 'not-a-context', description: 'The message is no context.' },
    ]);
    assert.deepEqual(refused, ['not-a-context']);
  });

  it('tells once of a message that it could not put aside at the first try', async () => {
    await listening.close();
    await broker({ onLinkLoss: 'release' });
    const { refused } = copy();
    sandbox.script({ on: 'settle', then: { kind: 'drop-before' } });
    post('bad', { refuse: true });
    await until('it is put aside', () => sandbox.counts(QUEUE).deadLettered === 1);
    assert.equal(sandbox.faultsLeft, 0);
    assert.deepEqual(refused, ['not-a-context']);
  });

  it('gives a message back when its handler fails, and holds it back before that', async () => {
    const tries = new Map<string, number>();
    const { handled, bus } = copy({
      work: (id) => {
        tries.set(id, (tries.get(id) ?? 0) + 1);
        return tries.get(id) === 1 ? Promise.reject(new Error('a bug')) : Promise.resolve();
      },
    });
    post('once-bad');
    await until('it is handled', () => handled.length === 1 && isEmpty());
    assert.equal(bus.status().abandoned, 1);
    assert.equal(tries.get('once-bad'), 2);
  });

  it('does not use up all deliveries of a message while its handler fails for some seconds', async () => {
    let well = false;
    const { handled, bus } = copy({
      work: () => (well ? Promise.resolve() : Promise.reject(new Error('a bug for now'))),
    });
    post('unlucky');
    await until('it failed', () => bus.status().abandoned > 0);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    well = true;
    await until('it is handled', () => handled.length === 1 && isEmpty());
    assert.equal(sandbox.counts(QUEUE).deadLettered, 0);
  });

  it('leaves a message that always fails to the dead-letter queue, without stopping the others', async () => {
    await listening.close();
    await broker({ maxDeliveryCount: 3 });
    const { handled } = copy({
      concurrency: 4,
      work: (id) => (id === 'poison' ? Promise.reject(new Error('always')) : Promise.resolve()),
    });
    post('poison');
    for (const id of ids(50)) post(id);
    await until('the others are handled', () => handled.length === 50);
    await until('it is put aside', () => sandbox.counts(QUEUE).deadLettered === 1);
    assert.equal(sandbox.deadLetters(QUEUE)[0]?.reason, 'MaxDeliveryCountExceeded');
  });

  it('logs neither bodies nor keys', async () => {
    const { log, handled } = copy({ work: () => Promise.reject(new Error('secret-of-a-customer')) });
    post('secret-of-a-customer');
    sandbox.script({ on: 'attach', then: 'server-busy' });
    await until('it is logged', () => log.length > 0);
    assert.deepEqual(handled, []);
    assert.ok(!log.some((line) => /secret-of-a-customer|c2FuZGJveC1rZXk/.test(line)));
  });
});
