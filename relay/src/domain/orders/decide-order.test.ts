/** Stories of orders on their way to a Sales Order; anchors.md 2.1, 2.2 and 8 name the peers that got them wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeKeyOfMapping, causeKeysOfRule } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { decideOrder } from './decide-order.ts';
import type { OrderDecision } from './decision.ts';
import { address, codes, draftOf, facts, line, order, product, rule, rules } from './given.test.ts';
import type { Tax } from './marketplace-order.ts';

const vat = (amount: number, rate: number | null = 200_000): readonly Tax[] => [
  { code: 'VAT', amount, rate },
];

function held(decision: OrderDecision): readonly ExceptionDraft[] {
  if (decision.kind !== 'hold') assert.fail(JSON.stringify(decision));
  return decision.exceptions;
}
const only = (decision: OrderDecision): ExceptionDraft => {
  assert.equal(held(decision).length, 1, codes(decision).join());
  return held(decision)[0]!;
};
const withProduct = (changes: Parameters<typeof product>[0]) =>
  decideOrder(facts({ products: new Map([['TAP-1', product(changes)]]) }));

test('an order that is not paid waits, however long it exists (sdk-php-shop #36)', () => {
  for (const state of ['STAGING', 'WAITING_DEBIT', 'WAITING_DEBIT_PAYMENT']) {
    const decision = decideOrder(facts({ order: { state, debitedAt: null, billingAddress: null } }));
    assert.equal(decision.kind === 'wait' && decision.reason, 'not-cleared', state);
    assert.ok(decision.kind === 'wait' && decision.until > '2026-03-01T10:06:00Z');
  }
});

test('every state from SHIPPING on is cleared', () => {
  for (const state of ['SHIPPING', 'SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED']) {
    assert.equal(decideOrder(facts({ order: { state } })).kind, 'import', state);
  }
});

test('an order to be accepted is accepted whole where policy says so, and waits for a person where not', () => {
  const lines = [line(), line({ id: 'A-1-2', index: 2 })];
  const waiting = { state: 'WAITING_ACCEPTANCE', lines };
  const accepted = decideOrder(facts({ order: waiting, marketplace: { acceptOrders: true } }));
  assert.deepEqual(accepted, { kind: 'accept', lineIds: ['A-1-1', 'A-1-2'] });
  const left = decideOrder(facts({ order: waiting }));
  assert.equal(left.kind === 'wait' && left.reason, 'acceptance');
});

test('nothing is accepted by an environment that the marketplace is not armed for', () => {
  const hold = { code: 'not-armed', text: 'Armed for another environment.' };
  const decision = decideOrder(
    facts({ order: { state: 'WAITING_ACCEPTANCE' }, marketplace: { acceptOrders: true, hold } }),
  );
  const { responsible, cause } = only(decision);
  assert.deepEqual(
    [codes(decision), responsible, cause],
    [['not-armed'], 'admin', 'Armed for another environment.'],
  );
});

test('a hold that the catalogue does not know is a wrong setting', () => {
  const decision = decideOrder(facts({ marketplace: { hold: { code: 'moon-phase', text: 'Full moon.' } } }));
  assert.deepEqual(codes(decision), ['wrong-organisation-settings']);
});

test('an order that was cancelled, refused or lost all its lines before import is over', () => {
  assert.equal(decideOrder(facts({ order: { state: 'CANCELED' } })).kind, 'done');
  assert.equal(decideOrder(facts({ order: { state: 'REFUSED' } })).kind, 'done');
  assert.equal(decideOrder(facts({ order: { lines: [line({ state: 'CANCELED' })] } })).kind, 'done');
});

test('a state that came after us waits and tells an administrator', () => {
  const decision = decideOrder(facts({ order: { state: 'IN_ORBIT' } }));
  assert.equal(decision.kind === 'wait' && decision.reason, 'unknown-state');
  assert.deepEqual(codes(decision), ['unknown-state']);
});

test('a cancelled line is left out, and the rest is imported (stripe-mirakl-connector #51)', () => {
  const gone = line({ id: 'A-1-2', index: 2, state: 'CANCELED', quantity: 0, unitPrice: 500, price: 0 });
  const { lines, gross } = draftOf(decideOrder(facts({ order: { lines: [line(), gone] } })));
  assert.deepEqual([lines.map(({ lineId }) => lineId), gross], [['A-1-1'], 2499]);
});

test('a refused line is left out like a cancelled one', () => {
  const lines = [line(), line({ id: 'A-1-2', index: 2, state: 'REFUSED' })];
  assert.equal(draftOf(decideOrder(facts({ order: { lines } }))).gross, 2499);
});

test('a cancelled line that still shows its price, while the order total does not, is left out too', () => {
  const lines = [line(), line({ id: 'A-1-2', index: 2, state: 'CANCELED' })];
  const decision = decideOrder(facts({ order: { lines, price: 2499, total: 2499 } }));
  assert.equal(draftOf(decision).gross, 2499);
});

test('an address that has not arrived is waited for, and is an exception after a day', () => {
  const empty = { ...address, street1: ' ' };
  for (const shippingAddress of [null, empty]) {
    const decision = decideOrder(facts({ order: { shippingAddress } }));
    assert.equal(decision.kind === 'wait' && decision.reason, 'address');
  }
  const late = decideOrder(facts({ now: '2026-03-02T10:06:00Z', order: { billingAddress: null } }));
  assert.match(only(late).cause, /no billing address/);
});

test('an unknown SKU is named at once, even while the address is missing', () => {
  const decision = decideOrder(facts({ order: { shippingAddress: null }, products: new Map() }));
  assert.deepEqual(codes(decision), ['unknown-sku']);
});

test('a text too long for Dynamics is cut, and the whole of it is reported', () => {
  const street1 = 'x'.repeat(249) + '😀';
  const decision = decideOrder(facts({ order: { shippingAddress: { ...address, street1 } } }));
  const draft = draftOf(decision);
  assert.equal(draft.shipTo.street1, 'x'.repeat(249), 'not half of a character');
  assert.deepEqual(draft.truncated, [{ field: 'shipTo.street1', original: street1 }]);
  assert.deepEqual(codes(decision), ['address-truncated']);
});

test('both names together fit the contact name', () => {
  const long = { ...address, firstName: 'f'.repeat(100), lastName: 'l'.repeat(100) };
  const { billTo } = draftOf(decideOrder(facts({ order: { billingAddress: long } })));
  assert.equal([billTo.firstName, billTo.lastName].join(' ').length, 150);
});

test('an unknown SKU says which line, and shares its key with the mapping that frees it', () => {
  const exception = only(decideOrder(facts({ order: { lines: [line({ sku: 'Tap-9', index: 1 })] } })));
  assert.equal(exception.causeKey, causeKeyOfMapping('TAP-9'));
  assert.match(exception.cause, /^Line 1 \(SKU Tap-9\): no product/);
  assert.equal(exception.deadline, '2026-03-02T10:05:00.000Z');
});

test('nobody is given more time than the dispatch deadline leaves', () => {
  const decision = decideOrder(facts({ products: new Map(), order: { shipBy: '2026-03-01T17:00:00Z' } }));
  assert.equal(only(decision).deadline, '2026-03-01T17:00:00Z');
});

test('two lines with one unknown SKU are one exception', () => {
  const lines = [line({ sku: 'X' }), line({ id: 'A-1-2', index: 2, sku: 'X' })];
  const exception = only(decideOrder(facts({ order: { lines } })));
  assert.match(exception.cause, /Line 1[^]*\nLine 2/);
});

test('a product that cannot be sold says why', () => {
  assert.deepEqual(codes(withProduct({ active: false })), ['product-inactive']);
  assert.deepEqual(codes(withProduct({ unitId: null })), ['product-without-unit']);
  assert.deepEqual(codes(withProduct({ inPriceList: false })), ['product-not-in-price-list']);
  assert.deepEqual(codes(withProduct({ taxCategory: null })), ['no-tax-category']);
  assert.deepEqual(codes(decideOrder(facts({ order: { lines: [line({ sku: null })] } }))), ['no-sku']);
});

test('every problem of an order is named at once', () => {
  const lines = [line({ sku: 'X', taxes: vat(1) }), line({ id: 'A-1-2', index: 2, taxes: vat(1) })];
  const decision = decideOrder(facts({ order: { lines, currency: 'EUR', total: 1 } }));
  assert.deepEqual(codes(decision), ['foreign-currency', 'totals-do-not-add-up', 'unknown-sku', 'wrong-vat']);
});

test('a foreign currency is never converted (BCApps #6138)', () => {
  assert.match(only(decideOrder(facts({ order: { currency: 'EUR' } }))).cause, /in EUR.*in GBP/);
});

test('amounts that contradict each other are named with the difference', () => {
  const bad = (changes: Parameters<typeof order>[0]) => only(decideOrder(facts({ order: { ...changes } })));
  assert.match(bad({ lines: [line({ price: 2500 })] }).cause, /Line 1 .*£25\.00 but comes to £24\.99/);
  assert.match(bad({ total: 2500 }).cause, /Order: total/);
  assert.match(bad({ price: 2500, total: 2500 }).cause, /Order: price/);
  assert.match(
    bad({ lines: [line({ shipping: 300 })], shipping: 200, total: 2699 }).cause,
    /Order: delivery/,
  );
});

test('fees in the total are a difference by name, not a sale', () => {
  const lines = [line({ fees: [{ code: 'CARD', amount: 65 }], total: 2564 })];
  const decision = decideOrder(facts({ order: { lines, total: 2564 } }));
  assert.equal(draftOf(decision).gross, 2499);
  assert.deepEqual(codes(decision), ['fees-in-total']);
});

test('fees that the total ignores are ignored (the example of the specification)', () => {
  const decision = decideOrder(facts({ order: { lines: [line({ fees: [{ code: 'CARD', amount: 65 }] })] } }));
  assert.deepEqual([decision.kind, codes(decision)], ['import', []]);
});

test('values that no sale can have are not calculated with', () => {
  for (const lines of [
    [line({ quantity: 1.5, price: 2499 })],
    [line({ unitPrice: -1 })],
    [line({ price: Number.NaN })],
    [line(), line()],
  ]) {
    assert.deepEqual(codes(decideOrder(facts({ order: { lines } }))), ['unreadable-order']);
  }
});

test('VAT that equals our rule is taken over with its method', () => {
  const lines = [line({ unitPrice: 199, quantity: 3, taxes: vat(99) })];
  const draft = draftOf(decideOrder(facts({ order: { lines } })));
  assert.deepEqual([draft.tax, draft.net, draft.gross, draft.taxMethod], [99, 498, 597, 'unit']);
});

test('a wrong VAT amount is explained to the penny before any Sales Order exists', () => {
  const exception = only(decideOrder(facts({ order: { lines: [line({ taxes: vat(416) })] } })));
  assert.equal(
    exception.cause,
    "Line 1 (SKU TAP-1), goods of £24.99: the marketplace says VAT £4.16 at 20 %, our rule 'standard', UK, 20 %, from 2011-01-04 gives £4.17.",
  );
  assert.equal(exception.responsible, 'finance');
  assert.deepEqual([exception.causeKey], causeKeysOfRule('Standard', 'uk'));
});

test('the right amount at the wrong rate is wrong', () => {
  assert.deepEqual(codes(decideOrder(facts({ order: { lines: [line({ taxes: vat(417, 175_000) })] } }))), [
    'wrong-vat',
  ]);
  assert.equal(decideOrder(facts({ order: { lines: [line({ taxes: vat(417, null) })] } })).kind, 'import');
});

test('a missing rate names category, territory and day; two rules are never a guess', () => {
  const missing = only(withProduct({ taxCategory: 'luxury' }));
  assert.match(missing.cause, /no tax rule for tax category 'luxury' in territory UK on 2026-03-01/);
  const two = decideOrder(facts({ taxRules: [...rules, rule({ rate: 50_000 })] }));
  assert.deepEqual(codes(two), ['ambiguous-tax-rule']);
});

test('a Jersey postcode is an export: no VAT, and proof is asked for', () => {
  const decision = decideOrder(facts({ order: { shippingAddress: { ...address, postcode: 'JE2 3AB' } } }));
  assert.deepEqual([draftOf(decision).tax, codes(decision)], [0, ['export-evidence']]);
  const uk = decideOrder(
    facts({
      order: { shippingAddress: { ...address, postcode: 'JE2 3AB' }, lines: [line({ taxes: vat(417) })] },
    }),
  );
  assert.deepEqual(codes(uk), ['wrong-vat']);
});

test("forces' post waits for finance, and a country that contradicts its postcode for sales", () => {
  const to = (changes: object) =>
    decideOrder(facts({ order: { shippingAddress: { ...address, ...changes } } }));
  assert.deepEqual(codes(to({ postcode: 'BFPO 57' })), ['territory-undecided']);
  assert.deepEqual(codes(to({ country: 'Jersey', countryCode: 'JEY' })), ['country-postcode-disagree']);
});

test('the marketplace paying the VAT does not fit a UK seller, and a foreign one is for finance', () => {
  const taxes = [{ code: 'OPERATOR_REMITTED_ORDER_AMOUNT_TAX', amount: 417, rate: null }];
  assert.deepEqual(codes(decideOrder(facts({ order: { lines: [line({ taxes })] } }))), [
    'operator-collects-vat',
  ]);
  assert.deepEqual(codes(decideOrder(facts({ marketplace: { establishedInUk: false } }))), [
    'operator-collects-vat',
  ]);
});

test('delivery is a line for each VAT rate and follows its goods (BCApps #7847)', () => {
  const lines = [
    line({ shipping: 300 }),
    line({ id: 'A-1-2', index: 2, sku: 'SEED-1', shipping: 200 }),
    line({ id: 'A-1-3', index: 3, shipping: 100 }),
  ];
  const draft = draftOf(decideOrder(facts({ order: { lines } })));
  const delivery = draft.lines.filter(({ kind }) => kind === 'delivery');
  assert.deepEqual(
    delivery.map(({ key, productId, gross, tax, quantity }) => ({ key, productId, gross, tax, quantity })),
    [
      { key: 'delivery:200000', productId: 'delivery', gross: 400, tax: 67, quantity: 1 },
      { key: 'delivery:0', productId: 'delivery', gross: 200, tax: 0, quantity: 1 },
    ],
  );
});

test('delivery that stands on the order alone is spread over the lines by price', () => {
  const lines = [line({ unitPrice: 3000 }), line({ id: 'A-1-2', index: 2, sku: 'SEED-1', unitPrice: 1000 })];
  const draft = draftOf(decideOrder(facts({ order: { lines, shipping: 401, total: 4401 } })));
  assert.deepEqual(
    draft.lines.filter(({ kind }) => kind === 'delivery').map(({ gross }) => gross),
    [301, 100],
  );
});

test('delivery without a shipping product is an exception, free delivery is not', () => {
  const marketplace = { shippingProduct: null };
  assert.equal(decideOrder(facts({ marketplace })).kind, 'import');
  const charged = decideOrder(facts({ marketplace, order: { lines: [line({ shipping: 300 })] } }));
  assert.match(only(charged).cause, /charges £3\.00 for delivery/);
});

test('VAT on delivery is proved like that of goods', () => {
  const lines = (amount: number) => [line({ shipping: 300, taxes: vat(417), shippingTaxes: vat(amount) })];
  assert.equal(draftOf(decideOrder(facts({ order: { lines: lines(50) } }))).tax, 467);
  assert.match(
    only(decideOrder(facts({ order: { lines: lines(60) } }))).cause,
    /delivery of £3\.00.*£0\.60.*£0\.50/,
  );
});

test('stated VAT on delivery is taken over penny by penny, whatever we would have computed', () => {
  const lines = [2, 1].map((amount, index) =>
    line({ id: `L${index}`, index, taxes: vat(417), shipping: 10, shippingTaxes: vat(amount) }),
  );
  // The order method: 833 in all, where each line apart would say 417 + 417 and 2 + 2.
  const [first, second] = [{ ...lines[0]!, taxes: vat(416) }, lines[1]!];
  const draft = draftOf(decideOrder(facts({ order: { lines: [first, second] } })));
  assert.equal(draft.taxMethod, 'order');
  assert.deepEqual(
    draft.lines.map(({ tax }) => tax),
    [416, 417, 3],
  );
});

test('three for £30.00 including VAT are £25.00 net to the penny', () => {
  const order = { lines: [line({ unitPrice: 1000, quantity: 3 })] };
  const [single] = draftOf(decideOrder(facts({ order }))).lines;
  assert.deepEqual([single?.price, single?.discount, single?.net, single?.tax], [834, 2, 2500, 500]);
  const split = draftOf(decideOrder(facts({ order, marketplace: { discountMethod: 'perUnit' } })));
  assert.deepEqual(
    split.lines.map(({ key, quantity, price, tax }) => [key, quantity, price, tax]),
    [
      ['A-1-1', 2, 833, 333],
      ['A-1-1#2', 1, 834, 167],
    ],
  );
});

test('a precision too coarse to price exactly is an exception for the administrator', () => {
  const decision = decideOrder(facts({ marketplace: { discountMethod: 'perUnit', pricingPrecision: 0 } }));
  assert.deepEqual(codes(decision), ['price-precision-too-coarse']);
});

test('prices without VAT get the stated VAT on top; without any stated VAT nobody knows what was paid', () => {
  const mode = { taxMode: 'TAX_EXCLUDED' as const };
  const stated = draftOf(decideOrder(facts({ order: { ...mode, lines: [line({ taxes: vat(500) })] } })));
  assert.deepEqual([stated.net, stated.tax, stated.gross], [2499, 500, 2999]);
  assert.deepEqual(codes(decideOrder(facts({ order: mode }))), ['vat-not-stated']);
  assert.equal(decideOrder(facts({ order: { ...mode, lines: [line({ sku: 'SEED-1' })] } })).kind, 'import');
});

test('without a tax mode or any date the VAT is not guessed', () => {
  const decision = decideOrder(facts({ order: { taxMode: null, createdAt: '?', debitedAt: null } }));
  assert.deepEqual(codes(decision), ['tax-mode-missing', 'tax-point-missing']);
});

test('a cleared order without a payment date is imported with a note on its tax point', () => {
  const decision = decideOrder(facts({ order: { debitedAt: null } }));
  assert.deepEqual([draftOf(decision).taxPoint, codes(decision)], ['2026-03-01', ['no-payment-date']]);
});

test('a rate that changed applies by the day of payment', () => {
  const taxRules = [rule({ rate: 175_000, validTo: '2026-02-28' }), rule({ validFrom: '2026-03-01' })];
  const paid = (debitedAt: string) => draftOf(decideOrder(facts({ taxRules, order: { debitedAt } }))).tax;
  assert.deepEqual([paid('2026-02-28T23:00:00Z'), paid('2026-03-01T00:00:00Z')], [372, 417]);
});
