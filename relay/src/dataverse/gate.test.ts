import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock, settle } from '../fake-ports.ts';
import { Gate } from './gate.ts';
import { Pacer } from './pacer.ts';

function gate(limits: { operations?: number; concurrency?: number }) {
  const clock = new FakeClock();
  const pacer = new Pacer({
    operations: 1000,
    executionMs: 1e9,
    windowMs: 60_000,
    concurrency: 1000,
    ...limits,
  });
  return { clock, gate: new Gate(pacer, clock) };
}

describe('the gate', () => {
  it('lets the next one in when one leaves, the urgent one first', async () => {
    const { gate: door } = gate({ concurrency: 1 });
    const leave = await door.enter('due', 1);
    const entered: string[] = [];
    const census = door.enter('census', 1).then((out) => (entered.push('census'), out));
    const intents = door.enter('intents', 1).then((out) => (entered.push('intents'), out));
    await settle();
    assert.deepEqual(entered, []);
    leave();
    (await intents)();
    await census;
    assert.deepEqual(entered, ['intents', 'census']);
  });

  it('lets in by the passing of time what the window was too full for', async () => {
    const { gate: door, clock } = gate({ operations: 10 });
    (await door.enter('census', 7))();
    let entered = false;
    const late = door.enter('census', 7).then(() => (entered = true));
    await clock.advance(59_999);
    assert.equal(entered, false);
    await clock.advance(1);
    await late;
  });

  it('keeps an event waiting for ten seconds at most, and says how long the wait may last', async () => {
    const { gate: door, clock } = gate({ operations: 10 });
    (await door.enter('events', 9))();
    const refused = assert.rejects(door.enter('events', 9), { code: 'dataverse.limited', retry: 'later' });
    await clock.advance(10_000);
    await refused;
    await clock.advance(50_000);
    (await door.enter('events', 9))();
  });

  it('sends a sweep away after a second, so that it holds up nobody who runs it between other work', async () => {
    const { gate: door, clock } = gate({ operations: 10 });
    (await door.enter('due', 9))();
    const refused = assert.rejects(door.enter('sweep', 1), { code: 'dataverse.limited', retry: 'later' });
    await clock.advance(1_000);
    await refused;
    assert.ok((await door.enter('intents', 1)) instanceof Function);
  });
});
