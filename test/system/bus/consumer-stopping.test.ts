/** How the consumer ends: with what is in hand settled, and in time whatever the broker does. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QUEUE, until } from './bus-under-test.ts';
import { copy, ids, post, sandbox } from './consumer-bench.ts';

describe('stopping', () => {
  it('lets what is in hand finish and settle, and leaves nothing locked', async () => {
    let begun = 0;
    const { handled, bus } = copy({
      concurrency: 10,
      work: async () => {
        begun += 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
      },
    });
    for (const id of ids(50)) post(id);
    await until('some are in hand', () => begun >= 15);
    await bus.stop();
    assert.equal(handled.length, begun);
    assert.deepEqual(sandbox.counts(QUEUE), { active: 50 - begun, locked: 0, deadLettered: 0 });
  });

  it('ends although the broker is frozen', async () => {
    const { handled, bus } = copy();
    post('before');
    await until('it works', () => handled.length === 1);
    sandbox.freeze();
    await bus.stop();
    assert.equal(bus.status().connected, false);
  });

  it('gives back at once what it held back', async () => {
    const { bus } = copy({ work: () => Promise.reject(new Error('a bug')) });
    post('failing');
    await until('it failed', () => bus.status().abandoned >= 3);
    await bus.stop();
    assert.equal(sandbox.counts(QUEUE).locked, 0);
  });
});
