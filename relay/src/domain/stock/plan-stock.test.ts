import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { context, fresh, listing, noOverrides, now, onHand, policy } from './given.test.ts';
import { inFileOrder } from './file-lines.ts';
import { planStock } from './plan-stock.ts';
import type { StockPolicy } from './policy.ts';
import { quantityOf } from './quantity.ts';
import type { ListingFacts, SourceState } from './stock-facts.ts';
import type { ListingDecision, PlanContext } from './stock-plan.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

interface Given {
  readonly policy?: Partial<StockPolicy>;
  readonly source?: SourceState;
  readonly context?: Partial<PlanContext>;
}

function decide(changes: Partial<ListingFacts>, given: Given = {}): ListingDecision {
  const [decision] = planStock(
    [listing(changes)],
    policy(given.policy),
    given.source ?? fresh,
    context(given.context),
  );
  assert.ok(decision);
  return decision;
}

const codes = ({ exceptions }: ListingDecision) => exceptions.map(({ code }) => code);
const confirmed = (quantity: number) => ({ quantity, on: '2026-03-01T11:01:00Z' });
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();

describe('what the marketplace is told', () => {
  it('is nothing while it confirmed the target', () => {
    const decision = decide({});
    assert.deepEqual([decision.target, decision.line, decision.exceptions], [12, null, []]);
  });

  it('is the target where another number was confirmed, or none', () => {
    const changedOn = '2026-03-01T11:59:00Z';
    assert.deepEqual(decide({ confirmed: confirmed(15), changedOn }).line, {
      listingId: 'row of TAP-1',
      sku: 'TAP-1',
      quantity: 12,
      before: 15,
      urgency: 'change',
      changedOn,
    });
    assert.equal(decide({ confirmed: null }).line?.before, null);
  });

  it('is nothing while the same number is on its way, and the new one while another is', () => {
    assert.equal(decide({ confirmed: confirmed(15), onItsWay: 12 }).line, null);
    assert.equal(decide({ confirmed: confirmed(12), onItsWay: 15 }).line?.quantity, 12);
  });

  it('is the same number again where the marketplace may have another by now', () => {
    assert.equal(decide({ unsure: true }).line?.quantity, 12);
  });

  it('is everything again in a sweep of everything, and only differences in one of differences', () => {
    assert.equal(decide({}, { context: { sweep: 'everything' } }).line?.urgency, 'sweep');
    assert.equal(decide({}, { context: { sweep: 'differences' } }).line, null);
    assert.equal(
      decide({ confirmed: confirmed(3) }, { context: { sweep: 'differences' } }).line?.urgency,
      'sweep',
    );
  });

  it('subtracts open orders', () => {
    const decision = decide({ demand: quantityOf(3) });
    assert.deepEqual(
      [decision.target, decision.available, decision.why],
      [9, quantityOf(9), '12 on hand, less 3 in open orders'],
    );
  });
});

describe('urgency', () => {
  it('is that of the number: none left, few left, any other', () => {
    assert.deepEqual(
      [0, 1, 5, 6].map((units) => decide({ dynamics: onHand(units) }).line?.urgency),
      ['zero', 'low', 'low', 'change'],
    );
  });

  it('of a sweep is last, save for what is known to be sold and is gone', () => {
    const sweep = { context: { sweep: 'everything' as const } };
    const gone = { dynamics: onHand(0) };
    assert.equal(decide({ ...gone, confirmed: confirmed(4) }, sweep).line?.urgency, 'zero');
    assert.equal(decide({ ...gone, confirmed: confirmed(0), unsure: true }, sweep).line?.urgency, 'zero');
    assert.equal(decide({ ...gone, confirmed: confirmed(0) }, sweep).line?.urgency, 'sweep');
    assert.equal(decide({ ...gone, confirmed: null }, sweep).line?.urgency, 'sweep');
  });
});

describe('nothing is sold', () => {
  const discontinued = { kind: 'discontinued', reason: 'the product is retired' } as const;

  it('of a product that is retired or gone', () => {
    const decision = decide({ dynamics: discontinued });
    assert.deepEqual(
      [decision.target, decision.line?.quantity, decision.line?.urgency, decision.why, codes(decision)],
      [0, 0, 'zero', 'The product is retired', []],
    );
  });

  it('where people say so, whatever is unknown, stale or wrong besides', () => {
    for (const dynamics of [
      onHand(5),
      discontinued,
      { kind: 'unknown', reason: 'no row' } as const,
      { kind: 'no-product' } as const,
    ]) {
      const decision = decide(
        { dynamics, stopSelling: true, overrides: { ...noOverrides, bufferValue: 3 } },
        { source: { kind: 'stale', since: hoursAgo(1) } },
      );
      assert.deepEqual([decision.target, decision.line?.quantity, codes(decision)], [0, 0, []]);
    }
  });
});

describe('a quantity that is not known', () => {
  const unknown = { kind: 'unknown', reason: 'the product has no quantity on hand' } as const;

  it('publishes nothing and tells people, and is looked at again when the hold ends', () => {
    const decision = decide({ dynamics: unknown, unsure: true }, { context: { sweep: 'everything' } });
    assert.deepEqual([decision.target, decision.line, codes(decision)], [null, null, ['stock-unknown']]);
    assert.equal(decision.lookAgainOn, new Date(now.getTime() + 4 * 3_600_000).toISOString());
    assert.equal(
      decide({ dynamics: unknown, unknownSince: hoursAgo(3) }).lookAgainOn,
      new Date(now.getTime() + 3_600_000).toISOString(),
    );
  });

  it('leaves at most the floor after the longest hold', () => {
    const held = { dynamics: unknown, unknownSince: hoursAgo(4) };
    const floored = { policy: { floor: 2 } };
    assert.equal(decide(held).line?.quantity, 0);
    assert.equal(decide(held, floored).line?.quantity, 2);
    assert.equal(decide({ ...held, confirmed: confirmed(1) }, floored).target, 1);
    assert.equal(decide({ ...held, confirmed: null }, floored).line?.quantity, 2);
    assert.deepEqual(codes(decide(held)), ['stock-unknown']);
    assert.equal(decide(held).lookAgainOn, null);
  });

  it('never puts a guess up again that may have sold meanwhile, but repeats that none is left', () => {
    const atFloor = { dynamics: unknown, unknownSince: hoursAgo(5), confirmed: confirmed(2), unsure: true };
    const everything = { sweep: 'everything' as const };
    assert.equal(decide(atFloor, { policy: { floor: 2 }, context: everything }).line, null);
    assert.equal(decide({ ...atFloor, confirmed: confirmed(0) }).line?.quantity, 0);
  });

  it('is published again as soon as it is known', () => {
    assert.equal(decide({ unknownSince: hoursAgo(9), confirmed: confirmed(0) }).line?.quantity, 12);
  });
});

describe('a source that has stopped', () => {
  const stale = (hours: number) => ({ source: { kind: 'stale', since: hoursAgo(hours) } as const });

  it('holds every quantity, without an exception of each listing', () => {
    const decision = decide({ confirmed: confirmed(30) }, stale(1));
    assert.deepEqual([decision.target, decision.line, codes(decision)], [null, null, []]);
    assert.equal(decision.available, quantityOf(12));
    assert.equal(decision.lookAgainOn, new Date(now.getTime() + 3 * 3_600_000).toISOString());
  });

  it('leaves at most the floor after the longest hold', () => {
    assert.equal(decide({}, { ...stale(5), policy: { floor: 3 } }).line?.quantity, 3);
  });

  it('still stops what is retired', () => {
    const dynamics = { kind: 'discontinued', reason: 'retired' } as const;
    assert.equal(decide({ dynamics }, stale(1)).line?.quantity, 0);
  });
});

describe('what is not ours to publish, or cannot be', () => {
  it('is left alone for ever where no product was ever known', () => {
    const decision = decide(
      { dynamics: { kind: 'no-product' }, productId: null, unknownSince: hoursAgo(500), unsure: true },
      { policy: { floor: 0 }, context: { sweep: 'everything' } },
    );
    assert.deepEqual([decision.target, decision.line, decision.lookAgainOn], [null, null, null]);
    assert.deepEqual(
      decision.exceptions.map(({ code, causeKey }) => [code, causeKey]),
      [['offer-without-product', 'sku:tap-1']],
    );
  });

  it('openlinker #1844: keeps what is published where an override cannot be read, and says what is wrong', () => {
    const decision = decide({
      confirmed: confirmed(30),
      overrides: { ...noOverrides, bufferRule: 'constant', bufferValue: -1, allocationPercent: 200 },
    });
    assert.deepEqual(
      [decision.target, decision.line, codes(decision)],
      [null, null, ['listing-policy-invalid']],
    );
    assert.equal(decision.exceptions[0]?.evidence.length, 2);
  });

  it('follows an override that can be read', () => {
    const overrides = { ...noOverrides, bufferRule: 'constant' as const, bufferValue: 10 };
    assert.equal(decide({ overrides }).line?.quantity, 2);
  });
});

const anyDynamics: fc.Arbitrary<ListingFacts['dynamics']> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -3, max: 30 }).map((units) => onHand(units / 2)) },
  fc.constant({ kind: 'unknown', reason: 'no row' } as const),
  fc.constant({ kind: 'discontinued', reason: 'retired' } as const),
  fc.constant({ kind: 'no-product' } as const),
);
const quantity = fc.option(fc.integer({ min: 0, max: 20 }));
const anyListing = fc
  .record({
    dynamics: anyDynamics,
    confirmed: quantity.map((n) => (n === null ? null : confirmed(n))),
    onItsWay: quantity,
    unsure: fc.boolean(),
    demand: fc.integer({ min: 0, max: 9 }).map((n) => quantityOf(n)),
    unitsPerOffer: fc.integer({ min: 1, max: 3 }),
    stopSelling: fc.boolean(),
    unknownSince: fc.constantFrom(null, hoursAgo(1), hoursAgo(9)),
    changedOn: fc.constantFrom(null, hoursAgo(1), hoursAgo(2)),
    limit: fc.option(fc.integer({ min: -1, max: 9 })),
  })
  .map(({ limit, ...changes }) => ({ ...changes, overrides: { ...noOverrides, limit } }));
const anyListings = fc
  .array(anyListing, { maxLength: 30 })
  .map((all) => all.map((changes, index) => listing({ ...changes, sku: `SKU-${index}` })));
const anyPolicy = fc
  .record({ floor: fc.integer({ min: 0, max: 3 }), lowStock: fc.integer({ min: 0, max: 6 }) })
  .map(policy);
const anySource = fc.constantFrom<SourceState>(
  fresh,
  { kind: 'stale', since: hoursAgo(1) },
  { kind: 'stale', since: hoursAgo(7) },
);
const anySweep = fc.constantFrom<PlanContext['sweep']>('no', 'differences', 'everything');

describe('whatever is known', () => {
  it('one decision comes of each listing, and their order does not matter', () => {
    fc.assert(
      fc.property(anyListings, anyPolicy, anySource, anySweep, (facts, given, source, sweep) => {
        const plan = planStock(facts, given, source, context({ sweep }));
        const turned = planStock([...facts].reverse(), given, source, context({ sweep }));
        assert.deepEqual([...turned].reverse(), plan);
        assert.deepEqual(
          plan.map(({ sku }) => sku),
          facts.map(({ sku }) => sku),
        );
        const lines = (all: readonly ListingDecision[]) =>
          inFileOrder(all.flatMap(({ line }) => (line === null ? [] : [line])));
        assert.deepEqual(lines(turned), lines(plan));
      }),
    );
  });

  it('planning again after its own lines were confirmed plans nothing', () => {
    fc.assert(
      fc.property(anyListings, anyPolicy, anySource, anySweep, (facts, given, source, sweep) => {
        const plan = planStock(facts, given, source, context({ sweep }));
        const after = facts.map((each, index) => {
          const line = plan[index]?.line ?? null;
          return line === null
            ? each
            : { ...each, confirmed: confirmed(line.quantity), onItsWay: null, unsure: false };
        });
        for (const { sku, line } of planStock(after, given, source, context())) {
          assert.equal(line, null, sku);
        }
      }),
    );
  });

  it('a line says the target, and where nothing is decided nothing is said', () => {
    fc.assert(
      fc.property(anyListings, anyPolicy, anySource, anySweep, (facts, given, source, sweep) => {
        for (const { target, line, why, exceptions } of planStock(facts, given, source, context({ sweep }))) {
          assert.ok(why.length > 0 && why.length <= 1_000);
          assert.ok(exceptions.length <= 1);
          if (line !== null) assert.equal(line.quantity, target);
          if (target !== null) assert.ok(Number.isInteger(target) && target >= 0);
        }
      }),
    );
  });
});
