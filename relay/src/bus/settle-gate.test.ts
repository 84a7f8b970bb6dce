import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SettleGate } from './settle-gate.ts';

describe('the settle gate', () => {
  it('begins one settlement in each turn of the event loop, in order', async () => {
    const gate = new SettleGate();
    let turn = 0;
    let counting = true;
    const count = (): void => {
      turn += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    const begun: { n: number; turn: number }[] = [];
    await Promise.all(
      [0, 1, 2, 3, 4].map((n) =>
        gate.run(() => {
          begun.push({ n, turn });
          return Promise.resolve();
        }),
      ),
    );
    counting = false;
    assert.deepEqual(
      begun.map(({ n }) => n),
      [0, 1, 2, 3, 4],
    );
    assert.equal(new Set(begun.map((one) => one.turn)).size, 5);
  });

  it('waits for no answer, and a settlement that fails or hangs stops no other', async () => {
    const gate = new SettleGate();
    void gate.run(() => new Promise(() => undefined));
    await assert.rejects(
      gate.run(() => Promise.reject(new Error('lock lost'))),
      /lock lost/,
    );
    assert.equal(await gate.run(() => Promise.resolve('settled')), 'settled');
  });
});
