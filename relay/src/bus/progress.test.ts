import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Progress } from './progress.ts';
import type { Probe } from './progress.ts';

const waiting: Probe = { answered: true, first: '7', received: 10, inHand: 0 };
const failed: Probe = { answered: false, first: null, received: 10, inHand: 0 };

function verdicts(...probes: readonly Probe[]): string[] {
  const progress = new Progress();
  return probes.map((probe) => progress.judge(probe));
}

describe('whether a receiver is alive', () => {
  it('is doubted when the same message waits through four looks and nothing arrives', () => {
    assert.deepEqual(verdicts(waiting, waiting, waiting, waiting), ['well', 'well', 'well', 'stuck']);
  });

  it('is proved by a message that arrives, one in hand, another first one, and by an empty queue', () => {
    const signs: readonly Probe[] = [
      { ...waiting, received: 11 },
      { ...waiting, inHand: 1 },
      { ...waiting, first: '8' },
      { ...waiting, first: null },
    ];
    for (const sign of signs) {
      const seen = verdicts(
        waiting,
        waiting,
        waiting,
        sign,
        { ...waiting, received: sign.received },
        waiting,
      );
      assert.ok(!seen.includes('stuck'), JSON.stringify(sign));
    }
    assert.ok(!verdicts(...Array<Probe>(20).fill({ ...waiting, first: null })).includes('stuck'));
  });

  it('is not known when two looks in a row fail, and one failure counts nothing', () => {
    assert.deepEqual(verdicts(failed, failed), ['well', 'unreachable']);
    assert.deepEqual(verdicts(failed, waiting, failed, waiting), ['well', 'well', 'well', 'well']);
  });
});
