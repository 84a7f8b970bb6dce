import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OperatingError } from '../errors.ts';
import { FakeClock } from '../fake-ports.ts';
import { FakeDataverse, stale } from './fake-dataverse.ts';
import { Lease, LeaseLost } from './lease.ts';

const path = 'mpb_checkpoints(1)';

function world() {
  const clock = new FakeClock();
  const dataverse = new FakeDataverse();
  const copy = (holder: string, incarnation = `${holder}-1`) =>
    new Lease({ clock, dataverse }, { checkpointId: '1', flow: 'relay', holder, incarnation });
  const renew = async (lease: Lease) => {
    const [answer] = await dataverse.batch([lease.renewal()]);
    lease.renewed(answer);
  };
  return { clock, dataverse, copy, renew };
}

describe('a lease', () => {
  it('that nobody ever took is made by the first copy, for sixty seconds of server time', async () => {
    const { dataverse, copy } = world();
    const lease = copy('a');
    assert.equal(lease.held, false);
    assert.equal(await lease.take(), true);
    assert.equal(lease.held, true);
    assert.equal(dataverse.row(path)?.mpb_holder, 'a');
    assert.equal(dataverse.row(path)?.mpb_incarnation, 'a-1');
    assert.equal(dataverse.row(path)?.mpb_expireson, '2026-11-23T12:01:00Z');
    assert.equal(dataverse.writes[0]?.ifNoneMatch, '*');
  });

  it('of another copy is left alone until server time is past its end', async () => {
    const { clock, copy } = world();
    const [a, b] = [copy('a'), copy('b')];
    await a.take();
    assert.equal(await b.take(), false);
    await clock.advance(60_000);
    assert.equal(await b.take(), false, 'at the very end it is still the other one’s');
    await clock.advance(1);
    assert.equal(await b.take(), true);
  });

  it('is valid for 45 seconds from the sending of the last good renewal', async () => {
    const { clock, copy, renew } = world();
    const lease = copy('a');
    await lease.take();
    await clock.advance(44_999);
    lease.assertHeld();
    await renew(lease);
    await clock.advance(44_999);
    assert.equal(lease.held, true);
    await clock.advance(1);
    assert.equal(lease.held, false);
    assert.throws(() => {
      lease.assertHeld();
    }, LeaseLost);
  });

  it('counts from the sending even when the answer comes late', async () => {
    const { clock, dataverse, copy } = world();
    const lease = copy('a');
    await lease.take();
    const renewal = lease.renewal();
    await clock.advance(30_000);
    const [answer] = await dataverse.batch([renewal]);
    lease.renewed(answer);
    await clock.advance(15_000);
    assert.equal(lease.held, false);
  });

  it('is due for renewal after twenty seconds', async () => {
    const { clock, copy } = world();
    const lease = copy('a');
    assert.equal(lease.dueForRenewal, true);
    await lease.take();
    assert.equal(lease.dueForRenewal, false);
    await clock.advance(20_000);
    assert.equal(lease.dueForRenewal, true);
  });

  it('that another copy took over is lost at the next renewal, whatever our clock says', async () => {
    const { dataverse, copy, renew } = world();
    const lease = copy('a');
    await lease.take();
    dataverse.put(path, { mpb_holder: 'b' });
    await assert.rejects(renew(lease), LeaseLost);
    assert.equal(lease.held, false);
    assert.equal(dataverse.row(path)?.mpb_holder, 'b');
  });

  it('is taken by one of two copies that find it free at once', async () => {
    const { clock, dataverse, copy } = world();
    const [a, b] = [copy('a'), copy('b')];
    await copy('c').take();
    await clock.advance(61_000);
    // Both have read the row before either writes: the second write meets another row version.
    const outcomes = await Promise.all([a.take(), b.take()]);
    assert.deepEqual(outcomes.sort(), [false, true]);
    assert.equal(dataverse.row(path)?.mpb_holder, a.held ? 'a' : 'b');
  });

  it('made by another copy between our look and our write is not ours', async () => {
    const { dataverse, copy } = world();
    dataverse.before = (operation) => (operation.ifNoneMatch === '*' ? stale : undefined);
    const lease = copy('a');
    assert.equal(await lease.take(), false);
    assert.equal(lease.held, false);
  });

  it('goes on at once under the same name after a restart, and the former life loses it', async () => {
    const { copy, renew } = world();
    const [before, after] = [copy('a', 'first'), copy('a', 'second')];
    await before.take();
    assert.equal(await after.take(), true);
    await assert.rejects(renew(before), LeaseLost);
  });

  it('is not held because of a write whose answer was lost; the next look tells', async () => {
    const { dataverse, copy } = world();
    const lease = copy('a');
    const lost = new OperatingError('dataverse.outcome-unknown', 'the connection broke');
    dataverse.before = (operation) => {
      if (operation.method === 'GET') return undefined;
      dataverse.put(path, operation.body as Record<string, unknown>);
      throw lost;
    };
    await assert.rejects(lease.take(), lost);
    assert.equal(lease.held, false);
    dataverse.before = () => undefined;
    assert.equal(await lease.take(), true);
  });

  it('that is released is free for another copy at once', async () => {
    const { copy } = world();
    const [a, b] = [copy('a'), copy('b')];
    await a.take();
    await a.release();
    assert.equal(a.held, false);
    assert.equal(await b.take(), true);
    await a.release();
    assert.equal(b.held, true, 'a release of what is not held writes nothing');
  });

  it('is never written where its row was not seen', () => {
    const { copy } = world();
    assert.throws(() => copy('a').renewal(), /row was seen/);
  });

  it('that Dataverse refuses to write is an operating error, not a lost race', async () => {
    const { dataverse, copy } = world();
    dataverse.before = (operation) =>
      operation.method === 'GET' ? undefined : { status: 403, code: '0x80040220', message: 'no privilege' };
    await assert.rejects(copy('a').take(), OperatingError);
  });
});
