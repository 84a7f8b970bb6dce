/** How orders are decided on their VAT; anchors.md 2.2 and 8 name the peers that got it wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeKeysOfRule } from '../cause-key.ts';
import { decideOrder } from './decide-order.ts';
import { address, codes, draftOf, facts, line, only, rule, rules, vat, withProduct } from './given.test.ts';

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
