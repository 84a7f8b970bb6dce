import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fileLines, inFileOrder } from './file-lines.ts';
import { plannedLine } from './given.test.ts';
import type { PlannedLine, Urgency } from './stock-plan.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const skus = (lines: readonly PlannedLine[]) => lines.map(({ sku }) => sku);

describe('the order of a file', () => {
  it('is by urgency, then what falls, then the oldest change', () => {
    const lines = [
      plannedLine({ sku: 'swept', urgency: 'sweep' }),
      plannedLine({ sku: 'rises', quantity: 9, before: 8, changedOn: '2026-03-01T09:00:00Z' }),
      plannedLine({ sku: 'undated', quantity: 9, before: 10 }),
      plannedLine({ sku: 'falls late', quantity: 9, before: 10, changedOn: '2026-03-01T11:00:00Z' }),
      plannedLine({ sku: 'falls', quantity: 9, before: 10, changedOn: '2026-03-01T10:00:00+00:00' }),
      plannedLine({ sku: 'low', quantity: 2, before: 1, urgency: 'low' }),
      plannedLine({ sku: 'zero', quantity: 0, before: 1, urgency: 'zero' }),
    ];
    assert.deepEqual(skus(inFileOrder(lines)), [
      'zero',
      'low',
      'falls',
      'falls late',
      'undated',
      'rises',
      'swept',
    ]);
  });
});

const anyLines = fc
  .array(
    fc.record({
      urgency: fc.constantFrom<Urgency>('zero', 'low', 'change', 'sweep', 'sweep', 'sweep'),
      quantity: fc.integer({ min: 0, max: 9 }),
      before: fc.option(fc.integer({ min: 0, max: 9 })),
      changedOn: fc.constantFrom(null, '2026-03-01T09:00:00Z', '2026-03-01T10:00:00Z'),
    }),
    { maxLength: 60 },
  )
  .map((all) => all.map((changes, index) => plannedLine({ ...changes, sku: `SKU-${index}` })));
const room = fc.record({
  most: fc.integer({ min: 1, max: 40 }),
  mostFromSweep: fc.integer({ min: 0, max: 20 }),
});

describe('what goes into the next file', () => {
  it('every line once, in the next file or later', () => {
    fc.assert(
      fc.property(anyLines, room, (lines, given) => {
        const { now, later } = fileLines(lines, given);
        assert.deepEqual(skus([...now, ...later]).sort(), skus(lines).sort());
        assert.ok(now.length <= given.most);
        assert.ok(now.filter(({ urgency }) => urgency === 'sweep').length <= given.mostFromSweep);
      }),
    );
  });

  it('nothing urgent waits while something of a sweep goes, and the file is as full as it may be', () => {
    fc.assert(
      fc.property(anyLines, room, (lines, given) => {
        const { now, later } = fileLines(lines, given);
        const swept = now.filter(({ urgency }) => urgency === 'sweep').length;
        const urgentLater = later.filter(({ urgency }) => urgency !== 'sweep');
        if (urgentLater.length > 0) assert.deepEqual([swept, now.length], [0, given.most]);
        if (later.length > urgentLater.length) {
          assert.ok(now.length === given.most || swept === given.mostFromSweep);
        }
      }),
    );
  });

  it('files until nothing is left send each line once, whatever order they are given in', () => {
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 1, max: 20 }), (lines, mostFromSweep) => {
        let waiting: readonly PlannedLine[] = lines;
        const sent: string[] = [];
        for (let files = 0; waiting.length > 0; files += 1) {
          assert.ok(files <= lines.length);
          const { now, later } = fileLines([...waiting].reverse(), { most: 20, mostFromSweep });
          sent.push(...skus(now));
          waiting = later;
        }
        assert.deepEqual([...sent].sort(), skus(lines).sort());
      }),
    );
  });
});
