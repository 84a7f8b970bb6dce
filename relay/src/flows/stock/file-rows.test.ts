import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quantityOf } from '../../domain/stock/quantity.ts';
import { linesOf, linesText, refusalsOf, refusalsText } from './file-rows.ts';
import type { WaitingLine } from './waiting-lines.ts';

const column = 1_048_576;

function line(sku: string, why = '7 on hand'): WaitingLine {
  return {
    listingId: `id of ${sku}`,
    sku,
    quantity: 7,
    before: 9,
    urgency: 'change',
    changedOn: '2026-11-23T12:00:00Z',
    available: quantityOf(7.5),
    why,
    unsure: false,
    again: false,
    version: 'W/"1"',
  };
}

describe('the lines of a file in its row', () => {
  it('come back as they were sent', () => {
    const { text, count } = linesText([line('A;"1"'), line('B')]);
    assert.equal(count, 2);
    const [first] = linesOf({ mpb_lines: text }, (sku) => `id of ${sku}`) ?? [];
    assert.deepEqual(
      { sku: first?.sku, id: first?.listingId, quantity: first?.quantity, available: first?.available },
      { sku: 'A;"1"', id: 'id of A;"1"', quantity: 7, available: quantityOf(7.5) },
    );
  });

  it('leave their reasons out where the column is too narrow, and then the last of them', () => {
    const wordy = Array.from({ length: 5_000 }, (_, index) => line(`SKU-${index}`, 'x'.repeat(400)));
    const without = linesText(wordy);
    assert.equal(without.count, 5_000);
    assert.ok(without.text.length <= column);
    const long = Array.from({ length: 10_000 }, (_, index) => line(`${index}-`.padEnd(200, 'y'), ''));
    const some = linesText(long);
    assert.ok(some.count > 1_000 && some.count < 10_000);
    assert.ok(some.text.length <= column);
    assert.equal(linesOf({ mpb_lines: some.text }, (sku) => sku)?.length, some.count);
  });

  it('that somebody spoiled are not taken for none', () => {
    assert.equal(
      linesOf({ mpb_lines: '[{"sku":' }, (sku) => sku),
      null,
    );
  });
});

describe('the refusals of a file in its row', () => {
  it('come back, and where some had to be left out, none do: the report is read again', () => {
    const refusals = [{ sku: 'A', reason: 'blocked' }];
    assert.deepEqual(refusalsOf({ mpb_refusals: refusalsText(refusals) }), refusals);
    assert.deepEqual(refusalsOf({ mpb_refusals: refusalsText([]) }), []);
    const many = Array.from({ length: 9_000 }, (_, index) => ({
      sku: `SKU-${index}`,
      reason: 'z'.repeat(200),
    }));
    const text = refusalsText(many);
    assert.ok((text ?? '').length <= column);
    assert.equal(refusalsOf({ mpb_refusals: text }), null);
  });
});
