/** Over random lives of a small market: nothing above what is available is ever sent, and in the end all is right. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AbstractMarket } from './abstract-market.test.ts';
import { offers } from './abstract-sales.test.ts';
import type { Product, Sku } from './abstract-sales.test.ts';
import { policy } from './given.test.ts';
import type { BufferRule, StockPolicy } from './policy.ts';
import { quantityOf } from './quantity.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const sku = fc.constantFrom<Sku>('TAP', 'TAPS', 'SINK');
const product = fc.constantFrom<Product>('tap', 'sink');

/** What happens; `sale` names any of the sales so far. */
type Step =
  | { readonly kind: 'buy'; readonly sku: Sku; readonly quantity: number }
  | { readonly kind: 'move'; readonly product: Product; readonly units: number }
  | {
      readonly kind: 'see' | 'import' | 'ship' | 'book' | 'cancel';
      readonly sale: number;
    }
  | {
      readonly kind: 'publish';
      readonly outcome: 'sent' | 'answer lost' | 'lost on the way';
      readonly most: number;
    }
  | { readonly kind: 'apply'; readonly refused: Sku | undefined }
  | { readonly kind: 'answer' | 'restart' }
  | { readonly kind: 'wait'; readonly minutes: number };

/** A cancellation ends a sale, so the rest has to be likelier for sales to come far. */
const often = {
  see: Array<'see'>(4).fill('see'),
  import: Array<'import'>(2).fill('import'),
  ship: Array<'ship'>(3).fill('ship'),
  book: Array<'book'>(3).fill('book'),
};

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('buy'), sku, quantity: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('move'), product, units: fc.integer({ min: -5, max: 8 }) }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constantFrom(...often.see, ...often.import, ...often.ship, ...often.book, 'cancel'),
      sale: fc.nat({ max: 7 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('publish'),
      outcome: fc.constantFrom('sent', 'sent', 'sent', 'answer lost', 'lost on the way'),
      most: fc.constantFrom(10, 10, 1),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('apply'),
      refused: fc.constantFrom<Sku | undefined>(undefined, undefined, undefined, 'TAP', 'SINK'),
    }),
  },
  { weight: 6, arbitrary: fc.constant({ kind: 'answer' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' } as const) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait'), minutes: fc.integer({ min: 1, max: 40 }) }),
  },
);

function happen(market: AbstractMarket, step: Step): void {
  switch (step.kind) {
    case 'buy':
      market.buy(step.sku, step.quantity);
      break;
    case 'move':
      market.move(step.product, step.units);
      break;
    case 'publish':
      market.publish(step.outcome, { most: step.most, mostFromSweep: 2 });
      break;
    case 'apply':
      market.apply(step.refused);
      break;
    case 'wait':
      market.wait(step.minutes);
      break;
    case 'answer':
    case 'restart':
      market[step.kind]();
      break;
    case 'see':
    case 'import':
    case 'ship':
    case 'book':
    case 'cancel': {
      const sale = market.sales[step.sale % Math.max(1, market.sales.length)];
      if (sale) market[step.kind](sale);
      break;
    }
  }
}

const anyPolicy: fc.Arbitrary<StockPolicy> = fc
  .record({
    demandRule: fc.constantFrom('untilShipped' as const, 'untilImported' as const),
    buffer: fc.constantFrom<BufferRule | null>(
      null,
      { kind: 'constant', units: quantityOf(2) },
      { kind: 'percent', percent: 25 },
    ),
    allocationPercent: fc.constantFrom(100, 100, 50),
    limit: fc.constantFrom(null, null, 4),
  })
  .map(({ demandRule, ...offer }) => policy({ demandRule, offer }));
const life = fc.record({
  given: anyPolicy,
  onHand: fc.record({ tap: fc.integer({ min: 0, max: 25 }), sink: fc.integer({ min: 0, max: 6 }) }),
  steps: fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }),
});

describe('a market in which everything happens in any order', () => {
  it('is never told of more than is available less the buffer, as Dynamics knew it at that moment', () => {
    fc.assert(
      fc.property(life, ({ given, onHand, steps }) => {
        const market = new AbstractMarket(given, onHand);
        for (const each of steps) happen(market, each);
        assert.deepEqual(market.problems, []);
      }),
      { numRuns: 1_500 },
    );
  });

  it('shows the target of every SKU after quiet', () => {
    fc.assert(
      fc.property(life, ({ given, onHand, steps }) => {
        const market = new AbstractMarket(given, onHand);
        for (const each of steps) happen(market, each);
        market.quieten();
        assert.deepEqual(market.problems, []);
        for (const offer of offers) {
          assert.equal(market.shown[offer.sku], market.expected(offer.sku), offer.sku);
        }
      }),
      { numRuns: 1_500 },
    );
  });
});
