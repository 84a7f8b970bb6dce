/** Each fault of the client that a plain queue can meet, and the guard that the consumer has against it (service-bus.md 3, 5). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QUEUE, until } from './bus-under-test.ts';
import {
  broker,
  brokerIsAway,
  copy,
  hang,
  ids,
  isEmpty,
  post,
  sandbox,
  listening,
} from './consumer-bench.ts';

describe('a fault of the client is guarded', () => {
  it('two outcomes in one turn arrive as asked (service-bus.md 3, fault 1)', async () => {
    // Both end in the same turn; without the gate the second gets the outcome of the first.
    let release: () => void = () => undefined;
    let together = hang();
    let arrived = 0;
    const work = async (): Promise<void> => {
      arrived += 1;
      await together;
    };
    const { bus } = copy({ work, refuse: work });
    for (let pairs = 1; pairs <= 10; pairs += 1) {
      together = new Promise((resolve) => (release = resolve));
      post(`good-${pairs}`);
      post(`bad-${pairs}`, { refuse: true });
      await until('both wait', () => arrived === 2 * pairs);
      release();
      await until('both are settled', isEmpty);
      assert.equal(sandbox.counts(QUEUE).deadLettered, pairs);
    }
    assert.equal(bus.status().handled, 10);
  });

  it('one handler that never ends does not stop its link (fault 2)', async () => {
    const { handled } = copy({
      concurrency: 8,
      handlerDeadlineMs: 1000,
      work: (id) => (id === 'm0' ? hang() : Promise.resolve()),
    });
    for (const id of ids(3000)) post(id);
    await until('all others are handled', () => handled.length === 2999, 90_000);
  });

  it('messages without an id, and several with the same id, are kept locked and settled (fault 7)', async () => {
    await listening.close();
    await broker({ lockDurationMs: 2000 });
    const slow = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3500));
    const { handled, log } = copy({ work: slow });
    post('a', {}, null);
    post('b', {}, null);
    post('c', {}, 'the-same');
    post('d', {}, 'the-same');
    await until('all are handled', () => handled.length === 4 && isEmpty());
    assert.deepEqual([...handled].sort(), ['a', 'b', 'c', 'd']);
    assert.deepEqual(log, []);
  });

  it('a broker that was away for seconds is found again without half a minute of waiting (retry options)', async () => {
    // No look at the queue comes to the rescue: this is about the client's own reconnection.
    const { handled } = copy({ probeEveryMs: 600_000 });
    post('before');
    await until('it works', () => handled.length === 1);
    await brokerIsAway(3000);
    post('after');
    // The client's defaults take 26 seconds.
    await until('it works again', () => handled.includes('after'), 20_000);
  });

  it('a frozen broker is noticed, told and left, and all goes on when it is back (no FIN, no answers)', async () => {
    const { handled, bus } = copy();
    post('before');
    await until('it works', () => handled.length === 1);
    sandbox.freeze();
    await until('another client is tried', () => bus.status().newClients > 0);
    assert.equal(bus.status().connected, false);
    assert.equal(bus.status().trouble, 'Service Bus does not answer.');
    post('meanwhile');
    sandbox.thaw();
    await until('it works again', () => handled.includes('meanwhile'));
    await until('all is well', () => bus.status().trouble === null);
  });

  it('a connection that dies during sign-in is not waited for, as the client would for a minute (fault 4)', async () => {
    sandbox.script({ on: 'put-token', then: { kind: 'drop-before' } });
    const { handled } = copy();
    post('after');
    await until('it works', () => handled.length === 1, 30_000);
    sandbox.script({ on: 'put-token', then: { kind: 'drop-before' } });
    sandbox.dropConnections();
    await until('sign-in was hit again', () => sandbox.faultsLeft === 0);
    post('again');
    await until('it works again', () => handled.includes('again'), 30_000);
  });

  it('a receiver that stopped without a word is replaced (service-bus.md 5.1)', async () => {
    const { handled, bus } = copy();
    await until('it is connected', () => bus.status().connected);
    // The broker takes the credit and never delivers: what a silent receiver looks like from inside.
    sandbox.forgetReceivers(QUEUE);
    post('unseen');
    await until('a new client gets it', () => handled.includes('unseen'));
    assert.ok(bus.status().newClients > 0);
  });

  it('an answer that is lost on the way makes a message come again, and nothing worse', async () => {
    await listening.close();
    await broker({ lockDurationMs: 2000 });
    const { handled } = copy();
    sandbox.script(
      { on: 'settle', then: { kind: 'ignore' } },
      { on: 'settle', then: { kind: 'lose-answer' } },
    );
    post('never-settled');
    post('settled-unheard');
    await until('the queue is empty', isEmpty);
    assert.ok(handled.filter((id) => id === 'never-settled').length >= 2);
    assert.deepEqual(
      handled.filter((id) => id === 'settled-unheard'),
      ['settled-unheard'],
    );
  });

  it('a connection that breaks off in the middle of a message costs a second delivery', async () => {
    for (const onLinkLoss of ['hold', 'release'] as const) {
      await listening.close();
      await broker({ lockDurationMs: 2000, onLinkLoss });
      const { handled } = copy();
      sandbox.script({ on: 'deliver', then: { kind: 'drop-after' } });
      post('large', { filler: 'x'.repeat(150_000) });
      await until(`it arrives whole (${onLinkLoss})`, () => handled.length === 1 && isEmpty());
      assert.equal(sandbox.faultsLeft, 0);
    }
  });

  it('the number of messages in hand does not grow with every lost connection', async () => {
    let now = 0;
    let peak = 0;
    const work = async (): Promise<void> => {
      peak = Math.max(peak, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 400));
      now -= 1;
    };
    await listening.close();
    await broker({ lockDurationMs: 5000, onLinkLoss: 'release', maxDeliveryCount: 100 });
    const { handled } = copy({ concurrency: 8, work });
    for (const id of ids(2000)) post(id);
    for (let losses = 1; losses <= 10; losses += 1) {
      const before = handled.length;
      sandbox.dropConnections();
      await until('it goes on', () => handled.length >= before + 16);
    }
    peak = 0;
    const before = handled.length;
    await until('it works', () => handled.length >= before + 100);
    assert.ok(peak <= 16, `${peak} at once`);
  });

  it('a client never lives to see its token renewed: another takes over, and no message notices (5.6)', async () => {
    const work = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
    const { handled, bus, log } = copy({ clientLifeMs: 300, work });
    let posted = 0;
    while (bus.status().newClients < 4) {
      post(`m${posted}`);
      posted += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until('all are handled', () => handled.length >= posted && isEmpty());
    assert.equal(new Set(handled).size, posted);
    assert.equal(handled.length, posted);
    assert.ok(log.every((line) => line.includes('"reason":"planned"')));
  });

  it('throttling is waited out and is no reason for another client', async () => {
    await listening.close();
    await broker({ lockDurationMs: 2000 });
    const { handled, bus } = copy();
    await until('it is connected', () => bus.status().connected);
    sandbox.script(
      { on: 'settle', then: 'server-busy' },
      { on: 'peek-message', then: 'server-busy', times: 3 },
    );
    post('throttled');
    await until('it is handled and settled', () => sandbox.faultsLeft === 0 && isEmpty());
    assert.ok(handled.includes('throttled'));
    assert.equal(bus.status().newClients, 0);
  });

  it('a wrong key and a missing queue are told in plain English, and the consumer goes on trying', async () => {
    const wrongKey = listening.connectionString.replace(/SharedAccessKey=[^;]+/, 'SharedAccessKey=d3Jvbmc=');
    const stranger = copy({}, wrongKey);
    const lost = copy({ queue: 'no-such-queue' });
    const told = (one: typeof lost) => one.bus.status().trouble;
    await until(
      'it is told',
      () => told(stranger) === 'Service Bus refuses the key or the role of the relay.',
    );
    await until('it is told', () => told(lost) === 'Service Bus has no queue of that name.');
  });
});
