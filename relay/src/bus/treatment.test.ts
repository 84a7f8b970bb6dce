import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BusinessEvent, Decoded, Refusal } from '@marketplace-bridge/plugins-bridge';
import { FakeClock } from '../fake-ports.ts';
import { Tally } from './tally.ts';
import { Treatment } from './treatment.ts';

const event: BusinessEvent = {
  kind: 'action-requested',
  actionId: 'a1',
  origin: { userId: 'u', organizationId: 'o', correlationId: 'c' },
};
const refusal: Refusal = { reason: 'not-json', text: 'The message is no JSON.' };
const decodedEvent: Decoded = { kind: 'event', event };
const decodedRefusal: Decoded = { kind: 'refused', refusal };

interface Given {
  readonly decode?: () => Decoded;
  readonly handle?: () => Promise<void>;
  readonly refuse?: (n: number) => Promise<void>;
}

function treating({ decode = () => decodedEvent, handle, refuse }: Given) {
  const clock = new FakeClock();
  const tally = new Tally();
  const told: string[] = [];
  const logged: string[] = [];
  const write = (record: object, message: string) => logged.push(`${message} ${JSON.stringify(record)}`);
  const treatment = new Treatment(
    {
      decode,
      clock,
      handler: {
        handle: (given) => {
          told.push(given.kind);
          return handle?.() ?? Promise.resolve();
        },
        refuse: (given) => {
          told.push(given.reason);
          return refuse?.(told.length) ?? Promise.resolve();
        },
      },
      log: { info: write, warn: write, error: write },
    },
    tally,
  );
  const treat = (key = '1') => treatment.treat({ body: new Uint8Array(), key });
  return { treat, clock, told, logged, status: () => tally.status(0) };
}

describe('a message', () => {
  it('that is an event is handled and completed', async () => {
    const { treat, told, status } = treating({});
    assert.deepEqual(await treat(), { kind: 'complete' });
    assert.deepEqual(told, ['action-requested']);
    assert.equal(status().handled, 1);
  });

  it('that is rightly no event is completed and told to nobody', async () => {
    const ignored: Decoded = { kind: 'ignored', ignored: { reason: 'our-own-doing', text: 'x' } };
    const { treat, told, status } = treating({ decode: () => ignored });
    assert.deepEqual(await treat(), { kind: 'complete' });
    assert.deepEqual(told, []);
    assert.equal(status().ignored, 1);
  });

  it('that is refused is put aside, and told of once however often it comes', async () => {
    const { treat, told, status } = treating({ decode: () => decodedRefusal });
    for (let n = 0; n < 3; n += 1) assert.deepEqual(await treat('7'), { kind: 'dead-letter', refusal });
    await treat('8');
    assert.deepEqual(told, ['not-json', 'not-json']);
    assert.equal(status().refused, 2);
  });

  it('whose refusal cannot be told now is given back, and told of the next time', async () => {
    const { treat, told, status } = treating({
      decode: () => decodedRefusal,
      refuse: (n) => (n === 1 ? Promise.reject(new Error('a bug')) : Promise.resolve()),
    });
    assert.deepEqual(await treat(), { kind: 'abandon' });
    assert.deepEqual(await treat(), { kind: 'dead-letter', refusal });
    assert.equal(told.length, 2);
    assert.deepEqual([status().abandoned, status().refused], [1, 1]);
  });

  it('whose handler fails is given back, and the log quotes nothing of it', async () => {
    const { treat, logged, status } = treating({
      handle: () => Promise.reject(new Error('Mrs Smith, 1 High Street')),
    });
    assert.deepEqual(await treat(), { kind: 'abandon' });
    assert.equal(status().abandoned, 1);
    assert.equal(logged.length, 1);
    assert.doesNotMatch(logged.join(), /Smith/);
  });

  it('whose handler never ends is given back when the deadline passes (service-bus.md 3, fault 2)', async () => {
    const { treat, clock } = treating({ handle: () => new Promise(() => undefined) });
    const treated = treat();
    await clock.advance(30_000);
    assert.deepEqual(await treated, { kind: 'abandon' });
  });

  it('that makes the decoder throw, which it never should, is given back', async () => {
    const { treat } = treating({
      decode: () => {
        throw new Error('a bug');
      },
    });
    assert.deepEqual(await treat(), { kind: 'abandon' });
  });
});
