import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OperatingError } from './errors.ts';
import { fakeChance, FakeClock } from './fake-ports.ts';
import { soon } from './soon.ts';

function failing(times: number, error: Error) {
  let calls = 0;
  return {
    calls: () => calls,
    call: () => {
      calls += 1;
      return calls <= times ? Promise.reject(error) : Promise.resolve('done');
    },
  };
}

const temporary = new OperatingError('mirakl.failing', 'status 503');

describe('a call of the class soon', () => {
  it('succeeds on the third try', async () => {
    const clock = new FakeClock({ hurried: true });
    const work = failing(2, temporary);
    assert.equal(await soon({ clock, chance: fakeChance() }, work.call), 'done');
    assert.equal(work.calls(), 3);
    assert.equal(clock.monotonic(), 250 + 500);
  });

  it('leaves as later after three tries', async () => {
    const work = failing(9, temporary);
    const ports = { clock: new FakeClock({ hurried: true }), chance: fakeChance() };
    await assert.rejects(soon(ports, work.call), { code: 'mirakl.failing', retry: 'later' });
    assert.equal(work.calls(), 3);
  });

  it('waits as long as Retry-After says', async () => {
    const clock = new FakeClock({ hurried: true });
    const work = failing(1, new OperatingError('mirakl.failing', '', { retryAfterMs: 7000 }));
    await soon({ clock, chance: fakeChance() }, work.call);
    assert.equal(clock.monotonic(), 7000);
  });

  it('does not wait at all when Retry-After is not soon, and hands the wait on', async () => {
    const clock = new FakeClock({ hurried: true });
    const work = failing(1, new OperatingError('mirakl.failing', '', { retryAfterMs: 11_000 }));
    await assert.rejects(soon({ clock, chance: fakeChance() }, work.call), {
      retry: 'later',
      retryAfterMs: 11_000,
    });
    assert.equal(work.calls(), 1);
    assert.equal(clock.monotonic(), 0);
  });

  it('is tried once when the error is of another class or none of ours', async () => {
    for (const error of [new OperatingError('mirakl.refused', ''), new TypeError('a bug')]) {
      const work = failing(1, error);
      const ports = { clock: new FakeClock({ hurried: true }), chance: fakeChance() };
      await assert.rejects(soon(ports, work.call), error);
      assert.equal(work.calls(), 1);
    }
  });
});
