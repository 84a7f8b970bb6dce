import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemClock } from './clock.ts';

describe('the system clock', () => {
  it('tells the wall time before a server has spoken', () => {
    assert.ok(Math.abs(systemClock().now().getTime() - Date.now()) < 1000);
  });

  it('tells the time of the server from its first answer on', () => {
    const clock = systemClock();
    clock.serverSaid(new Date('2031-05-05T10:00:00Z'));
    const ahead = clock.now().getTime() - Date.parse('2031-05-05T10:00:00Z');
    assert.ok(ahead >= 0 && ahead < 500, String(ahead));
  });

  it('keeps its finer estimate while the header agrees to the second, so that time does not jump', () => {
    const clock = systemClock(1000);
    clock.serverSaid(new Date('2031-05-05T10:00:00Z'));
    const from = clock.now().getTime();
    clock.serverSaid(new Date(Math.floor(from / 1000) * 1000));
    assert.ok(clock.now().getTime() >= from);
  });

  it('follows the server when the two disagree by more than the header can hide', () => {
    const clock = systemClock();
    clock.serverSaid(new Date('2031-05-05T10:00:00Z'));
    clock.serverSaid(new Date('2031-05-05T09:00:00Z'));
    assert.equal(clock.now().toISOString().slice(0, 16), '2031-05-05T09:00');
  });

  it('runs as fast as the rehearsal', async () => {
    const clock = systemClock(10_000);
    const from = clock.monotonic();
    await clock.sleep(20_000);
    assert.ok(clock.monotonic() - from >= 10_000);
  });

  it('ends a sleep with the reason of the signal', async () => {
    const controller = new AbortController();
    const sleep = systemClock().sleep(60_000, controller.signal);
    controller.abort(new Error('drain'));
    await assert.rejects(sleep, /drain/);
    await assert.rejects(systemClock().sleep(1, controller.signal), /drain/);
  });

  it('fires a deadline in domain time', async () => {
    const signal = systemClock(10_000).deadline(10_000);
    // AbortSignal.timeout does not keep the process alive by itself.
    const alive = setInterval(() => undefined, 1000);
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    clearInterval(alive);
    assert.equal((signal.reason as Error).name, 'TimeoutError');
  });
});
