import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonColumn } from './json-column.ts';

interface Item {
  readonly text: string;
  readonly must?: true;
}
const remark = (count: number): Item => ({ text: `${count} more` });
const leftOut = ({ length }: readonly Item[]) => remark(length);
const read = (json: string) => JSON.parse(json) as Item[];

describe('a list in a column', () => {
  it('is written whole where it fits, to the last character', () => {
    const items = [{ text: 'one' }, { text: 'two' }];
    const { length } = JSON.stringify(items);
    assert.equal(jsonColumn(items, length, { leftOut }), JSON.stringify(items));
    assert.deepEqual(read(jsonColumn(items, length - 1, { leftOut })), [{ text: '2 more' }]);
  });

  it('loses whole items from its end, and says how many', () => {
    const items = Array.from({ length: 50 }, (_, index) => ({ text: `item ${index}` }));
    const kept = read(jsonColumn(items, 200, { leftOut }));
    assert.deepEqual(kept.slice(0, -1), items.slice(0, kept.length - 1));
    assert.deepEqual(kept.at(-1), { text: `${items.length - kept.length + 1} more` });
  });

  it('keeps what must stay, in its place, however much stands before it', () => {
    const items: Item[] = [
      { text: 'x'.repeat(500) },
      { text: 'kept', must: true },
      { text: 'y'.repeat(500) },
    ];
    const json = jsonColumn(items, 100, { leftOut, mustStay: ({ must }) => must === true });
    assert.deepEqual(read(json), [{ text: 'kept', must: true }, { text: '2 more' }]);
  });

  it('is valid JSON within its limit whatever the texts are, and every item is kept or counted', () => {
    const items = fc.array(
      fc.string({ unit: 'binary', maxLength: 80 }).map((text) => ({ text })),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(items, fc.integer({ min: 30, max: 2_000 }), (list, limit) => {
        const json = jsonColumn(list, limit, { leftOut });
        assert.ok(json.length <= limit, `${json.length} characters, ${limit} are allowed`);
        const kept = read(json);
        const whole = JSON.stringify(list).length <= limit;
        assert.deepEqual(
          whole ? kept : kept.slice(0, -1),
          list.slice(0, whole ? list.length : kept.length - 1),
        );
        if (!whole) assert.deepEqual(kept.at(-1), remark(list.length - kept.length + 1));
      }),
      { seed: 20_261_124, numRuns: 500 },
    );
  });
});
