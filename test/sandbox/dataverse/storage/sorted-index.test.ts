import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { SortedIndex } from './sorted-index.ts';

it('gives the ids of any range in the order of their values, like a sorted list', () => {
  const entry = fc.record({ value: fc.nat(50), id: fc.nat(2000).map(String), gone: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 1500, size: 'max' }),
      fc.nat(50),
      fc.nat(50),
      (entries, low, high) => {
        const index = new SortedIndex();
        const naive = new Map<string, number>();
        for (const { value, id, gone } of entries) {
          const known = naive.get(id);
          if (known !== undefined) index.delete(known, id);
          naive.delete(id);
          if (gone) continue;
          index.add(value, id);
          naive.set(id, value);
        }
        const sorted = [...naive].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
        const expected = sorted.filter(([, value]) => value >= low && value <= high).map(([id]) => id);
        assert.equal(index.size, naive.size);
        assert.deepEqual([...index.range(low, high)], expected);
        assert.deepEqual([...index.rangeDown(low, high)], [...expected].reverse());
        assert.equal(index.countBetween(low, high), expected.length);
        assert.deepEqual(
          [index.countBetween(undefined, high), index.countBetween(low, undefined)],
          [
            sorted.filter(([, value]) => value <= high).length,
            sorted.filter(([, value]) => value >= low).length,
          ],
        );
        assert.deepEqual(
          [...index.after(low, '1')],
          sorted.filter(([id, value]) => value > low || (value === low && id > '1')).map(([id]) => id),
        );
      },
    ),
    { numRuns: 40, seed: 20261102 },
  );
});
