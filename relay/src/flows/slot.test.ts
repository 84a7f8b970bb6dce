import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { OperatingError } from '../errors.ts';
import { FakeClock } from '../fake-ports.ts';
import { FakeDataverse, stale } from './fake-dataverse.ts';
import { Slot } from './slot.ts';

const path = 'mpb_slots(1)';

function world(start = '2026-11-23T12:00:00.250Z') {
  const clock = new FakeClock({ start });
  const dataverse = new FakeDataverse();
  const copy = () =>
    new Slot({ clock, dataverse }, { slotId: '1', operation: 'OR11', marketplaceId: 'shop' });
  return { clock, dataverse, copy };
}

describe('a slot', () => {
  it('that was never used is open, and is shut to the next whole second after the interval', async () => {
    const { dataverse, copy } = world();
    const slot = copy();
    assert.equal(await slot.take(60_000), true);
    assert.deepEqual(dataverse.row(path), {
      mpb_nextcallon: '2026-11-23T12:01:01Z',
      mpb_name: 'OR11',
      mpb_operation: 'OR11',
      'mpb_marketplaceid@odata.bind': '/mpb_marketplaces(shop)',
    });
    assert.equal(slot.wait, 60_750);
    assert.equal(slot.ready, false);
  });

  it('that is shut is not taken, and costs no write', async () => {
    const { clock, dataverse, copy } = world();
    const slot = copy();
    await slot.take(60_000);
    const before = dataverse.operations.length;
    await clock.advance(60_749);
    assert.equal(await slot.take(60_000), false);
    assert.equal(dataverse.operations.length, before);
    await clock.advance(1);
    assert.equal(slot.ready, true);
    assert.equal(await slot.take(60_000), true);
  });

  it('opens for one of two copies, and the other reads again', async () => {
    const { clock, copy } = world();
    const [a, b] = [copy(), copy()];
    await a.take(60_000);
    await b.know();
    await clock.advance(61_000);
    assert.equal(await a.take(60_000), true);
    assert.equal(await b.take(60_000), false, 'its row version is old');
    assert.equal(b.ready, false, 'nothing is known any more');
    await b.know();
    assert.ok(b.wait > 59_000);
  });

  it('never opens earlier than the interval after it was taken, at any fraction of a second', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 86_400_000 }),
        fc.integer({ min: 1, max: 7_200_000 }),
        async (at, interval) => {
          const { clock, dataverse, copy } = world(new Date(Date.UTC(2026, 0, 1) + at).toISOString());
          await copy().take(interval);
          const next = Date.parse(String(dataverse.row(path)?.mpb_nextcallon));
          assert.ok(next >= clock.now().getTime() + interval);
          assert.ok(next < clock.now().getTime() + interval + 1000);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('waits for the interval and a second more after the call itself was late', async () => {
    const { clock, copy } = world();
    const slot = copy();
    await slot.take(60_000);
    await clock.advance(30_000);
    slot.calling(60_000);
    assert.equal(slot.wait, 61_000);
  });

  it('is shut longer after a 429, also where the row could not be moved', async () => {
    const { dataverse, copy } = world();
    const slot = copy();
    await slot.take(60_000);
    await slot.shutFor(90_000);
    assert.equal(dataverse.row(path)?.mpb_nextcallon, '2026-11-23T12:01:31Z');
    dataverse.before = (operation) => (operation.method === 'PATCH' ? stale : undefined);
    await slot.shutFor(120_000);
    assert.equal(slot.wait, 120_000);
  });

  it('never opens sooner because a 429 asks for less than the limit', async () => {
    const { dataverse, copy } = world();
    const slot = copy();
    await slot.take(60_000);
    await slot.shutFor(5_000);
    assert.equal(dataverse.row(path)?.mpb_nextcallon, '2026-11-23T12:01:01Z');
  });

  it('that Dataverse refuses to move is an operating error', async () => {
    const { dataverse, copy } = world();
    dataverse.before = (operation) =>
      operation.method === 'PATCH' ? { status: 403, code: '0x80040220', message: 'no privilege' } : undefined;
    await assert.rejects(copy().take(1_000), OperatingError);
  });
});
