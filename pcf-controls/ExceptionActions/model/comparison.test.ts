import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evidenceLines } from './comparison.ts';

describe('the values that were compared', () => {
  it('stand side by side where they are a pair', () => {
    assert.deepEqual(
      evidenceLines([
        { label: 'Quantity of line 1: on the Sales Order', value: '3' },
        { label: 'Quantity of line 1: on the marketplace', value: '2' },
        { label: 'Rule', value: 'standard' },
      ]),
      [
        { kind: 'pair', label: 'Quantity of line 1', salesOrder: '3', marketplace: '2' },
        { kind: 'value', label: 'Rule', value: 'standard' },
      ],
    );
  });

  it('stand alone where the counterpart is of something else or missing', () => {
    const alone = [
      { label: 'A: on the Sales Order', value: '1' },
      { label: 'B: on the marketplace', value: '2' },
      { label: 'C: on the Sales Order', value: '3' },
    ];
    assert.deepEqual(
      evidenceLines(alone).map(({ kind, label }) => [kind, label]),
      alone.map(({ label }) => ['value', label]),
    );
  });

  it('are all there', () => {
    const label = fc
      .constantFrom('A', 'B')
      .chain((subject) =>
        fc.constantFrom(subject, `${subject}: on the Sales Order`, `${subject}: on the marketplace`),
      );
    fc.assert(
      fc.property(fc.array(fc.record({ label, value: fc.uuid() })), (evidence) => {
        const values = evidenceLines(evidence).flatMap((line) =>
          line.kind === 'pair' ? [line.salesOrder, line.marketplace] : [line.value],
        );
        assert.deepEqual(
          values,
          evidence.map(({ value }) => value),
        );
      }),
    );
  });
});
