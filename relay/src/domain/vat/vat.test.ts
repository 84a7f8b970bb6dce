import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { address, order, line, rule, rules } from '../orders/given.test.ts';
import { vatInside, vatOf, vatOnTop } from './extract.ts';
import { methodOf } from './methods.ts';
import type { SuppliedVat } from './methods.ts';
import { postcodeArea } from './postcode.ts';
import { rateText } from './rate.ts';
import { taxPointOf } from './tax-point.ts';
import { taxRuleFor } from './tax-rules.ts';
import { territoryOf } from './territory.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const amounts = fc.integer({ min: 0, max: 10_000_000_000_000 });
const rates = fc.integer({ min: 0, max: 1_000_000 });

test('VAT inside £24.99 at 20 % is £4.17, VAT on £20.82 is £4.16', () => {
  assert.equal(vatInside(2499, 200_000), 417);
  assert.equal(vatOnTop(2082, 200_000), 416);
  assert.equal(rateText(175_000), '17.5 %');
});

test('VAT inside a gross amount is within half a penny of exact, and nothing at rate zero', () => {
  fc.assert(
    fc.property(amounts, rates, (gross, rate) => {
      const off =
        2n * (BigInt(vatInside(gross, rate)) * BigInt(1_000_000 + rate) - BigInt(gross) * BigInt(rate));
      assert.ok(off <= BigInt(1_000_000 + rate) && off > -BigInt(1_000_000 + rate));
      assert.equal(vatInside(gross, 0), 0);
    }),
  );
});

const supplied = (changes: Partial<SuppliedVat>): SuppliedVat => ({
  ...{ amount: 2499, unitPrice: 2499, quantity: 1, rate: 200_000, supplied: 417 },
  ...changes,
});

test('VAT that fits a named method is recognised, line before unit before order', () => {
  assert.equal(methodOf([supplied({})], 'TAX_INCLUDED'), 'line');
  // 3 x £1.99: 0.995 -> £1.00 on the line, 3 x £0.33 by the unit.
  const three = { amount: 597, unitPrice: 199, quantity: 3 };
  assert.equal(methodOf([supplied({ ...three, supplied: 100 })], 'TAX_INCLUDED'), 'line');
  assert.equal(methodOf([supplied({ ...three, supplied: 99 })], 'TAX_INCLUDED'), 'unit');
  // Two lines of £0.10: 1.67p each, 3.33p together.
  const small = { amount: 10, unitPrice: 10 };
  assert.equal(
    methodOf([supplied({ ...small, supplied: 2 }), supplied({ ...small, supplied: 1 })], 'TAX_INCLUDED'),
    'order',
  );
});

test('all the tax of an order on its first line fits no method, though its sum is right (frappe #398)', () => {
  const parts = [supplied({ supplied: 833 }), supplied({ supplied: 0 })];
  assert.equal(methodOf(parts, 'TAX_INCLUDED'), null);
});

test('VAT a penny off fits no method', () => {
  assert.equal(methodOf([supplied({ supplied: 418 })], 'TAX_INCLUDED'), null);
});

test('the order method counts each rate apart', () => {
  const parts = [
    supplied({ amount: 10, unitPrice: 10, supplied: 1 }),
    supplied({ amount: 10, unitPrice: 10, supplied: 2 }),
    supplied({ rate: 0, supplied: 0 }),
  ];
  assert.equal(methodOf(parts, 'TAX_INCLUDED'), 'order');
  assert.equal(methodOf([...parts, supplied({ rate: 0, supplied: 1 })], 'TAX_INCLUDED'), null);
});

test('what we compute ourselves is the line method in both tax modes', () => {
  fc.assert(
    fc.property(
      amounts,
      rates,
      fc.constantFrom('TAX_INCLUDED' as const, 'TAX_EXCLUDED' as const),
      (amount, rate, mode) => {
        const part = supplied({ amount, unitPrice: amount, rate, supplied: vatOf(amount, rate, mode) });
        assert.equal(methodOf([part], mode), 'line');
      },
    ),
  );
});

test('UK postcodes are read in any case and spacing', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ...([
      ['ls1 4ap', 'LS'],
      ['EC1A1BB', 'EC'],
      ['W1A 0AX', 'W'],
      ['M1  1AE', 'M'],
      [' B33 8TH ', 'B'],
    ] as const),
    ...([
      ['CR2 6XH', 'CR'],
      ['DN55 1PT', 'DN'],
      ['je2 3ab', 'JE'],
      ['GY1 1AA', 'GY'],
      ['BT1 5GS', 'BT'],
    ] as const),
    ...([
      ['IM1 1AD', 'IM'],
      ['GX11 1AA', 'GX'],
      ['BFPO 57', 'BF'],
      ['BF1 0AX', 'BF'],
      ['GIR 0AA', 'GIR'],
    ] as const),
    ...([
      ['75001', null],
      ['D02 AF30', null],
      ['1234 AB', null],
      ['K1A 0B1', null],
      ['LS1', null],
    ] as const),
  ];
  for (const [postcode, area] of cases) assert.equal(postcodeArea(postcode), area, postcode);
});

const place = (country: string | null, countryCode: string | null, postcode: string | null) => {
  const reading = territoryOf({ country, countryCode, postcode });
  return reading.kind === 'territory' ? reading.territory : reading.kind;
};

test('the United Kingdom, Man and Northern Ireland follow UK rules', () => {
  assert.equal(place('United Kingdom', 'GBR', 'LS1 4AP'), 'UK');
  assert.equal(place('Northern Ireland', null, 'BT1 5GS'), 'UK');
  assert.equal(place('United Kingdom', 'GB', 'IM1 1AD'), 'UK');
  assert.equal(place('Isle of Man', 'IMN', 'IM1 1AD'), 'UK');
});

test('a country code that is missing is made good by the name', () => {
  assert.equal(place('UNITED  KINGDOM', null, 'ls14ap'), 'UK');
  assert.equal(place('U.K.', '', 'LS1 4AP'), 'UK');
});

test('Jersey and Guernsey are exports, also when they are filed under the United Kingdom', () => {
  assert.equal(place('United Kingdom', 'GBR', 'JE2 3AB'), 'XC');
  assert.equal(place('Jersey', 'JEY', 'JE2 3AB'), 'XC');
  assert.equal(place('United Kingdom', 'GGY', 'GY1 1AA'), 'XC');
  assert.equal(place('Channel Islands', null, 'GY1 1AA'), 'XC');
});

test("forces' post, Gibraltar and other countries are a person's decision", () => {
  assert.equal(place('United Kingdom', 'GBR', 'BFPO 57'), 'undecided');
  assert.equal(place('Gibraltar', 'GIB', 'GX11 1AA'), 'undecided');
  assert.equal(place('Ireland', 'IRL', 'D02 AF30'), 'undecided');
  assert.equal(place(null, null, 'LS1 4AP'), 'undecided');
  assert.equal(place('United Kingdom', 'GBR', null), 'undecided');
});

test('country and postcode that disagree are a problem of the address', () => {
  assert.equal(place('Jersey', 'JEY', 'LS1 4AP'), 'disagree');
  assert.equal(place('Jersey', 'JEY', 'GY1 1AA'), 'disagree');
  assert.equal(place('United Kingdom', 'GBR', '75001'), 'disagree');
  assert.equal(place('France', 'FRA', 'LS1 4AP'), 'disagree');
  assert.equal(place('United Kingdom', 'FRA', '75001'), 'disagree');
  assert.equal(place('Isle of Man', 'JEY', 'JE2 3AB'), 'disagree');
});

test('the one rule valid on the tax point is found, ends of its period included', () => {
  const old = rule({ rate: 175_000, validFrom: '2010-01-01', validTo: '2011-01-03' });
  const find = (taxPoint: string) =>
    taxRuleFor([...rules, old], { taxCategory: ' Standard ', territory: 'UK', taxPoint });
  assert.deepEqual(find('2011-01-03'), { kind: 'rule', rule: old });
  assert.deepEqual(find('2011-01-04'), { kind: 'rule', rule: rule() });
  assert.deepEqual(find('2009-12-31'), { kind: 'none' });
});

test('rules that overlap, or are exempt with a rate, or have a rate that is none, are ambiguous', () => {
  const want = { taxCategory: 'standard', territory: 'UK', taxPoint: '2026-03-01' };
  assert.equal(taxRuleFor([rule(), rule({ rate: 50_000 })], want).kind, 'ambiguous');
  assert.equal(taxRuleFor([rule({ treatment: 'exempt' })], want).kind, 'ambiguous');
  assert.equal(taxRuleFor([rule({ rate: 0.5 })], want).kind, 'ambiguous');
});

test('the tax point is the London day of the earliest of debit and dispatch, else of the order', () => {
  const at = (debitedAt: string | null, shippedAt: string | null) =>
    taxPointOf(order({ debitedAt, lines: [line({ shippedAt })], shippingAddress: address }));
  assert.equal(at('2026-03-02T09:00:00Z', '2026-03-01T09:00:00Z'), '2026-03-01');
  assert.equal(at('2026-06-30T23:30:00Z', null), '2026-07-01', 'half past midnight, British Summer Time');
  assert.equal(at(null, null), '2026-03-01');
  assert.equal(taxPointOf(order({ createdAt: 'no date', debitedAt: null })), null);
});
