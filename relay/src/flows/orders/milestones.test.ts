import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { Milestone } from '@marketplace-bridge/solution';
import type { MarketplaceOrder, MarketplaceOrderLine } from '../../domain/orders/marketplace-order.ts';
import { readOrder } from '../../mirakl/read-order.ts';
import { sampleOrder } from '../../mirakl/sample-order.ts';
import { dynamicsSideOf, milestonesColumn } from './milestones.ts';

const columnLength = 20_000;

function order(changes: Partial<MarketplaceOrder>): MarketplaceOrder {
  const reading = readOrder(sampleOrder());
  assert.ok(reading.ok);
  return { ...reading.order, ...changes };
}

function line(changes: Partial<MarketplaceOrderLine>): MarketplaceOrderLine {
  const [first] = order({}).lines;
  assert.ok(first);
  return { ...first, ...changes };
}

it('the timeline is valid JSON within its column whatever the order says, and remembers what the relay did', () => {
  const when = fc.option(
    fc.integer({ min: 0, max: 40 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString()),
  );
  // Control characters are six characters each in JSON.
  const text = fc.string({ unit: fc.constantFrom('\u0001', 'a', '"', '🛠'), maxLength: 400 });
  const cancellation = fc.record({
    ...{ id: text, amount: fc.nat(10_000), shipping: fc.nat(100), createdAt: when },
    ...{ quantity: fc.option(fc.nat(5)), reasonCode: fc.constant(null) },
  });
  const lines = fc.array(
    fc
      .record({ shippedAt: when, receivedAt: when, cancellations: fc.array(cancellation, { maxLength: 5 }) })
      .map((some) => line(some)),
    { maxLength: 60 },
  );
  const dynamics = fc.record({ importedAt: when, salesOrderNumber: fc.option(text), writtenBackAt: when });
  fc.assert(
    fc.property(lines, text, dynamics, (all, carrier, side) => {
      const parcel = {
        carrier,
        trackingNumber: carrier,
        trackingUrl: `https://parcel.example/${'a'.repeat(270)}`,
      };
      const { mpb_milestones: json } = milestonesColumn(order({ lines: all, parcel }), side);
      assert.ok(json !== null && json !== undefined && json.length <= columnLength);
      const steps = JSON.parse(json) as Milestone[];
      assert.ok(steps.length > 0);
      const { importedAt, writtenBackAt } = dynamicsSideOf({ mpb_milestones: json });
      assert.deepEqual([importedAt, writtenBackAt], [side.importedAt, side.writtenBackAt]);
    }),
    { seed: 20_261_124, numRuns: 200 },
  );
});

it('steps that do not fit are counted, and never those of the relay', () => {
  const parcels = Array.from({ length: 12 }, (_, index) =>
    line({
      ...{ id: `A-1-${index}`, index },
      cancellations: [
        {
          ...{ id: String(index), amount: 1, shipping: 0, quantity: 1, reasonCode: null },
          // What is no time of the marketplace's own stands in the row as it came.
          createdAt: '\u0001'.repeat(400),
        },
      ],
    }),
  );
  const side = { importedAt: '2026-03-02T10:00:00Z', salesOrderNumber: 'ORD-1', writtenBackAt: null };
  const { mpb_milestones: json } = milestonesColumn(order({ lines: parcels }), side);
  const steps = JSON.parse(json ?? '') as Milestone[];
  assert.match(steps.at(-1)?.detail ?? '', /^and \d+ more$/);
  assert.equal(dynamicsSideOf({ mpb_milestones: json ?? null }).importedAt, side.importedAt);
});
