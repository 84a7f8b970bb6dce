import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { poissonQuantile } from './poisson.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

/** The chance of at most k, by the definition; good while exp(-mean) is a number. */
function atMost(mean: number, k: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let i = 1; i <= k; i += 1) {
    term *= mean / i;
    sum += term;
  }
  return sum;
}

const tiny = 1e-9;

test('it is the smallest number that is enough, by summing the definition', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 500, noNaN: true }),
      fc.double({ min: 0.001, max: 0.9999, noNaN: true }),
      (mean, p) => {
        const k = poissonQuantile(mean, p);
        assert.ok(atMost(mean, k) >= p - tiny, `${k} is too few`);
        assert.ok(k === 0 || atMost(mean, k - 1) < p + tiny, `${k} is too many`);
      },
    ),
  );
});

test('known values', () => {
  assert.deepEqual(
    [poissonQuantile(0, 0.99), poissonQuantile(0.01, 0.98), poissonQuantile(0.01, 0.995)],
    [0, 0, 1],
  );
  assert.deepEqual(
    [poissonQuantile(1, 0.95), poissonQuantile(3, 0.99), poissonQuantile(10, 0.5)],
    [3, 8, 10],
  );
});

test('a large mean neither underflows nor overflows: it is near the normal distribution', () => {
  for (const mean of [1_000, 100_000, 10_000_000]) {
    const k = poissonQuantile(mean, 0.99);
    assert.ok(Math.abs(k - (mean + 2.3263 * Math.sqrt(mean))) < 3, `${mean}: ${k}`);
  }
});

test('more certainty and a larger mean never need fewer', () => {
  const p = fc.double({ min: 0.5, max: 0.9999, noNaN: true });
  const mean = fc.double({ min: 0, max: 2_000, noNaN: true });
  fc.assert(
    fc.property(p, p, mean, mean, (p1, p2, m1, m2) => {
      assert.ok(poissonQuantile(m1, Math.min(p1, p2)) <= poissonQuantile(m1, Math.max(p1, p2)));
      assert.ok(poissonQuantile(Math.min(m1, m2), p1) <= poissonQuantile(Math.max(m1, m2), p1));
    }),
  );
});
