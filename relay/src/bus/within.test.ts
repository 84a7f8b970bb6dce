import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock } from '../fake-ports.ts';
import { OutOfTime, within } from './within.ts';

describe('a limit to a wait', () => {
  it('is over when it is over, although the work never ends', async () => {
    const clock = new FakeClock();
    const waiting = assert.rejects(within(clock, 1000, new Promise(() => undefined)), OutOfTime);
    await clock.advance(1000);
    await waiting;
  });

  it('passes on what comes in time, good or bad, and leaves no timer', async () => {
    const clock = new FakeClock();
    assert.equal(await within(clock, 1000, Promise.resolve(7)), 7);
    await assert.rejects(within(clock, 1000, Promise.reject(new Error('refused'))), /refused/);
    await clock.advance(2000);
  });

  it('is not troubled by work that fails afterwards', async () => {
    const clock = new FakeClock();
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<never>((_, reject) => (fail = reject));
    const waiting = assert.rejects(within(clock, 10, work), OutOfTime);
    await clock.advance(10);
    await waiting;
    // Unhandled, it would end the process.
    fail(new Error('too late'));
    await clock.advance(1);
  });
});
