/** Properties of the decision over orders of every kind, likely and absurd. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { entryOf, isExceptionCode } from '../exception-of.ts';
import { decidesAlike } from '../invariants.ts';
import { vatOf } from '../vat/extract.ts';
import { decideOrder } from './decide-order.ts';
import type { OrderFacts } from './decision.ts';
import { address, facts, imported, line, order } from './given.test.ts';
import type { MarketplaceOrder, MarketplaceOrderLine, Tax } from './marketplace-order.ts';
import { customerTotal } from './totals.ts';
import { verifyTotals } from './verify-totals.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const rateOf: Readonly<Record<string, number>> = { 'TAP-1': 200_000, 'SEED-1': 0, 'BOILER-1': 50_000 };

/** A line of an honest order; VAT stated by the line method, or not at all. */
const honestLine = fc
  .record({
    sku: fc.constantFrom('TAP-1', 'SEED-1', 'BOILER-1'),
    quantity: fc.integer({ min: 1, max: 50 }),
    unitPrice: fc.integer({ min: 0, max: 500_000 }),
    shipping: fc.integer({ min: 0, max: 5_000 }),
  })
  .map(({ sku, quantity, unitPrice, shipping }) => ({
    sku,
    quantity,
    unitPrice,
    shipping,
    price: quantity * unitPrice,
  }));

const honest = fc
  .record({
    lines: fc.array(honestLine, { minLength: 1, maxLength: 6 }),
    stated: fc.boolean(),
    excluded: fc.boolean(),
    pricingPrecision: fc.integer({ min: 2, max: 10 }),
    discountMethod: fc.constantFrom('lineItem' as const, 'perUnit' as const),
  })
  .map(({ lines, stated, excluded, pricingPrecision, discountMethod }): OrderFacts => {
    const taxMode = stated && excluded ? 'TAX_EXCLUDED' : 'TAX_INCLUDED';
    const vat = (sku: string, amount: number): Tax[] =>
      stated
        ? [{ code: 'VAT', amount: vatOf(amount, rateOf[sku] ?? 0, taxMode), rate: rateOf[sku] ?? 0 }]
        : [];
    return facts({
      marketplace: { pricingPrecision, discountMethod },
      order: {
        taxMode,
        lines: lines.map((each, index) =>
          line({
            ...{ ...each, id: `L${index}`, index: index + 1 },
            ...{ taxes: vat(each.sku, each.price), shippingTaxes: vat(each.sku, each.shipping) },
          }),
        ),
      },
    });
  });

test('an honest order is always imported, and its lines are its total to the penny', () => {
  fc.assert(
    fc.property(honest, (given) => {
      const decision = decideOrder(given);
      if (decision.kind !== 'import') return assert.fail(JSON.stringify(decision));
      const { lines, net, tax, gross } = decision.draft;
      assert.equal(gross, customerTotal(given.order));
      const lineTotals = lines.map((each) => each.gross);
      assert.deepEqual(
        verifyTotals(given.order, { salesOrderNumber: null, total: gross, tax, lineTotals }),
        [],
      );
      assert.equal(net + tax, gross);
      for (const each of lines) {
        // The pricing engine: price x quantity - discount + tax.
        const exact = (BigInt(each.price) * BigInt(each.quantity) * 100n) / 10n ** BigInt(each.pricePlaces);
        assert.equal(Number(exact) - each.discount + each.tax, each.gross);
        assert.equal(each.net + each.tax, each.gross);
      }
      assert.equal(new Set(lines.map(({ key }) => key)).size, lines.length);
    }),
    { numRuns: 300 },
  );
});

const text = fc.oneof(
  fc.constantFrom('GBP', 'SHIPPING', 'CANCELED', 'TAP-1', 'LS1 4AP', ''),
  fc.string({ unit: 'binary' }),
);
const maybeText = fc.option(text);
const date = fc.oneof(fc.constantFrom('2026-03-01T10:00:00Z', '+275760-09-13T00:00:00Z', ''), text);
const amount = fc.oneof(
  fc.integer({ min: -10, max: 10_000 }),
  fc.constantFrom(0, -0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, 1e300),
);
const tax = fc.record({ code: maybeText, amount, rate: fc.option(amount) });
const taxes = fc.array(tax, { maxLength: 3 });
const anyLine: fc.Arbitrary<MarketplaceOrderLine> = fc.record({
  ...{ id: text, index: fc.integer(), state: text, sku: maybeText, title: maybeText, quantity: amount },
  ...{ unitPrice: amount, price: amount, shipping: amount, total: amount, taxes, shippingTaxes: taxes },
  ...{ commission: amount, commissionTaxes: taxes, receivedAt: fc.option(date), shippedAt: fc.option(date) },
  fees: fc.array(fc.record({ code: text, amount }), { maxLength: 2 }),
  refunds: fc.constant([]),
  cancellations: fc.constant([]),
});
const anyAddress = fc.option(
  fc.record({
    ...{
      firstName: maybeText,
      lastName: maybeText,
      company: maybeText,
      street1: maybeText,
      street2: maybeText,
    },
    ...{
      additionalInfo: maybeText,
      city: maybeText,
      state: maybeText,
      postcode: maybeText,
      phone: maybeText,
    },
    ...{ country: maybeText, countryCode: maybeText },
  }),
);
/** Each value of an honest order replaced by any other of its type, some of them at a time. */
const anyOrder: fc.Arbitrary<MarketplaceOrder> = fc
  .record(
    {
      ...{
        id: text,
        state: text,
        currency: text,
        createdAt: date,
        updatedAt: date,
        debitedAt: fc.option(date),
      },
      ...{
        shipBy: fc.option(date),
        price: amount,
        shipping: amount,
        total: amount,
        hasIncident: fc.boolean(),
      },
      ...{ billingAddress: anyAddress, shippingAddress: anyAddress },
      taxMode: fc.constantFrom('TAX_INCLUDED' as const, 'TAX_EXCLUDED' as const, null),
      lines: fc.array(fc.oneof(anyLine, fc.constant(line())), { maxLength: 4 }),
    },
    { requiredKeys: [] },
  )
  .map((changes) => order(changes));

test('no order whatsoever makes the decision throw, and it always decides alike', () => {
  fc.assert(
    fc.property(anyOrder, fc.option(anyOrder), fc.boolean(), (given, previous, salesOrderExists) => {
      const before = previous === null ? null : imported(previous, { salesOrderExists });
      assert.deepEqual(decidesAlike(facts({ order: given, imported: before })), []);
    }),
    { numRuns: 2_000 },
  );
});

test('each exception has a code of the catalogue, a cause, a key, evidence, an owner and a way out', () => {
  fc.assert(
    fc.property(anyOrder, fc.option(anyOrder), (given, previous) => {
      const decision = decideOrder(
        facts({ order: given, imported: previous === null ? null : imported(previous) }),
      );
      const exceptions = decision.kind === 'hold' || decision.kind === 'update' ? decision.exceptions : [];
      for (const { code, causeKey, cause, evidence, responsible, fixes, title } of exceptions) {
        assert.ok(isExceptionCode(code) && entryOf(code).responsible === responsible);
        assert.ok(title !== '' && cause !== '' && fixes.length > 0 && evidence.length > 0, code);
        assert.ok(causeKey.length <= 200 && title.length <= 400 && cause.length <= 4_000);
      }
      assert.equal(
        new Set(exceptions.map(({ code, causeKey }) => `${code} ${causeKey}`)).size,
        exceptions.length,
      );
      if (decision.kind === 'hold') assert.ok(exceptions.some(({ severity }) => severity === 'blocking'));
    }),
    { numRuns: 1_000 },
  );
});

test('a postcode decides together with its country, whatever else the address says', () => {
  fc.assert(
    fc.property(text, (city) => {
      const shippingAddress = { ...address, city, postcode: 'JE2 3AB' };
      const decision = decideOrder(facts({ order: { shippingAddress } }));
      assert.ok(decision.kind === 'import' && decision.draft.tax === 0);
    }),
  );
});
