import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { causeKey, causeKeyOfMapping, causeKeysOfRule } from './cause-key.ts';
import { acceptanceRefused, catalogue, unreadableOrder, writeBackRefused } from './exception-catalogue.ts';
import { exceptionOf, isExceptionCode } from './exception-of.ts';
import { order } from './orders/given.test.ts';
import { cut } from './text.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

test('every code has a title, an explanation and a way out, and its fixes fit their column', () => {
  for (const [code, entry] of Object.entries<CatalogueEntry>(catalogue)) {
    assert.match(code, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(entry.title.length > 5 && entry.title.length < 80 && entry.explanation.endsWith('.'), code);
    assert.ok(entry.fixes.length > 0 && JSON.stringify(entry.fixes).length <= 4_000, code);
    assert.ok(
      entry.severity === 'advisory' || entry.actWithinHours !== null,
      `${code} blocks without a deadline`,
    );
  }
  assert.ok(isExceptionCode('wrong-vat') && !isExceptionCode('toString'));
});

test('the keys of a mapping and a rule ignore case and blanks, as Dataverse does', () => {
  assert.equal(causeKeyOfMapping(' AB-1 '), 'sku:ab-1');
  assert.deepEqual(causeKeysOfRule('Standard', 'UK'), ['tax:standard|uk']);
});

test('a key always fits its column, and long values stay apart', () => {
  const long = 'x'.repeat(300);
  assert.notEqual(causeKey('sku', `${long}1`), causeKey('sku', `${long}2`));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (value) => {
      assert.ok(causeKey('difference', value).length <= 200);
    }),
  );
});

test('texts are cut to their columns, never through a character', () => {
  const exception = exceptionOf('unknown-sku', {
    ...{
      causeKey: 'sku:x',
      subject: 's'.repeat(900),
      cause: 'c'.repeat(9_000),
      deadline: null,
      moneyAtRisk: null,
    },
    evidence: [{ label: 'SKU', value: 'v'.repeat(9_000) }],
  });
  assert.deepEqual(
    [exception.title.length, exception.cause.length, exception.evidence[0]?.value.length],
    [400, 4000, 1000],
  );
  assert.equal(cut('a😀', 2), 'a');
  assert.equal(cut('a😀', 3), 'a😀');
});

test('refusals quote the words of whoever refused', () => {
  assert.match(
    acceptanceRefused({ order: order(), message: 'ORDER_INVALID_STATE' }).cause,
    /"ORDER_INVALID_STATE"/,
  );
  assert.match(writeBackRefused({ order: order(), errors: ['blank', 'late'] }).cause, /"blank; late"/);
  assert.match(
    unreadableOrder({ orderId: 'A-1', problems: [{ path: 'price', problem: 'three decimals' }] }).cause,
    /A-1 .*price: three decimals/,
  );
});
