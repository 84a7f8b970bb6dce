import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyDifference, type ApplyOutcome, type SalesOrderNow } from './apply-difference.ts';
import { unitPriceOf, type PresentLine } from './apply-difference-lines.ts';
import { decideOrder } from './decide-order.ts';
import type { SalesOrderDraft, SalesOrderLineDraft } from './decision.ts';
import { address, draftOf, facts, line, order } from './given.test.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';
import { customerTotal } from './totals.ts';

function presentOf(draft: SalesOrderLineDraft, change: Partial<PresentLine> = {}): PresentLine {
  return {
    id: `id of ${draft.key}`,
    key: draft.key,
    name: draft.key,
    productId: draft.productId,
    unitId: draft.unitId,
    quantity: draft.quantity,
    unitPrice: unitPriceOf(draft),
    discount: draft.discount,
    tax: draft.tax,
    shipped: 0,
    ...change,
  };
}

/** The Sales Order that an import of `was` made. */
function importOf(was: MarketplaceOrder): SalesOrderNow {
  const draft: SalesOrderDraft = draftOf(decideOrder({ ...facts(), order: was }));
  return { number: 'ORD-1', state: 'active', lines: draft.lines.map((one) => presentOf(one)) };
}

interface Given {
  readonly was: MarketplaceOrder;
  readonly is: MarketplaceOrder;
  readonly code?: string;
  readonly salesOrder?: Partial<SalesOrderNow>;
  readonly accepted?: readonly string[];
}

function apply({ was, is, code = 'cancelled-after-import', salesOrder, accepted = [] }: Given): ApplyOutcome {
  return applyDifference({
    facts: { ...facts(), order: is },
    previous: was,
    salesOrder: { ...importOf(was), ...salesOrder },
    code,
    accepted,
  });
}

function changeOf(outcome: ApplyOutcome): Extract<ApplyOutcome, { kind: 'change' }> {
  if (outcome.kind !== 'change') assert.fail(JSON.stringify(outcome));
  return outcome;
}

function refusalOf(outcome: ApplyOutcome): string {
  if (outcome.kind !== 'refused') assert.fail(JSON.stringify(outcome));
  return outcome.text;
}

/** What stands on the Sales Order afterwards, by key, and what the engine computes of it. */
function after(outcome: ApplyOutcome, before: SalesOrderNow): { keys: string[]; total: number } {
  const { lines } = changeOf(outcome);
  assert.ok(lines);
  const gone = new Set(lines.remove.map((one) => one.id));
  const changed = new Map(lines.change.map(({ present, draft }) => [present.id, draft]));
  const kept = before.lines.filter((one) => !gone.has(one.id));
  const total = [
    ...kept.map((one) => changed.get(one.id)?.gross ?? grossOf(one)),
    ...lines.add.map((draft) => draft.gross),
  ].reduce((sum, gross) => sum + gross, 0);
  return {
    keys: [...kept.map((one) => one.key ?? ''), ...lines.add.map((draft) => draft.key)].sort(),
    total,
  };
}

/** Price x quantity - discount + tax, as Dynamics computes it (dataverse.md 9). */
function grossOf(present: PresentLine): number {
  const price = Math.round((present.unitPrice ?? 0) * 100);
  return price * present.quantity - (present.discount ?? 0) + (present.tax ?? 0);
}

const first = line({ quantity: 2 });
const second = line({ ...{ id: 'A-1-2', index: 2, sku: 'SEED-1' }, unitPrice: 500, shipping: 350 });
const two = order({ lines: [first, second] });
const cancelled = { ...first, state: 'CANCELED', quantity: 0, price: 0, total: 0 };

describe('lines', () => {
  it('a cancelled line is taken off, and the others stay as they are', () => {
    const change = changeOf(apply({ was: two, is: order({ lines: [cancelled, second] }) }));
    assert.deepEqual(
      change.lines?.remove.map((one) => one.key),
      ['A-1-1'],
    );
    assert.deepEqual([change.lines.change, change.lines.add], [[], []]);
    assert.deepEqual([change.shipTo, change.billTo], [null, null]);
    assert.equal(change.text, 'ORD-1: 1 line taken off');
  });

  it('fewer units lower the line to the price of an import', () => {
    const change = changeOf(apply({ was: two, is: order({ lines: [line({ quantity: 1 }), second] }) }));
    const [changed] = change.lines?.change ?? [];
    assert.equal(changed?.draft.quantity, 1);
    assert.equal(changed.draft.gross, 2499);
  });

  it('what somebody did by hand already needs nothing, and is no refusal', () => {
    const is = order({ lines: [cancelled, second] });
    const lines = importOf(two).lines.filter((one) => one.key !== 'A-1-1');
    const change = changeOf(apply({ was: two, is, salesOrder: { lines } }));
    assert.equal(change.text, 'ORD-1: its lines agree already');
  });

  for (const [state, words] of [
    ['submitted', /was handed on for fulfilment/],
    ['cancelled', /is cancelled/],
    ['fulfilled', /is fulfilled/],
    ['invoiced', /is invoiced/],
  ] as const) {
    it(`on a Sales Order that is ${state} nothing is changed`, () => {
      const is = order({ lines: [cancelled, second] });
      assert.match(refusalOf(apply({ was: two, is, salesOrder: { state } })), words);
    });
  }

  it('more than was shipped is never taken off', () => {
    const lines = importOf(two).lines.map((one) => ({ ...one, shipped: 1 }));
    const gone = order({ lines: [cancelled, second] });
    assert.match(refusalOf(apply({ was: two, is: gone, salesOrder: { lines } })), /1 of .* shipped already/);
    const fewer = order({ lines: [line({ quantity: 1 }), second] });
    assert.equal(apply({ was: two, is: fewer, salesOrder: { lines } }).kind, 'change');
  });

  it('a line of somebody else, or a difference accepted before, is left to people', () => {
    const is = order({ lines: [cancelled, second] });
    const [one] = importOf(two).lines;
    assert.ok(one);
    const lines = [...importOf(two).lines, { ...one, key: null, name: 'Ladder' }];
    assert.match(refusalOf(apply({ was: two, is, salesOrder: { lines } })), /somebody added "Ladder"/);
    assert.match(refusalOf(apply({ was: two, is, accepted: ['Line 9'] })), /accepted before \(Line 9\)/);
  });

  it('what could not be imported is not applied either, and the reason is named', () => {
    const is = order({ lines: [line({ quantity: 2, sku: 'NOBODY' }), second] });
    assert.match(refusalOf(apply({ was: two, is, code: 'changed-after-import' })), /NOBODY/);
  });

  it('totals that Dynamics computed otherwise are put back; where the lines are right, the cause is elsewhere', () => {
    const bent = importOf(two).lines.map((one) => ({ ...one, discount: 100 }));
    const code = 'totals-differ-in-dynamics';
    assert.equal(
      changeOf(apply({ was: two, is: two, code, salesOrder: { lines: bent } })).lines?.change.length,
      bent.length,
    );
    assert.match(refusalOf(apply({ was: two, is: two, code })), /a price rule or a plug-in does it/);
  });

  it('a code that is no difference of a Sales Order has nothing to apply', () => {
    for (const code of ['unknown-sku', 'deleted-in-dynamics', 'toString']) {
      assert.match(refusalOf(apply({ was: two, is: two, code })), /nothing here/);
    }
  });
});

describe('a whole order', () => {
  const is = order({ state: 'CANCELED', lines: [cancelled] });
  const was = order({ lines: [first] });

  it('that is cancelled cancels the Sales Order, once', () => {
    assert.equal(apply({ was, is }).kind, 'cancel');
    const again = apply({ was, is, salesOrder: { state: 'cancelled' } });
    assert.deepEqual(again, { kind: 'cancel', already: true, text: 'ORD-1 was cancelled already' });
  });

  it('whose goods have left, or that is fulfilled, is not cancelled', () => {
    const lines = importOf(was).lines.map((one) => ({ ...one, shipped: 1 }));
    assert.match(refusalOf(apply({ was, is, salesOrder: { lines } })), /shipped already/);
    assert.match(refusalOf(apply({ was, is, salesOrder: { state: 'fulfilled' } })), /is fulfilled/);
  });

  it('that is cancelled is cancelled, also where a person accepted a part of it before', () => {
    assert.equal(apply({ was, is, accepted: ['Line 1'] }).kind, 'cancel');
  });
});

describe('addresses', () => {
  const moved = { ...address, street1: '9 New Street' };
  const code = 'address-changed-late';

  it('the new delivery address is written and no line is touched', () => {
    const change = changeOf(apply({ was: two, is: { ...two, shippingAddress: moved }, code }));
    assert.equal(change.shipTo?.street1, '9 New Street');
    assert.equal(change.lines, null);
  });

  it('the billing address is written alone, also while lines differ', () => {
    const is = { ...order({ lines: [cancelled, second] }), billingAddress: moved };
    const change = changeOf(apply({ was: two, is, code: 'billing-address-changed' }));
    assert.deepEqual([change.billTo?.street1, change.shipTo, change.lines], ['9 New Street', null, null]);
    assert.deepEqual(change.target.lines, two.lines, 'the lines are as they were');
  });

  it('lines are drawn for the old address while the new one is not applied', () => {
    const jersey = { ...address, postcode: 'JE2 4ZZ', country: 'Jersey', countryCode: 'JEY' };
    const is = { ...order({ lines: [cancelled, second] }), shippingAddress: jersey };
    const change = changeOf(apply({ was: two, is }));
    assert.deepEqual(change.lines?.change, [], 'no VAT moves');
    assert.equal(change.target.shippingAddress, address);
  });

  it('Jersey brings its VAT with it; a place that is not clear is refused', () => {
    const jersey = { ...address, postcode: 'JE2 4ZZ', country: 'Jersey', countryCode: 'JEY' };
    const was = order({ lines: [first] });
    const change = changeOf(apply({ was, is: { ...was, shippingAddress: jersey }, code }));
    assert.equal(change.lines?.change.length, 1);
    assert.ok(change.lines.change.every(({ draft }) => draft.tax === 0));
    const abroad = { ...address, postcode: '75001', country: 'France', countryCode: 'FRA' };
    refusalOf(apply({ was: two, is: { ...two, shippingAddress: abroad }, code }));
  });

  it('an address that the marketplace erased is not applied', () => {
    assert.match(
      refusalOf(apply({ was: two, is: { ...two, shippingAddress: null }, code })),
      /no address any more/,
    );
  });
});

const anyLine = (index: number) =>
  fc
    .record({
      sku: fc.constantFrom('TAP-1', 'SEED-1', 'BOILER-1'),
      quantity: fc.integer({ min: 1, max: 7 }),
      unitPrice: fc.integer({ min: 1, max: 99_999 }),
      shipping: fc.integer({ min: 0, max: 2_000 }),
    })
    .map((wish) => line({ id: `A-1-${index}`, index, ...wish }));

it('whatever changed, the Sales Order then has the lines of an import and the total of the marketplace', () => {
  const lines = fc.tuple(anyLine(1), anyLine(2), anyLine(3), anyLine(4));
  fc.assert(
    fc.property(lines, lines, fc.subarray([0, 1, 2, 3]), (before, now, gone) => {
      const was = order({ lines: before });
      const is = order({
        lines: now.map((one, index) =>
          gone.includes(index)
            ? { ...one, state: 'CANCELED', quantity: 0, price: 0, shipping: 0, total: 0 }
            : one,
        ),
      });
      const outcome = apply({ was, is, code: 'changed-after-import' });
      if (gone.length === 4) {
        assert.equal(outcome.kind, 'cancel');
        return;
      }
      const { keys, total } = after(outcome, importOf(was));
      assert.equal(total, customerTotal(is));
      assert.deepEqual(
        keys,
        draftOf(decideOrder({ ...facts(), order: is }))
          .lines.map((one) => one.key)
          .sort(),
      );
    }),
    { seed: 20_261_124, numRuns: 500 },
  );
});
