import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refusalsIn } from './refusals.ts';

const lines = [{ sku: 'A' }, { sku: 'B' }, { sku: 'C' }];

describe('a report of refused lines', () => {
  it('is read by SKU where it repeats them, whatever its numbers count', () => {
    assert.deepEqual(refusalsIn(lines, [{ line: 2, sku: 'A', reason: 'blocked' }]), [
      { sku: 'A', reason: 'blocked' },
    ]);
  });

  it('is read by the number of the line where it does not', () => {
    assert.deepEqual(refusalsIn(lines, [{ line: 3, sku: null, reason: 'unknown' }]), [
      { sku: 'C', reason: 'unknown' },
    ]);
  });

  it('is read by numbers that count the header where another line shows that they do', () => {
    const report = [
      { line: 2, sku: 'A', reason: 'blocked' },
      { line: 4, sku: 'c, as they spell it', reason: 'unknown' },
    ];
    assert.deepEqual(refusalsIn(lines, report), [
      { sku: 'A', reason: 'blocked' },
      { sku: 'C', reason: 'unknown' },
    ]);
  });

  it('with several reasons for one line gives all of them, each once', () => {
    const report = ['blocked', 'blocked', 'no price'].map((reason) => ({ line: 1, sku: 'A', reason }));
    assert.deepEqual(refusalsIn(lines, report), [{ sku: 'A', reason: 'blocked; no price' }]);
  });

  it('that speaks of lines that were not sent is not believed', () => {
    assert.equal(refusalsIn(lines, [{ line: 4, sku: null, reason: 'blocked' }]), null);
    assert.equal(refusalsIn(lines, [{ line: null, sku: 'X', reason: 'blocked' }]), null);
  });
});
