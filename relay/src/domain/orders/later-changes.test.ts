import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideOrder } from './decide-order.ts';
import type { ImportedOrder, OrderDecision } from './decision.ts';
import { address, codes, facts, imported, line, order } from './given.test.ts';
import type { LineRefund, MarketplaceOrder } from './marketplace-order.ts';

const two = order({ lines: [line({ quantity: 2 }), line({ id: 'A-1-2', index: 2, sku: 'SEED-1' })] });

function later(
  after: Partial<MarketplaceOrder>,
  { before = two, ...changes }: Partial<ImportedOrder> & { before?: MarketplaceOrder } = {},
): OrderDecision {
  return decideOrder(facts({ order: { ...before, ...after }, imported: imported(before, changes) }));
}

function exceptionsOf(decision: OrderDecision) {
  if (decision.kind !== 'update') assert.fail(JSON.stringify(decision));
  return decision.exceptions;
}

test('an imported order that did not change is done', () => {
  assert.deepEqual(later({}), { kind: 'done', text: 'Imported as ORD-01', advisories: [] });
});

test('what a person deleted in Dynamics is an exception and never made again, until it is confirmed', () => {
  const decision = later({}, { salesOrderExists: false });
  assert.deepEqual(codes(decision), ['deleted-in-dynamics']);
  const acceptedDifferences = exceptionsOf(decision).map(({ causeKey }) => causeKey);
  assert.equal(later({}, { salesOrderExists: false, acceptedDifferences }).kind, 'done');
});

test('an order cancelled after import is a decision for sales', () => {
  const decision = later({ state: 'CANCELED', price: 0, total: 0, lines: [] });
  const [exception] = exceptionsOf(decision);
  assert.deepEqual([exception?.code, exception?.responsible], ['cancelled-after-import', 'sales']);
  assert.equal(exception?.moneyAtRisk, 7497);
});

test('a cancelled line and a lowered quantity say what stands where', () => {
  const [first, second] = two.lines;
  const decision = later({
    lines: [
      { ...first!, quantity: 1, price: 2499, total: 2499 },
      { ...second!, state: 'CANCELED' },
    ],
  });
  assert.deepEqual(
    exceptionsOf(decision).map(({ code, cause }) => [code, cause]),
    [
      [
        'cancelled-after-import',
        'Line 1 (SKU TAP-1): 1 of 2 were cancelled on the marketplace after import.',
      ],
      [
        'cancelled-after-import',
        'Line 2 (SKU SEED-1) was cancelled on the marketplace after import: 1 x SEED-1, £24.99.',
      ],
    ],
  );
});

test('a difference that was accepted is not asked again, but a further one is', () => {
  const [first, second] = order({ lines: [line({ quantity: 3 }), line({ id: 'A-1-2', index: 2 })] }).lines;
  const before = order({ lines: [first!, second!] });
  const lowered = (quantity: number) => ({
    lines: [{ ...first!, quantity, price: 2499 * quantity }, second!],
  });
  const acceptedDifferences = exceptionsOf(later(lowered(2), { before })).map(({ causeKey }) => causeKey);
  assert.equal(later(lowered(2), { before, acceptedDifferences }).kind, 'done');
  assert.deepEqual(codes(later(lowered(1), { before, acceptedDifferences })), ['cancelled-after-import']);
});

test('lines that appear, vanish or change their amounts are differences', () => {
  const [first, second] = two.lines;
  const changed = (lines: readonly (typeof first)[]) => later({ lines: lines.map((each) => each!) });
  assert.match(exceptionsOf(changed([first]))[0]?.cause ?? '', /no longer shows it/);
  assert.match(
    exceptionsOf(changed([first, second, line({ id: 'new', index: 3 })]))[0]?.cause ?? '',
    /was added/,
  );
  assert.match(
    exceptionsOf(changed([first, { ...second!, price: 1 }]))[0]?.cause ?? '',
    /from .*£24\.99 to .*£0\.01/,
  );
});

test('delivery that changes on the order alone is a difference', () => {
  assert.match(
    exceptionsOf(later({ shipping: 300, total: 7797 }))[0]?.cause ?? '',
    /from £74\.97 to £77\.97/,
  );
});

test('a refund changes nothing on the Sales Order and is told (mirakl.md 2.3)', () => {
  const refund: LineRefund = {
    ...{ id: 'R1', state: 'REFUNDED', amount: 1000, shipping: 0, quantity: 1, taxes: [], shippingTaxes: [] },
    ...{ commission: 0, commissionTaxes: [], reasonCode: '65', createdAt: null },
  };
  const decision = later({ lines: [{ ...two.lines[0]!, refunds: [refund] }, two.lines[1]!] });
  assert.deepEqual(decision, {
    ...{ kind: 'update', shipTo: null, exceptions: [], text: 'Line 1 (SKU TAP-1): refund of £10.00' },
  });
});

test('an incident stands as advice while it is open, and goes with it', () => {
  assert.deepEqual(codes(later({ hasIncident: true })), ['incident-open']);
  const before = { ...two, hasIncident: true };
  assert.deepEqual(codes(later({}, { before })), ['incident-open'], 'nothing new');
  assert.deepEqual(later({ hasIncident: false }, { before }), {
    ...{ kind: 'update', shipTo: null, exceptions: [], text: 'Incident closed' },
  });
});

test('a new delivery address is applied while the Sales Order is open and nothing has left', () => {
  const shippingAddress = { ...address, street1: '14 High Street' };
  const decision = later({ shippingAddress });
  assert.deepEqual(decision.kind === 'update' && decision.shipTo, shippingAddress);
  assert.deepEqual(codes(decision), []);
});

test('a new delivery address that comes too late, or to another VAT territory, is a decision', () => {
  const shippingAddress = { ...address, street1: '14 High Street' };
  assert.deepEqual(codes(later({ shippingAddress }, { editable: false })), ['address-changed-late']);
  assert.deepEqual(codes(later({ shippingAddress, state: 'SHIPPED' })), ['address-changed-late']);
  const jersey = later({ shippingAddress: { ...address, postcode: 'JE2 3AB' } });
  assert.deepEqual(codes(jersey), ['address-changed-late', 'export-evidence']);
  assert.equal(jersey.kind === 'update' && jersey.shipTo, null);
  const nowhere = later({ shippingAddress: { ...address, postcode: 'BFPO 57' } });
  assert.match(exceptionsOf(nowhere)[0]?.cause ?? '', /not clear for VAT/);
});

test('an address that the marketplace erases is kept', () => {
  assert.equal(later({ shippingAddress: null, billingAddress: null }).kind, 'done');
});

test('a new billing address is told and never applied', () => {
  const decision = later({ billingAddress: { ...address, company: 'Byron Ltd' } });
  assert.deepEqual(
    [decision.kind === 'update' && decision.shipTo, codes(decision)],
    [null, ['billing-address-changed']],
  );
});

test('a later reading with impossible values is an exception, not a difference', () => {
  assert.deepEqual(codes(later({ lines: [line({ price: -1 })] })), ['unreadable-order']);
});

test('a state that moves on is recorded', () => {
  const decision = later({ state: 'SHIPPED' });
  assert.equal(decision.kind === 'update' && decision.text, 'SHIPPING -> SHIPPED');
});
