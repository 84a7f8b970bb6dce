/** What is computed around an import: totals of Dynamics, places and times. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refusedByDynamics } from '../exception-catalogue.ts';
import { line, order } from './given.test.ts';
import { laterRetryAt, parkedRetryAt, placeOf } from './places.ts';
import { verifyTotals } from './verify-totals.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const computed = { salesOrderNumber: 'ORD-01', total: 2499, tax: 417, lineTotals: [2499] };

test('totals that agree raise nothing, also where the marketplace states no VAT', () => {
  assert.deepEqual(verifyTotals(order(), computed), []);
  assert.deepEqual(
    verifyTotals(order(), { ...computed, tax: 416 }),
    [],
    'no VAT stated: nothing to compare with',
  );
});

test('a penny of difference is an exception that says both amounts', () => {
  const [exception] = verifyTotals(order(), { ...computed, total: 2498, lineTotals: [2498] });
  assert.equal(
    exception?.cause,
    'ORD-01 should come to Total £24.99, Sum of the lines £24.99, but Dynamics computed Total £24.98, Sum of the lines £24.98.',
  );
  assert.equal(exception.moneyAtRisk, 1);
});

test('VAT that differs where it is stated, a header discount and an amount finer than a penny are found', () => {
  const stated = order({ lines: [line({ taxes: [{ code: 'VAT', amount: 417, rate: null }] })] });
  assert.match(verifyTotals(stated, { ...computed, tax: 416 })[0]?.cause ?? '', /VAT £4\.17.*VAT £4\.16/);
  assert.match(
    verifyTotals(order(), { ...computed, lineTotals: [2500] })[0]?.cause ?? '',
    /Sum of the lines £25\.00/,
  );
  assert.match(verifyTotals(order(), { ...computed, total: null })[0]?.cause ?? '', /no exact amount/);
});

test('prices without VAT are compared with the VAT on top', () => {
  const taxes = [{ code: 'VAT', amount: 500, rate: null }];
  const excluded = order({ taxMode: 'TAX_EXCLUDED', lines: [line({ taxes })] });
  assert.deepEqual(verifyTotals(excluded, { ...computed, total: 2999, tax: 500, lineTotals: [2999] }), []);
});

test('a zero-rated line without stated VAT beside a taxed one is no difference', () => {
  const taxes = [{ code: 'VAT', amount: 500, rate: null }];
  const lines = [line({ taxes }), line({ id: 'A-1-2', index: 2, sku: 'SEED-1' })];
  const mixed = order({ taxMode: 'TAX_EXCLUDED', lines });
  assert.deepEqual(verifyTotals(mixed, { ...computed, total: 5498, tax: 500, lineTotals: [2999, 2499] }), []);
});

test('a place is an exception if and only if something blocks', () => {
  const blocking = refusedByDynamics({
    order: order(),
    code: '0x80040265',
    message: 'Credit limit.',
    status: 400,
  });
  assert.equal(placeOf([blocking], 'done'), 'exception');
  assert.equal(placeOf([{ ...blocking, severity: 'advisory' }], 'done'), 'done');
  assert.match(blocking.cause, /"Credit limit\."/);
});

test('a parked record tries after 15 minutes, doubling to a day', () => {
  const at = (attempts: number) => parkedRetryAt('2026-03-01T00:00:00Z', attempts);
  assert.deepEqual(
    [at(0), at(1), at(6), at(7), at(500)].map((time) => time.slice(0, 16)),
    [...['2026-03-01T00:15', '2026-03-01T00:30', '2026-03-01T16:00', '2026-03-02T00:00', '2026-03-02T00:00']],
  );
});

test('temporary trouble is tried again within a fifth of its time', () => {
  fc.assert(
    fc.property(
      fc.nat(2000),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempts, fraction) => {
        const minutes = Math.min(2 ** attempts, 60);
        const wait =
          Date.parse(laterRetryAt('2026-03-01T00:00:00Z', attempts, fraction)) - Date.parse('2026-03-01');
        assert.ok(wait >= minutes * 48_000 - 1 && wait <= minutes * 72_000);
      },
    ),
  );
});
