import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MovementSource, type Movement, type MovementOptions } from './movement-source.ts';

const skus = Array.from({ length: 1_000 }, (_, index) => `SKU-${index}`);
const start = Date.parse('2026-11-02T09:00:00Z');

function movements(count: number, options: Partial<MovementOptions> = {}): Movement[] {
  const source = new MovementSource({
    skus,
    start,
    perMinute: { sale: 30, receipt: 2, return: 1, dispatch: 12 },
    ...options,
  });
  return Array.from({ length: count }, () => source.nextMovement());
}

test('the same seed tells the same story, another one another', () => {
  assert.deepEqual(movements(200, { seed: 5 }), movements(200, { seed: 5 }));
  assert.notDeepEqual(movements(200, { seed: 5 }), movements(200, { seed: 6 }));
});

test('time never goes back, and each kind comes as often as its rate says', () => {
  const all = movements(45_000);
  assert.ok(all.every(({ at }, index) => index === 0 || at >= all[index - 1]!.at));
  const minutes = (all.at(-1)!.at - start) / 60_000;
  const perMinute = (kind: Movement['kind']) => all.filter((one) => one.kind === kind).length / minutes;
  for (const [kind, rate] of [
    ['sale', 30],
    ['receipt', 2],
    ['return', 1],
    ['dispatch', 12],
  ] as const) {
    const found = perMinute(kind);
    assert.ok(Math.abs(found - rate) < rate * 0.1, `${kind}: ${found} a minute`);
  }
});

test('a kind that has no rate does not happen, and nothing at all is an error', () => {
  assert.deepEqual(
    new Set(movements(500, { perMinute: { receipt: 3 } }).map(({ kind }) => kind)),
    new Set(['receipt']),
  );
  assert.throws(() => movements(1, { perMinute: {} }), /nothing ever moves/);
});

test('under Zipf the ten most popular of a thousand are two fifths of all, under uniform one in a hundred', () => {
  const topTen = (popularity: MovementOptions['popularity']) => {
    const counts = new Map<string, number>();
    for (const one of movements(20_000, { perMinute: { sale: 1 }, ...(popularity && { popularity }) }))
      if (one.kind === 'sale') counts.set(one.sku, (counts.get(one.sku) ?? 0) + 1);
    const most = [...counts.values()].sort((one, other) => other - one).slice(0, 10);
    return most.reduce((sum, count) => sum + count, 0) / 20_000;
  };
  // 2.93 of 7.49: the sums of 1 / rank.
  assert.ok(Math.abs(topTen({ zipf: 1 }) - 0.391) < 0.02, String(topTen({ zipf: 1 })));
  assert.ok(topTen('uniform') < 0.025, String(topTen('uniform')));
});
