/** The example that the order tests start from: one paid order of one line, imported without a word. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExceptionDraft } from '../exception.ts';
import { decideOrder } from './decide-order.ts';
import type {
  ImportedOrder,
  OrderDecision,
  OrderFacts,
  ProductMatch,
  SalesOrderDraft,
  TaxRule,
} from './decision.ts';
import type { Address, MarketplaceOrder, MarketplaceOrderLine, Tax } from './marketplace-order.ts';

export const address: Address = {
  firstName: 'Ada',
  lastName: 'Byron',
  company: null,
  street1: '12 High Street',
  street2: null,
  additionalInfo: null,
  city: 'Leeds',
  state: null,
  postcode: 'LS1 4AP',
  country: 'United Kingdom',
  countryCode: 'GBR',
  phone: null,
};

export function line(changes: Partial<MarketplaceOrderLine> = {}): MarketplaceOrderLine {
  const quantity = changes.quantity ?? 1;
  const unitPrice = changes.unitPrice ?? 2499;
  const price = changes.price ?? unitPrice * quantity;
  const shipping = changes.shipping ?? 0;
  return {
    ...{ id: 'A-1-1', index: 1, state: 'SHIPPING', sku: 'TAP-1', title: 'Tap', taxes: [], shippingTaxes: [] },
    ...{
      commission: 300,
      commissionTaxes: [{ code: 'VAT', amount: 60, rate: 200_000 }],
      fees: [],
      refunds: [],
    },
    ...{ cancellations: [], receivedAt: null, shippedAt: null },
    ...changes,
    ...{ quantity, unitPrice, price, shipping, total: changes.total ?? price + shipping },
  };
}

/** An order whose totals follow from its lines, unless stated. */
export function order(changes: Partial<MarketplaceOrder> = {}): MarketplaceOrder {
  const lines = changes.lines ?? [line()];
  const price = lines.reduce((total, each) => total + each.price, 0);
  const shipping = lines.reduce((total, each) => total + each.shipping, 0);
  return {
    ...{ id: 'A-1', commercialId: 'A', state: 'SHIPPING', currency: 'GBP', taxMode: 'TAX_INCLUDED' },
    ...{
      createdAt: '2026-03-01T10:00:00Z',
      updatedAt: '2026-03-01T10:05:00Z',
      acceptedAt: null,
      debitedAt: '2026-03-01T10:05:00Z',
    },
    ...{ shipBy: '2026-03-04T17:00:00Z', price, shipping, total: price + shipping },
    customer: { id: 'C1', firstName: 'Ada', lastName: 'Byron' },
    ...{
      billingAddress: address,
      shippingAddress: address,
      shippingMethod: 'Standard',
      parcel: { carrier: null, trackingNumber: null, trackingUrl: null },
      sellerReference: null,
    },
    hasIncident: false,
    ...changes,
    lines,
  };
}

export function product(changes: Partial<ProductMatch> = {}): ProductMatch {
  return {
    ...{ productId: 'product-1', unitId: 'unit-1', name: 'Basin tap', active: true, taxCategory: 'standard' },
    ...{ inPriceList: true, by: 'productNumber' },
    ...changes,
  };
}

export function rule(changes: Partial<TaxRule> = {}): TaxRule {
  return {
    ...{ taxCategory: 'standard', territory: 'UK', treatment: 'taxable', rate: 200_000 },
    ...{ validFrom: '2011-01-04', validTo: null, taxCode: null },
    ...changes,
  };
}

export const rules: readonly TaxRule[] = [
  rule(),
  rule({ taxCategory: 'zero', treatment: 'zeroRated', rate: 0 }),
  rule({ taxCategory: 'reduced', rate: 50_000 }),
  rule({ territory: 'XC', treatment: 'export', rate: 0 }),
];

type FactChanges = Partial<Omit<OrderFacts, 'marketplace' | 'order'>> & {
  readonly order?: Partial<MarketplaceOrder>;
  readonly marketplace?: Partial<OrderFacts['marketplace']>;
};

export function facts({ order: orderChanges, marketplace, ...changes }: FactChanges = {}): OrderFacts {
  return {
    now: '2026-03-01T10:06:00Z',
    order: order(orderChanges),
    marketplace: {
      ...{ hold: null, currency: 'GBP', establishedInUk: true, acceptOrders: false },
      shippingProduct: { productId: 'delivery', unitId: 'each' },
      ...{ pricingPrecision: 2, discountMethod: 'lineItem', customerPolicy: 'marketplaceAccount' },
      ...marketplace,
    },
    products: new Map([
      ['TAP-1', product()],
      ['SEED-1', product({ productId: 'product-2', name: 'Seed', taxCategory: 'zero' })],
      ['BOILER-1', product({ productId: 'product-3', name: 'Boiler', taxCategory: 'reduced' })],
    ]),
    taxRules: rules,
    imported: null,
    ...changes,
  };
}

export function imported(previous: MarketplaceOrder, changes: Partial<ImportedOrder> = {}): ImportedOrder {
  return {
    ...{
      salesOrderExists: true,
      salesOrderNumber: 'ORD-01',
      editable: true,
      total: previous.total,
      previous,
    },
    ...{ verified: true, writtenBack: true, acceptedDifferences: [] },
    ...changes,
  };
}

export function draftOf(decision: OrderDecision): SalesOrderDraft {
  if (decision.kind !== 'import') assert.fail(JSON.stringify(decision));
  return decision.draft;
}

/** The codes of the exceptions of a decision, advisory ones included. */
export function codes(decision: OrderDecision): string[] {
  switch (decision.kind) {
    case 'hold':
    case 'update':
      return decision.exceptions.map(({ code }) => code);
    case 'import':
    case 'wait':
    case 'done':
      return decision.advisories.map(({ code }) => code);
    case 'accept':
      return [];
  }
}

/** VAT as the marketplace states it; null: without its rate. */
export const vat = (amount: number, rate: number | null = 200_000): readonly Tax[] => [
  { code: 'VAT', amount, rate },
];

function held(decision: OrderDecision): readonly ExceptionDraft[] {
  if (decision.kind !== 'hold') assert.fail(JSON.stringify(decision));
  return decision.exceptions;
}

/** The one exception that holds an order up. */
export function only(decision: OrderDecision): ExceptionDraft {
  const [first, ...others] = held(decision);
  assert.ok(first && others.length === 0, codes(decision).join());
  return first;
}

export const withProduct = (changes: Partial<ProductMatch>): OrderDecision =>
  decideOrder(facts({ products: new Map([['TAP-1', product(changes)]]) }));

test('a paid order whose products, VAT and totals are right is imported without advice', () => {
  const decision = decideOrder(facts());
  const { lines, ...draft } = draftOf(decision);
  assert.deepEqual(codes(decision), []);
  assert.deepEqual(
    { net: draft.net, tax: draft.tax, gross: draft.gross, taxPoint: draft.taxPoint },
    { net: 2082, tax: 417, gross: 2499, taxPoint: '2026-03-01' },
  );
  assert.deepEqual(lines, [
    {
      ...{
        kind: 'goods',
        key: 'A-1-1',
        lineId: 'A-1-1',
        productId: 'product-1',
        unitId: 'unit-1',
        quantity: 1,
      },
      ...{
        price: 2082,
        pricePlaces: 2,
        discount: 0,
        tax: 417,
        net: 2082,
        gross: 2499,
        rate: 200_000,
        taxCode: null,
      },
    },
  ]);
});
