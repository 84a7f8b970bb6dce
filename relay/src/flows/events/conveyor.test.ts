import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock, settle } from '../../fake-ports.ts';
import { Conveyor } from './conveyor.ts';

function belt(work: (items: readonly string[]) => Promise<void> = () => Promise.resolve(), most = 3) {
  const clock = new FakeClock();
  const runs: string[][] = [];
  const conveyor = new Conveyor<string>(
    (items) => {
      runs.push([...items]);
      return work(items);
    },
    { gatherMs: () => 20, most, sleep: (milliseconds) => clock.sleep(milliseconds) },
  );
  return { clock, runs, conveyor };
}

describe('a conveyor of events', () => {
  it('works on what comes within the time of gathering in one run', async () => {
    const { clock, runs, conveyor } = belt();
    const both = Promise.all([conveyor.add('a', '1'), conveyor.add('b', '2')]);
    await clock.advance(19);
    assert.deepEqual(runs, []);
    await clock.advance(1);
    await both;
    assert.deepEqual(runs, [['1', '2']]);
  });

  it('does not wait when a run is full, and takes no more than fit', async () => {
    const { clock, runs, conveyor } = belt();
    const all = Promise.all(['a', 'b', 'c', 'd'].map((record) => conveyor.add(record, record)));
    await clock.advance(40);
    await all;
    assert.deepEqual(runs, [['a', 'b', 'c'], ['d']]);
  });

  it('never has two runs under way, and what comes during one is the next', async () => {
    let [under, most] = [0, 0];
    let finish: () => void = () => undefined;
    const { clock, runs, conveyor } = belt(async () => {
      most = Math.max(most, (under += 1));
      await new Promise<void>((resolve) => (finish = resolve));
      under -= 1;
    });
    const first = conveyor.add('a', '1');
    await clock.advance(20);
    const again = conveyor.add('a', '2');
    await clock.advance(100);
    assert.deepEqual(runs, [['1']], 'the same record is not looked at twice at once');
    finish();
    await first;
    await clock.advance(20);
    finish();
    await again;
    assert.deepEqual([runs, most], [[['1'], ['2']], 1]);
  });

  it('joins events about a record that waits already, and counts it once', async () => {
    const { clock, runs, conveyor } = belt(undefined, 2);
    const all = Promise.all([conveyor.add('a', '1'), conveyor.add('a', '2'), conveyor.add('b', '3')]);
    await clock.advance(20);
    await all;
    assert.deepEqual(runs, [['1', '2', '3']]);
  });

  it('tells those of a run that failed, and goes on with the next', async () => {
    const { clock, runs, conveyor } = belt((items) =>
      items.includes('bad') ? Promise.reject(new Error('no')) : Promise.resolve(),
    );
    const bad = assert.rejects(conveyor.add('a', 'bad'), /no/);
    await clock.advance(20);
    await bad;
    const good = conveyor.add('b', 'good');
    await clock.advance(20);
    await good;
    assert.deepEqual(runs, [['bad'], ['good']]);
  });

  it('is idle when nothing waits and nothing is under way', async () => {
    const { clock, runs, conveyor } = belt();
    void conveyor.add('a', '1');
    let idle = false;
    const over = conveyor.idle().then(() => (idle = true));
    await settle();
    assert.equal(idle, false);
    await clock.advance(20);
    await over;
    assert.deepEqual([idle, runs.length], [true, 1]);
  });
});
