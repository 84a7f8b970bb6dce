/** The example that the stock tests start from: 12 on hand, of which the marketplace confirmed 12. */
import type { OverrideColumns, StockPolicy } from './policy.ts';
import { noQuantity, quantityOf } from './quantity.ts';
import type { ListingFacts, SourceState } from './stock-facts.ts';
import type { PlanContext, PlannedLine } from './stock-plan.ts';

export const now = new Date('2026-03-01T12:00:00Z');
export const fresh: SourceState = { kind: 'fresh' };
export const noOverrides: OverrideColumns = {
  bufferRule: null,
  bufferValue: null,
  allocationPercent: null,
  limit: null,
};

export function policy(changes: Partial<StockPolicy> = {}): StockPolicy {
  return {
    source: 'productOnHand',
    warehouses: [],
    demandRule: 'untilShipped',
    settleMs: 3_600_000,
    offer: { buffer: null, allocationPercent: 100, limit: null },
    lowStock: 5,
    everyMs: 60_000,
    quietHours: { from: 120, to: 300, timeZone: 'Europe/London' },
    staleAfterMs: null,
    maxHoldMs: 4 * 3_600_000,
    floor: 0,
    ...changes,
  };
}

export function context(changes: Partial<PlanContext> = {}): PlanContext {
  return { now, latencyMs: 60_000, sweep: 'no', ...changes };
}

/** Known, with so many on hand. */
export function onHand(units: number): ListingFacts['dynamics'] {
  return { kind: 'known', onHand: quantityOf(units), asOf: '2026-03-01T11:00:00Z' };
}

export function listing(changes: Partial<ListingFacts> = {}): ListingFacts {
  return {
    listingId: `row of ${changes.sku ?? 'TAP-1'}`,
    sku: 'TAP-1',
    productId: 'tap',
    dynamics: onHand(12),
    confirmed: { quantity: 12, on: '2026-03-01T11:01:00Z' },
    onItsWay: null,
    unsure: false,
    demand: noQuantity,
    unitsPerOffer: 1,
    overrides: noOverrides,
    stopSelling: false,
    unknownSince: null,
    velocity: null,
    changedOn: null,
    ...changes,
  };
}

export function plannedLine(changes: Partial<PlannedLine> = {}): PlannedLine {
  return {
    listingId: `row of ${changes.sku ?? 'TAP-1'}`,
    sku: 'TAP-1',
    quantity: 9,
    before: 9,
    urgency: 'change',
    changedOn: null,
    ...changes,
  };
}
