/** How orders are decided on their delivery and exact prices; anchors.md 2.1 and 8 name the peers that got them wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideOrder } from './decide-order.ts';
import { codes, draftOf, facts, line, only, vat } from './given.test.ts';

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
