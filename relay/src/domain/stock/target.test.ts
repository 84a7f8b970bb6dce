import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { context, now } from './given.test.ts';
import type { BufferRule, OfferPolicy } from './policy.ts';
import { quantityOf, unitsOf } from './quantity.ts';
import { targetOf } from './target.ts';
import type { TargetFacts } from './target.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const all: OfferPolicy = { buffer: null, allocationPercent: 100, limit: null };
const units = (buffer: number): BufferRule => ({ kind: 'constant', units: quantityOf(buffer) });

function facts(onHand: number, demand = 0, changes: Partial<TargetFacts> = {}): TargetFacts {
  return {
    onHand: quantityOf(onHand),
    demand: quantityOf(demand),
    unitsPerOffer: 1,
    velocity: null,
    ...changes,
  };
}

/** Sold ten a day for long. */
const tenADay = { raw: 10, on: now.toISOString(), since: '2020-01-01T00:00:00Z' };

describe('the target of an offer', () => {
  it('follows the formula, and says it in numbers', () => {
    const policy: OfferPolicy = { buffer: units(2), allocationPercent: 50, limit: 4 };
    assert.deepEqual(targetOf(facts(12, 3), policy, context()), {
      target: 3,
      available: quantityOf(9),
      why: '12 on hand, less 3 in open orders, less a buffer of 2, 50 % of it, at most 4',
    });
  });

  it('says nothing of what does not matter', () => {
    assert.equal(targetOf(facts(12), all, context()).why, '12 on hand');
    assert.equal(
      targetOf(facts(12.5, 0, { unitsPerOffer: 6 }), all, context()).why,
      '12.5 on hand, in offers of 6',
    );
  });

  it('rounds down: halves, shares and broken packs are not sold', () => {
    const target = (onHand: number, changes: Partial<OfferPolicy>, unitsPerOffer = 1) =>
      targetOf(facts(onHand, 0, { unitsPerOffer }), { ...all, ...changes }, context()).target;
    assert.equal(target(4.99999, {}), 4);
    assert.equal(target(3, { allocationPercent: 50 }), 1);
    assert.equal(target(11, {}, 6), 1);
    assert.equal(target(11, { allocationPercent: 99 }, 5), 2);
    assert.equal(target(10, { allocationPercent: 99 }, 5), 1);
    assert.equal(target(10, { allocationPercent: 0 }), 0);
    // Half of it is half of the finest quantity short of three.
    assert.equal(target(5.99999, { allocationPercent: 50 }), 2);
  });

  it('is never below 0, and 0 where the limit is', () => {
    assert.equal(targetOf(facts(2, 5), all, context()).target, 0);
    assert.equal(targetOf(facts(-7), all, context()).target, 0);
    assert.equal(targetOf(facts(-7), { ...all, allocationPercent: 10 }, context()).target, 0);
    assert.equal(targetOf(facts(50), { ...all, limit: 0 }, context()).target, 0);
  });

  it('fits what columns hold, however much there is', () => {
    assert.equal(targetOf(facts(99_999_999_999), all, context()).target, 2_147_483_647);
  });

  it('keeps back per cent rounded up, and nothing of what is not there', () => {
    const tenth: OfferPolicy = { ...all, buffer: { kind: 'percent', percent: 10 } };
    const ten = targetOf(facts(11), tenth, context());
    assert.deepEqual([ten.target, ten.why], [9, '11 on hand, less a buffer of 1.1 (10 %)']);
    assert.equal(targetOf(facts(-11), tenth, context()).why, '-11 on hand');
  });

  it('keeps back days of cover', () => {
    const twoDays: OfferPolicy = { ...all, buffer: { kind: 'daysOfCover', days: 1.5 } };
    assert.deepEqual(targetOf(facts(40, 0, { velocity: tenADay }), twoDays, context()).target, 25);
    assert.equal(targetOf(facts(40), twoDays, context()).target, 40);
  });

  it('keeps back what may sell before the marketplace knows', () => {
    const certain: OfferPolicy = { ...all, buffer: { kind: 'velocity', quantile: 0.99 } };
    // Ten a day are 0.007 a minute: with 99 % certainty none sells meanwhile, with 99.9 % one may.
    assert.equal(targetOf(facts(40, 0, { velocity: tenADay }), certain, context()).target, 40);
    const slow = targetOf(facts(40, 0, { velocity: tenADay }), certain, context({ latencyMs: 8_640_000 }));
    assert.deepEqual(
      [slow.target, slow.why],
      [
        36,
        '40 on hand, less a buffer of 4 (10 sold a day, 8640 s until the marketplace knows, 99 % certain)',
      ],
    );
  });
});

const anyBuffer: fc.Arbitrary<BufferRule | null> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 0, max: 50 }).map((n) => units(n / 4)),
  fc.integer({ min: 0, max: 1_000 }).map((n): BufferRule => ({ kind: 'percent', percent: n / 10 })),
  fc.integer({ min: 0, max: 40 }).map((n): BufferRule => ({ kind: 'daysOfCover', days: n / 4 })),
  fc.integer({ min: 1, max: 999 }).map((n): BufferRule => ({ kind: 'velocity', quantile: n / 1_000 })),
);
const anyPolicy: fc.Arbitrary<OfferPolicy> = fc.record({
  buffer: anyBuffer,
  allocationPercent: fc.integer({ min: 0, max: 100 }),
  limit: fc.option(fc.integer({ min: 0, max: 60 })),
});
const anyFacts: fc.Arbitrary<TargetFacts> = fc
  .record({
    onHand: fc.integer({ min: -2_000_000, max: 20_000_000 }),
    demand: fc.integer({ min: 0, max: 30 }),
    unitsPerOffer: fc.integer({ min: 1, max: 12 }),
    sells: fc.boolean(),
  })
  .map(({ onHand, demand, unitsPerOffer, sells }) =>
    facts(onHand / 100_000, demand, { unitsPerOffer, velocity: sells ? tenADay : null }),
  );

describe('whatever the policy', () => {
  it('no more is shown than is available less the buffer, nor than the limit; never less than none', () => {
    fc.assert(
      fc.property(anyFacts, anyPolicy, (given, policy) => {
        const { target, available } = targetOf(given, policy, context());
        const constant = policy.buffer?.kind === 'constant' ? unitsOf(policy.buffer.units) : 0;
        assert.ok(Number.isInteger(target) && target >= 0);
        assert.ok(target === 0 || target * given.unitsPerOffer <= unitsOf(available) - constant);
        assert.ok(policy.limit === null || target <= policy.limit);
      }),
      { numRuns: 2_000 },
    );
  });

  it('more on hand never shows less, a higher allocation neither, and more open orders never show more', () => {
    const more = fc.integer({ min: 0, max: 500_000 });
    fc.assert(
      fc.property(anyFacts, anyPolicy, more, (given, policy, amount) => {
        const target = (changes: Partial<TargetFacts>, offer = policy) =>
          targetOf({ ...given, ...changes }, offer, context()).target;
        const extra = quantityOf(amount / 100_000);
        assert.ok(target({ onHand: quantityOf(unitsOf(given.onHand) + unitsOf(extra)) }) >= target({}));
        assert.ok(target({ demand: quantityOf(unitsOf(given.demand) + unitsOf(extra)) }) <= target({}));
        assert.ok(target({}, { ...policy, allocationPercent: 100 }) >= target({}));
        assert.ok(target({}, { ...policy, buffer: null }) >= target({}));
      }),
      { numRuns: 1_000 },
    );
  });
});
